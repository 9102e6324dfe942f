const WEEK = 7 * 24 * 60;

/** Minutes since 1970 of the first Monday. */
const FIRST_MONDAY = 4 * 24 * 60;

/** How far a minute is into the period that it is part of, by the clock of a time zone. A week starts on Monday. */
export function minutesIntoPeriod(epochMinute: number, periodMinutes: number, timeZone: string): number {
  const local = epochMinute + offsetOf(timeZone, epochMinute) - (periodMinutes === WEEK ? FIRST_MONDAY : 0);
  return ((local % periodMinutes) + periodMinutes) % periodMinutes;
}

/** A date and time of a time zone. */
export interface ClockTime {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly weekday: number;
}

export function clockTime(epochMinute: number, timeZone: string): ClockTime {
  const local = new Date((epochMinute + offsetOf(timeZone, epochMinute)) * 60_000);
  return {
    minute: local.getUTCMinutes(), hour: local.getUTCHours(), day: local.getUTCDate(), month: local.getUTCMonth() + 1, weekday: local.getUTCDay(),
  };
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes that the clock of a time zone is ahead of UTC.
 *
 * @throws when there is no such time zone
 */
export function offsetOf(timeZone: string, epochMinute: number): number {
  const [, sign, hours, minutes = '00'] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(timeZone) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (timeZone === 'UTC') return 0;
  let format = FORMATS.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    FORMATS.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(new Date(epochMinute * 60_000)).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) / 60_000 - epochMinute;
}
