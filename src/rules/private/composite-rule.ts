import type { WorkloadResource } from '../workload-resource';

/** How a resource stands in the text of a rule: a control character that no rule has, and its number. */
const MARK = /^\u0001(\d+)\u0001$/;

const STATE = 'ALARM|OK|INSUFFICIENT_DATA';
const TOKEN = new RegExp([
  String.raw`AT_LEAST\s*\([^,()]*,\s*(NOT\s+)?(${STATE})\s*,\s*\(([^()]*)\)\s*\)`,
  String.raw`(${STATE})\s*\(\s*("[^"]*"|[^()"]*)\s*\)`,
  String.raw`(\bNOT\b)|(\()|(\))`,
].join('|'), 'g');

export const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
export const ALARM_TYPES: readonly string[] = ['AWS::CloudWatch::Alarm', COMPOSITE];

/**
 * The alarms that bring a composite alarm into ALARM. One whose state only holds the composite back, as in `NOT ALARM(deploying)`, is none of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmsBehind(composite: WorkloadResource): WorkloadResource[] {
  const referred: WorkloadResource[] = [];
  const rule = composite.property('AlarmRule')._marked(resource => `\u0001${referred.push(resource) - 1}\u0001`);
  return raisingOperands(rule).flatMap(operand => {
    const mark = MARK.exec(operand);
    return mark ? [referred[Number(mark[1])]] : composite._literal(operand).targets(...ALARM_TYPES);
  });
}

/** Names and ARNs of alarms that count for a rule when they go to ALARM or to INSUFFICIENT_DATA, as they are written. */
export function raisingOperands(rule: string): string[] {
  const operands: string[] = [];
  const enclosing: boolean[] = [];
  let negated = false;
  let pending = false;
  for (const [, negatedState, commonState, list, state, operand, not, open, close] of rule.matchAll(TOKEN)) {
    if (not) {
      pending = !pending;
      continue;
    }
    if (open) {
      enclosing.push(negated);
      negated = negated !== pending;
    } else if (close) {
      negated = enclosing.pop() ?? false;
    } else {
      const isOk = (state ?? commonState) === 'OK';
      const isNegated = negated !== pending !== (negatedState !== undefined);
      if (isOk === isNegated) operands.push(...(list === undefined ? [operand] : list.split(',')).map(name => name.trim().replace(/^"(.*)"$/, '$1')));
    }
    pending = false;
  }
  return operands;
}
