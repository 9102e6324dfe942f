import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { LIMITS } from '../../../core/private/limits';
import type { RespondingAlarm } from '../../../core/schemas/private/incidents';

/** What matches the changes of alarms: several patterns where one would be longer than EventBridge takes. Alarms keep their order, so that more of them change no pattern but the last. */
export function alarmPatterns(alarms: readonly RespondingAlarm[]): EventPattern[] {
  const groups: RespondingAlarm[][] = [];
  for (const alarm of alarms) {
    const last = groups.at(-1);
    if (last && sizeOf([...last, alarm]) <= LIMITS.eventPattern.length) last.push(alarm);
    else groups.push([alarm]);
  }
  return groups.map(patternOf);
}

function patternOf(alarms: readonly RespondingAlarm[]): EventPattern {
  return {
    source: ['aws.cloudwatch'],
    detailType: ['CloudWatch Alarm State Change'],
    detail: { alarmName: alarms.map(({ name, isPrefix }) => isPrefix ? { prefix: name } : name), state: { value: ['ALARM', 'OK'] } },
  };
}

/** `detail-type` is a character longer than `detailType`. */
function sizeOf(alarms: readonly RespondingAlarm[]): number {
  return JSON.stringify(patternOf(alarms)).length + 1;
}
