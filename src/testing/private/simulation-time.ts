import { type Duration, Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';

/** The whole minutes that a duration is. */
export function minutesIn(where: string, name: string, duration: Duration, least: number): number {
  if (duration.isUnresolved()) throw complaint(where, { what: `${name} is only known at deployment`, fix: 'Give a literal duration' });
  const minutes = duration.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= least) return minutes;
  throw complaint(where, { what: `${name} is out of range`, received: duration.toString(), valid: `whole minutes from ${least} on` });
}

/** The minutes between 1970 and a time in ISO 8601. */
export function epochMinuteOf(where: string, time: string): number {
  const parsed = Token.isUnresolved(time) ? NaN : Date.parse(time);
  if (Number.isInteger(parsed / 60_000)) return parsed / 60_000;
  throw complaint(where, { what: 'startsAt is no full minute of a day', received: time, valid: 'ISO 8601, such as 2026-01-05T00:00:00Z' });
}
