import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];
const POLICIES = ['AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScalingPolicy'];

/** Whether an alarm does nothing but steer: it scales, or stops or recovers an instance. Nobody is told, so nobody has to know what to do. */
export function isSteering(alarm: WorkloadResource): boolean {
  const actions = ACTIONS.flatMap(name => alarm.values(`${name}.*`));
  return actions.length > 0 && actions.every(isSteeringAction);
}

function isSteeringAction(action: PropertyValue): boolean {
  return /:(scalingPolicy|automate):/.test(action.knownText) || action.targets(...POLICIES).length > 0;
}
