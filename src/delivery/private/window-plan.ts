import { Token } from 'aws-cdk-lib';
import { isDay } from '../../core/private/day';
import { complaint } from '../../core/private/errors';
import { instantOf } from './time-zone';

/** A window of a change calendar. Instants are milliseconds since 1970, times of the day `09:00`, days `2026-01-01`. */
export type WindowPlan =
  | { readonly kind: 'once'; readonly name: string; readonly from: number; readonly to: number }
  | {
    readonly kind: 'weekly'; readonly name: string; readonly begins: string; readonly ends: string; readonly timeZone: string;
    /** `Mon` to `Sun`. */
    readonly days: readonly string[];
    readonly firstDay: string; readonly lastDay?: string;
  };

export function checkZone(name: string, timeZone: string): void {
  try {
    if (Token.isUnresolved(timeZone)) throw new Error('a token');
    new Intl.DateTimeFormat('en-US', { timeZone });
  } catch {
    throw complaint('ChangeWindow', { what: `${name} has a time zone that does not exist`, received: timeZone, valid: 'a name of the IANA database, such as Europe/Berlin or UTC' });
  }
}

/** The instant of a local time. */
export function checkMoment(name: string, prop: string, text: string, timeZone: string): number {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(String(text)) ?? [];
  const instant = isDay(day) && Number(hours) < 24 && Number(minutes) < 60 ? instantOf(text, timeZone) : undefined;
  if (instant !== undefined) return instant;
  throw complaint('ChangeWindow', { what: `\`${prop}\` of ${name} is no time in ${timeZone}`, received: text, valid: 'a local time that clocks show, such as 2026-12-18T18:00' });
}

export function checkTime(name: string, prop: string, text: string, isEnd: boolean): void {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(String(text)) || (isEnd && text === '24:00')) return;
  throw complaint('ChangeWindow', { what: `\`${prop}\` of ${name} is not a time of the day`, received: text, valid: `00:00 to ${isEnd ? '24:00' : '23:59'}` });
}

export function checkDay(name: string, prop: string, day: string): void {
  if (!isDay(day)) throw complaint('ChangeWindow', { what: `\`${prop}\` of ${name} is no day`, received: day, valid: 'YYYY-MM-DD, such as 2026-01-01' });
}
