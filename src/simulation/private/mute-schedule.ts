import { clockTime, offsetOf } from './wall-clock';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** When a mute rule starts to be active, for how long, and between which days. */
export interface MuteSchedule {
  /** `cron(0 2 * * *)` or `at(2026-01-05T02:00)`. */
  readonly expression: string;
  /** ISO 8601, such as `PT4H`. */
  readonly duration: string;
  readonly timeZone: string;
  readonly startDate?: string;
  readonly expireDate?: string;
}

/**
 * Whether a mute rule is active in a minute since 1970.
 *
 * @throws when the schedule is none
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export function muteSchedule({ expression, duration, timeZone, startDate, expireDate }: MuteSchedule): (epochMinute: number) => boolean {
  const minutes = minutesOf(duration);
  const starts = startsOf(expression, timeZone);
  const first = startDate === undefined ? -Infinity : localMinute(startDate, timeZone);
  const last = expireDate === undefined ? Infinity : localMinute(expireDate, timeZone);
  const known = new Map<number, boolean>();
  const startsAt = (minute: number) => {
    let is = known.get(minute);
    if (is === undefined) known.set(minute, is = minute >= first && starts(minute));
    return is;
  };
  return epochMinute => {
    if (epochMinute >= last) return false;
    for (let minute = epochMinute; minute > epochMinute - minutes; minute--) if (startsAt(minute)) return true;
    return false;
  };
}

function startsOf(expression: string, timeZone: string): (epochMinute: number) => boolean {
  const [, kind, inside] = /^(cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'at') {
    const at = localMinute(inside, timeZone);
    return epochMinute => epochMinute === at;
  }
  const fields = inside?.trim().split(/\s+/) ?? [];
  if (fields.length !== 5) throw new Error(`'${expression}' is no schedule of a mute rule: write cron(minute hour day month weekday) or at(2026-01-05T02:00)`);
  const [minute, hour, day] = [field(fields[0], 0, 59), field(fields[1], 0, 23), field(fields[2], 1, 31)];
  const [month, weekday] = [field(fields[3], 1, 12, MONTHS, 1), field(fields[4], 0, 7, WEEKDAYS, 0)];
  const isAny = (text: string) => text === '*' || text === '?';
  return epochMinute => {
    const now = clockTime(epochMinute, timeZone);
    if (!minute(now.minute) || !hour(now.hour) || !month(now.month)) return false;
    const isWeekday = weekday(now.weekday) || (now.weekday === 0 && weekday(7));
    // As in any cron: where both days are given, one of them is enough.
    return isAny(fields[2]) || isAny(fields[4]) ? day(now.day) && isWeekday : day(now.day) || isWeekday;
  };
}

function field(text: string, low: number, high: number, names: readonly string[] = [], firstName = 0): (value: number) => boolean {
  const numberOf = (word: string) => {
    const named = names.indexOf(word.toLowerCase());
    const value = named >= 0 ? named + firstName : Number(word);
    if (!Number.isInteger(value) || value < low || value > high) throw new Error(`'${word}' is not within ${low} and ${high} in the schedule of a mute rule`);
    return value;
  };
  const ranges = text.split(',').map(part => {
    const [range, step = '1'] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [low, high] : range.includes('-') ? range.split('-').map(numberOf) : [numberOf(range), part.includes('/') ? high : numberOf(range)];
    return { from, to, step: Number(step) };
  });
  return value => ranges.some(({ from, to, step }) => value >= from && value <= to && (value - from) % step === 0);
}

function minutesOf(duration: string): number {
  const [whole, days = '0', hours = '0', minutes = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? [];
  if (whole === undefined) throw new Error(`'${duration}' is no duration of a mute rule, such as PT4H`);
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}

function localMinute(text: string, timeZone: string): number {
  const time = Date.parse(/[Zz]$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(time)) throw new Error(`'${text}' is no date and time of a mute rule`);
  const epochMinute = Math.floor(time / 60_000);
  return epochMinute - offsetOf(timeZone, epochMinute);
}
