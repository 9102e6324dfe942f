import { createHash } from 'crypto';
import { compact, instantOf, offsetOf, timeZoneLines } from './time-zone';
import type { WindowPlan } from './window-plan';

const DAY = 86_400_000;
const DAY_CODES: Readonly<Record<string, string>> = { Sun: 'SU', Mon: 'MO', Tue: 'TU', Wed: 'WE', Thu: 'TH', Fri: 'FR', Sat: 'SA' };
const DAYS = Object.keys(DAY_CODES);

/**
 * A change calendar in the form that Systems Manager takes: the same text for the same windows, whenever it is written.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-change-calendar.html
 */
export function changeCalendar(isOpenOutside: boolean, description: string, windows: readonly WindowPlan[]): string {
  const years = new Map<string, number>();
  for (const plan of windows) {
    if (plan.kind === 'weekly') years.set(plan.timeZone, Math.min(years.get(plan.timeZone) ?? Infinity, Number(plan.firstDay.slice(0, 4))));
  }
  const zones = [...years].filter(([zone]) => zone !== 'UTC').sort(([a], [b]) => a < b ? -1 : 1);
  return [
    'BEGIN:VCALENDAR',
    'PRODID:-//AWS//Change Calendar 1.0//EN',
    'VERSION:2.0',
    `X-CALENDAR-TYPE:${isOpenOutside ? 'DEFAULT_OPEN' : 'DEFAULT_CLOSED'}`,
    `X-WR-CALDESC:${escaped(description)}`,
    ...zones.flatMap(([zone, year]) => timeZoneLines(zone, year)),
    ...windows.flatMap(eventLines),
    'END:VCALENDAR',
    '',
  ].map(folded).join('\r\n');
}

function eventLines(plan: WindowPlan): string[] {
  const { name } = plan;
  const times = plan.kind === 'once' ? [`DTSTART:${compact(plan.from)}Z`, `DTEND:${compact(plan.to)}Z`] : weeklyLines(plan);
  const uid = createHash('sha256').update([name, ...times].join('\n')).digest('hex').slice(0, 32);
  // The time at which the event was written: fixed, as nothing else has changed when an app is synthesized again.
  return ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', `UID:${uid}@cdk-pillars`, `SUMMARY:${escaped(name)}`, ...times, 'END:VEVENT'];
}

function weeklyLines(plan: WindowPlan & { kind: 'weekly' }): string[] {
  const { begins, ends, timeZone, firstDay, lastDay } = plan;
  const days = DAYS.filter(day => plan.days.includes(day));
  const first = [0, 1, 2, 3, 4, 5, 6].map(later => Date.parse(firstDay) + later * DAY).find(day => days.includes(DAYS[new Date(day).getUTCDay()]))!;
  const [from, to] = [minutesOf(begins), minutesOf(ends)].map(minutes => first + minutes * 60_000);
  const end = to > from ? to : to + DAY;
  const at = (instant: number) => timeZone === 'UTC' ? `:${compact(instant)}Z` : `;TZID=${timeZone}:${compact(instant)}`;
  // Told in UTC even of an event with a time zone. A time that clocks skip on that day counts as an hour later.
  const until = lastDay === undefined ? '' : `;UNTIL=${compact(instantOf(`${lastDay}T${begins}`, timeZone) ?? utcOf(lastDay, begins, timeZone))}Z`;
  return [`DTSTART${at(from)}`, `DTEND${at(end)}`, `RRULE:FREQ=WEEKLY;BYDAY=${days.map(day => DAY_CODES[day]).join(',')}${until}`];
}

function utcOf(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time}Z`);
  return asUtc - offsetOf(asUtc - DAY, timeZone) * 60_000;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Lines have 75 bytes at most, and go on after a space. */
function folded(line: string): string {
  const lines: string[] = [''];
  for (const character of line) {
    const current = lines[lines.length - 1];
    if (Buffer.byteLength(current + character) > (lines.length === 1 ? 75 : 74)) lines.push(character);
    else lines[lines.length - 1] += character;
  }
  return lines.join('\r\n ');
}
