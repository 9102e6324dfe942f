import { Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { literalNameOf, UNKNOWN_NAME } from '../../alarms/private/literal-name';
import { complaint } from '../../core/private/errors';

/** Refuses a list of alarms to roll back on that is empty, too long, or names one twice. */
export function checkRollbackAlarms(where: IConstruct, alarms: readonly IAlarm[], maximum: number): void {
  if (alarms.length === 0) {
    throw complaint(where, { what: 'there are no rollback alarms, so that nothing would stop a bad version', fix: 'Pass `rollbackAlarms` of the ObservedService, or alarms of your own on errors and latency' });
  }
  if (alarms.length > maximum) {
    throw complaint(where, { what: 'there are too many rollback alarms', received: alarms.length, valid: `1 to ${maximum}`, fix: 'Keep those on what users notice, or put several into a CompositeAlarm' });
  }
  if (new Set(alarms).size < alarms.length) throw complaint(where, { what: 'a rollback alarm is named twice', received: alarms.map(({ node }) => node.path) });
}

/**
 * The name of an alarm: as a literal where it has one, so that what is deployed does not refer to an alarm that refers to it.
 */
export function nameOf(alarm: IAlarm): string {
  const literal = literalNameOf(alarm);
  return literal === UNKNOWN_NAME ? alarm.alarmName : literal;
}

/** The Region of an alarm where it is another one than that of a construct. */
export function foreignRegion(alarm: IAlarm, region: string): string | undefined {
  const own = alarm.env.region;
  return Token.isUnresolved(own) || Token.isUnresolved(region) || own === region ? undefined : own;
}
