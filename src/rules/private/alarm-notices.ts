import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';
import type { Match } from './event-pattern';

const RECEIVERS = ['AWS::SNS::Topic', 'AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'];
const RECEIVER_ARN = /^arn:[^:]*:(sns|lambda):/;
/** What scales, acts on an instance, or opens an incident or an OpsItem, which has an end of its own. */
const OTHER_ACTION = /:(scalingPolicy|automate|ssm|ssm-incidents|aiops):/;

/** Whether an alarm tells a topic or a function by an action of its own; `undefined` where only deployment can tell. */
export function notifies(alarm: WorkloadResource): Match {
  const actions = alarm.property('AlarmActions');
  if (actions.isAbsent) return false;
  const enabled = alarm.property('ActionsEnabled');
  if (enabled.flag === false) return false;
  const answers = actions.isUnknown ? [undefined] : actions.items.map(isNotice);
  if (answers.includes(true)) return enabled.isUnknown ? undefined : true;
  return answers.includes(undefined) ? undefined : false;
}

function isNotice(action: PropertyValue): Match {
  if (RECEIVER_ARN.test(action.knownText) || action.targets(...RECEIVERS).length > 0) return true;
  return action.isUnknown && !OTHER_ACTION.test(action.knownText) && action.targets().length === 0 ? undefined : false;
}
