const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Rules about clocks are told for so many years where no rule repeats yearly. */
const YEARS = 20;

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** It takes a hundred times as long to make one as to use it. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** The offset from UTC in a time zone at an instant, in minutes. */
export function offsetOf(instant: number, timeZone: string): number {
  let clock = CLOCKS.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    CLOCKS.set(timeZone, clock);
  }
  const [month, day, year, hour, minute, second] = clock.format(instant).match(/\d+/g)!.map(Number);
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - instant) / MINUTE);
}

/** The first instant at which clocks show a local time, such as `2026-12-18T18:00`; undefined where they skip it. */
export function instantOf(clocks: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${clocks}Z`);
  const candidates = [-1, 1].map(side => asUtc - offsetOf(asUtc + side * DAY, timeZone) * MINUTE).sort((a, b) => a - b);
  return candidates.find(instant => instant + offsetOf(instant, timeZone) * MINUTE === asUtc);
}

/** Clocks change at an instant. */
interface Change { readonly at: number; readonly from: number; readonly to: number }

/** When clocks change between two instants. No zone changes them twice in a week. */
function changesBetween(start: number, end: number, timeZone: string): Change[] {
  const changes: Change[] = [];
  let current = offsetOf(start, timeZone);
  for (let week = start + WEEK; week < end + WEEK; week += WEEK) {
    const later = offsetOf(week, timeZone);
    if (later === current) continue;
    let [low, high] = [week - WEEK, week];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offsetOf(middle, timeZone) === current) low = middle; else high = middle;
    }
    if (high < end) changes.push({ at: high, from: current, to: later });
    current = later;
  }
  return changes;
}

/**
 * The definition of a time zone in a calendar that is looked at from a year on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5
 */
export function timeZoneLines(timeZone: string, firstYear: number): string[] {
  const start = Date.UTC(firstYear, 0, 1);
  const initial = offsetOf(start, timeZone);
  const changes = changesBetween(start, Date.UTC(firstYear + YEARS, 0, 1), timeZone);
  const yearly = yearlyRules(changes, firstYear);
  const told = yearly ?? changes.map(change => ({ change, rule: undefined }));
  const later = told.map(({ change, rule }) => {
    const kind = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
    return observance(kind, change.from, change.to, local(change), ...rule === undefined ? [] : [`RRULE:${rule}`]);
  });
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observance('STANDARD', initial, initial, `${firstYear}0101T000000`), ...later.flat(), 'END:VTIMEZONE'];
}

/** The changes of the first year as rules, if all the others follow from them. */
function yearlyRules(changes: readonly Change[], firstYear: number): Array<{ change: Change; rule: string }> | undefined {
  const first = changes.filter(({ at }) => new Date(at).getUTCFullYear() === firstYear);
  const rules = first.map(change => ({ change, rules: rulesOf(change) }));
  const perYear = first.length;
  if (changes.length !== perYear * YEARS) return undefined;
  const lasting = rules.map(({ change, rules: candidates }, index) => {
    const same = changes.filter((_, position) => position % perYear === index);
    const isLike = (other: Change) => timeOf(other) === timeOf(change) && other.to === change.to;
    const rule = candidates.find(candidate => same.every(other => rulesOf(other).includes(candidate) && isLike(other)));
    return rule === undefined ? undefined : { change, rule };
  });
  return lasting.every(entry => entry !== undefined) ? lasting : undefined;
}

/** Rules that tell the local day of a change: such as the second Sunday of a month, and the last one if it is that. */
function rulesOf({ at, from }: Change): string[] {
  const day = new Date(at + from * MINUTE);
  const [date, month, weekday] = [day.getUTCDate(), day.getUTCMonth(), WEEKDAYS[day.getUTCDay()]];
  const isLast = new Date(day.getTime() + 7 * DAY).getUTCMonth() !== month;
  const numbers = [...isLast ? [-1] : [], Math.ceil(date / 7)];
  return numbers.map(number => `FREQ=YEARLY;BYMONTH=${month + 1};BYDAY=${number}${weekday}`);
}

function timeOf({ at, from }: Change): number {
  return (at + from * MINUTE) % DAY;
}

function local({ at, from }: Change): string {
  return compact(at + from * MINUTE);
}

/** `20260329T020000` of an instant of UTC. */
export function compact(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, '').replace(/[-:]/g, '');
}

function observance(kind: string, from: number, to: number, start: string, ...more: string[]): string[] {
  return [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${offset(from)}`, `TZOFFSETTO:${offset(to)}`, ...more, `END:${kind}`];
}

function offset(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;
}
