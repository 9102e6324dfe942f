import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];
const POLICIES = ['AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScalingPolicy'];

/** Whether an alarm does nothing but steer: it scales, or stops or recovers an instance. Nobody is told, so nobody has to know what to do. */
export function isSteering(alarm: WorkloadResource): boolean {
  const answers = alarm.workload._once(noAnswers);
  let answer = answers.get(alarm);
  if (answer === undefined) answers.set(alarm, answer = doesNothingButSteer(alarm));
  return answer;
}

/** The answers so far: several rules ask. */
function noAnswers(_: Workload): Map<WorkloadResource, boolean> {
  return new Map();
}

function doesNothingButSteer(alarm: WorkloadResource): boolean {
  let steers = false;
  for (const name of ACTIONS) {
    for (const action of alarm.values(`${name}.*`)) {
      if (!isSteeringAction(action)) return false;
      steers = true;
    }
  }
  return steers;
}

function isSteeringAction(action: PropertyValue): boolean {
  return /:(scalingPolicy|automate):/.test(action.knownText) || action.targets(...POLICIES).length > 0;
}
