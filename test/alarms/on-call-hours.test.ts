import * as fc from 'fast-check';
import { OnCallHours, Weekday, type OnCallHoursOptions } from '../../src';
import { CLOCK_CODE } from '../../src/alarms/private/on-call-clock';

const exported: { handler?: (event: any) => Promise<{ within: boolean; opens: string }> } = {};
new Function('exports', CLOCK_CODE)(exported);

function ask(options: OnCallHoursOptions, at: string) {
  const { timeZone, opens, closes, days } = OnCallHours.of(options);
  return exported.handler!({ hours: { timeZone, from: opens, to: closes, days }, at });
}

const WORK: OnCallHoursOptions = { timeZone: 'Europe/Berlin', opens: '08:00', closes: '18:00' };
const NIGHT: OnCallHoursOptions = { timeZone: 'Europe/Berlin', opens: '22:00', closes: '06:00', days: [Weekday.FRIDAY] };

test.each<[string, OnCallHoursOptions, string, boolean, string?]>([
  ['before they begin in winter', WORK, '2026-03-02T06:59:59Z', false, '2026-03-02T07:00:00.000Z'],
  ['when they begin in winter', WORK, '2026-03-02T07:00:00Z', true],
  ['when they begin in summer, an hour earlier', WORK, '2026-07-06T06:00:00Z', true],
  ['when they end', WORK, '2026-03-02T17:00:00Z', false, '2026-03-03T07:00:00.000Z'],
  ['on the evening before the weekend in which the clocks change', WORK, '2026-03-27T17:00:00Z', false, '2026-03-30T06:00:00.000Z'],
  ['in a night that began on Friday', NIGHT, '2026-03-07T04:59:00Z', true],
  ['in a night that began on Saturday', NIGHT, '2026-03-07T22:00:00Z', false, '2026-03-13T21:00:00.000Z'],
  ['at the end of a whole day', { timeZone: 'UTC', opens: '00:00', closes: '24:00', days: [Weekday.MONDAY] }, '2026-03-02T23:59:59Z', true],
  ['after a whole day', { timeZone: 'UTC', opens: '00:00', closes: '24:00', days: [Weekday.MONDAY] }, '2026-03-03T00:00:00Z', false, '2026-03-09T00:00:00.000Z'],
  ['in a zone of half an hour', { timeZone: 'Asia/Kolkata', opens: '09:00', closes: '10:00' }, '2026-03-02T03:30:00Z', true],
  ['in hours that the clocks leap over that day', { timeZone: 'Europe/Berlin', opens: '02:15', closes: '02:45', days: [Weekday.SUNDAY] }, '2026-03-29T00:30:00Z', false, '2026-04-05T00:15:00.000Z'],
])('%s', async (_, hours, at, within, ...[opens = new Date(at).toISOString()]) => {
  expect(await ask(hours, at)).toEqual({ within, opens });
});

test('the time at which they open is within them, and the minute before is not', async () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const timeOf = (number: number) => `${String(Math.floor(number / 60)).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}`;
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia');
  const instants = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') });
  const someDays = fc.uniqueArray(fc.constantFrom(...Object.values(Weekday)), { minLength: 1 });
  await fc.assert(fc.asyncProperty(zones, minute, minute, someDays, instants, async (timeZone, from, to, days, instant) => {
    fc.pre(from !== to);
    const hours = { timeZone, opens: timeOf(from), closes: timeOf(to), days };
    const at = new Date(instant).toISOString();
    const { within, opens } = await ask(hours, at);
    if (within) return;
    expect(Date.parse(opens)).toBeGreaterThanOrEqual(instant);
    expect((await ask(hours, opens)).within).toBe(true);
    const before = new Date(Date.parse(opens) - 60_000);
    if (before.getTime() >= instant) expect((await ask(hours, before.toISOString())).within).toBe(false);
  }), { numRuns: 12 });
}, 30_000);

test.each<[string, Partial<OnCallHoursOptions>, RegExp]>([
  ['a zone that does not exist', { timeZone: 'Europe/Bielefeld' }, /no such time zone.*Europe\/Bielefeld.*IANA/],
  ['a time that does not exist', { opens: '8:00' }, /'opens' is not a time of the day.*'8:00'.*00:00 to 23:59/],
  ['a beginning at midnight of the next day', { opens: '24:00' }, /'opens' is not a time/],
  ['no hours', { opens: '18:00' }, /begin and end at the same time/],
  ['no day', { days: [] }, /on no day/],
])('refuses %s', (_, options, message) => {
  expect(() => OnCallHours.of({ ...WORK, ...options })).toThrow(message);
});

test('the code fits into a template', () => {
  expect(CLOCK_CODE.length).toBeLessThan(4096);
});
