const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

interface Component {
  readonly name: string;
  readonly properties: Array<{ readonly name: string; readonly zone?: string; readonly value: string }>;
  readonly children: Component[];
}

/**
 * The state of a change calendar at an instant, or the offset of one of its time zones in minutes: read from the text alone, by RFC 5545, day by day and without any
 * knowledge of time zones.
 */
export function stateAt(text: string, at: number): 'OPEN' | 'CLOSED';
export function stateAt(text: string, at: number, zone: string): number;
export function stateAt(text: string, at: number, zone?: string): string | number {
  const calendar = parsed(text);
  const zones = new Map(calendar.children.filter(({ name }) => name === 'VTIMEZONE').map(definition => [value(definition, 'TZID')!, definition]));
  if (zone !== undefined) return offsetAt(zones.get(zone)!, at);
  const isWithin = calendar.children.filter(({ name }) => name === 'VEVENT').some(event => covers(event, zones, at));
  return (value(calendar, 'X-CALENDAR-TYPE') === 'DEFAULT_OPEN') === isWithin ? 'CLOSED' : 'OPEN';
}

function parsed(text: string): Component {
  const root: Component = { name: '', properties: [], children: [] };
  const open = [root];
  for (const line of text.replace(/\r\n /g, '').split('\r\n').filter(each => each !== '')) {
    const [, name, zone, content] = /^([A-Z-]+)(?:;TZID=([^:]+))?:(.*)$/.exec(line)!;
    if (name === 'BEGIN') {
      const component: Component = { name: content, properties: [], children: [] };
      open[open.length - 1].children.push(component);
      open.push(component);
    } else if (name === 'END') {
      if (open.pop()!.name !== content) throw new Error(`${content} ends out of order`);
    } else {
      open[open.length - 1].properties.push({ name, zone, value: content });
    }
  }
  return root.children[0];
}

function value(component: Component, name: string): string | undefined {
  return component.properties.find(property => property.name === name)?.value;
}

function millis(stamp: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(stamp)!.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function minutes(offset: string): number {
  const [, sign, hours, rest] = /^([+-])(\d\d)(\d\d)$/.exec(offset)!;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

/** The latest observance that began before an instant. */
function offsetAt(zone: Component, at: number): number {
  let [latest, offset] = [-Infinity, 0];
  for (const observance of zone.children) {
    const from = minutes(value(observance, 'TZOFFSETFROM')!);
    for (const local of onsets(observance, at)) {
      const onset = local - from * MINUTE;
      if (onset <= at && onset > latest) [latest, offset] = [onset, minutes(value(observance, 'TZOFFSETTO')!)];
    }
  }
  return offset;
}

function onsets(observance: Component, at: number): number[] {
  const start = millis(value(observance, 'DTSTART')!);
  const [, month, number, code] = /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)(\w\w)$/.exec(value(observance, 'RRULE') ?? '') ?? [];
  if (month === undefined) return [start];
  const years = [0, 1].map(later => new Date(at).getUTCFullYear() - 1 + later);
  return [start, ...years.map(year => {
    const matching = Array.from({ length: 31 }, (_, index) => Date.UTC(year, Number(month) - 1, index + 1))
      .filter(day => new Date(day).getUTCMonth() === Number(month) - 1 && CODES[new Date(day).getUTCDay()] === code);
    return matching.at(Number(number) < 0 ? Number(number) : Number(number) - 1)! + start % DAY;
  }).filter(onset => onset >= start)];
}

function covers(event: Component, zones: ReadonlyMap<string, Component>, at: number): boolean {
  const [from, to] = ['DTSTART', 'DTEND'].map(name => event.properties.find(property => property.name === name)!);
  const [start, end] = [millis(from.value), millis(to.value)];
  const toUtc = (local: number) => from.zone === undefined ? local : local - offsetOfLocal(zones.get(from.zone)!, local) * MINUTE;
  const rule = value(event, 'RRULE');
  if (rule === undefined) return at >= toUtc(start) && at < toUtc(end);
  const { BYDAY: days, UNTIL: until } = Object.fromEntries(rule.split(';').map(part => part.split('=')));
  for (let back = -2; back <= 2; back++) {
    const local = Math.floor(at / DAY) * DAY + back * DAY + start % DAY;
    if (local < start || !days.split(',').includes(CODES[new Date(local).getUTCDay()])) continue;
    if (until !== undefined && toUtc(local) > millis(until)) continue;
    if (at >= toUtc(local) && at < toUtc(local + end - start)) return true;
  }
  return false;
}

/** The offset at a local time, away from changes of clocks. */
function offsetOfLocal(zone: Component, local: number): number {
  const guess = offsetAt(zone, local);
  return offsetAt(zone, local - guess * MINUTE);
}
