import { MuteGate, SuppressionGate } from '../../src/simulation/private/action-gate';
import { muteSchedule } from '../../src/simulation/private/mute-schedule';
import type { State } from '../../src/simulation/private/verdict';
import { minutesIntoPeriod } from '../../src/simulation/private/wall-clock';

/** When actions are executed, and of which state; `composite` and `suppressor` say in which minutes the alarms change to ALARM and back. */
function executed(composite: readonly number[], suppressor: readonly number[], waitMinutes = 2, extensionMinutes = 3): string[] {
  const stateAt = (changes: readonly number[], minute: number): State => changes.filter(change => change <= minute).length % 2 === 0 ? 'OK' : 'ALARM';
  const gate = new SuppressionGate({ waitMinutes, extensionMinutes }, stateAt(suppressor, 0));
  return Array.from({ length: 15 }, (_, index) => index + 1)
    .filter(minute => gate.opens(minute, composite.includes(minute), stateAt(suppressor, minute)))
    .map(minute => `t${minute} ${stateAt(composite, minute)}`);
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html, with a wait of 2 and an extension of 3 units of time.
test.each<[string, readonly number[], readonly number[], readonly string[]]>([
  ['1: actions are not suppressed after the wait', [2], [], ['t4 ALARM']],
  ['2: actions are suppressed by the alarm before the wait ends', [2], [3], []],
  ['3: a change back while waiting starts to wait anew', [2, 3], [], ['t5 OK']],
  ['4: the suppressor is in ALARM already', [2], [1], []],
  ['5: actions are executed after the extension', [2], [3, 6], ['t9 ALARM']],
  ['6: a change during the extension starts to wait anew', [2, 7], [3, 6], ['t9 OK']],
])('documented example %s', (_, composite, suppressor, expected) => {
  expect(executed(composite, suppressor)).toEqual(expected);
});

test('a suppressor that ends with nothing held back executes nothing', () => {
  expect(executed([2], [5, 8])).toEqual(['t4 ALARM']);
});

test('without a wait nothing waits', () => {
  expect(executed([2], [], 0, 0)).toEqual(['t2 ALARM']);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html
test('muted actions are executed at the end if the alarm is still in the state for which they were muted', () => {
  const gate = new MuteGate('OK');
  expect([gate.opens(true, 'ALARM', true), gate.opens(false, 'ALARM', true), gate.opens(false, 'ALARM', false), gate.opens(false, 'ALARM', false)]).toEqual([false, false, true, false]);
});

test('nothing is executed at the end when the alarm is back to where it was', () => {
  const gate = new MuteGate('OK');
  expect([gate.opens(true, 'ALARM', true), gate.opens(true, 'OK', true), gate.opens(false, 'OK', false), gate.opens(true, 'ALARM', false)]).toEqual([false, false, false, true]);
});

const minuteOf = (time: string) => Date.parse(time) / 60_000;

test.each<[string, string, string, string, boolean]>([
  ['cron(0 2 * * *)', 'PT4H', 'UTC', '2026-01-05T02:00Z', true],
  ['cron(0 2 * * *)', 'PT4H', 'UTC', '2026-01-05T05:59Z', true],
  ['cron(0 2 * * *)', 'PT4H', 'UTC', '2026-01-05T06:00Z', false],
  ['cron(0 2 * * *)', 'PT1H', 'Europe/Berlin', '2026-07-05T00:30Z', true],
  ['cron(*/15 9-17 * * MON-FRI)', 'PT5M', 'UTC', '2026-01-05T09:17Z', true],
  ['cron(*/15 9-17 * * MON-FRI)', 'PT5M', 'UTC', '2026-01-04T09:17Z', false],
  ['cron(0 0 1 JAN,JUL ?)', 'P1D', 'UTC', '2026-07-01T23:00Z', true],
  ['cron(0 0 * * 7)', 'PT1H', 'UTC', '2026-01-04T00:10Z', true],
  ['at(2026-01-05T02:00)', 'PT30M', '+02:00', '2026-01-05T00:10Z', true],
  ['at(2026-01-05T02:00)', 'PT30M', 'UTC', '2026-01-05T02:30Z', false],
])('%s for %s in %s at %s: %p', (expression, duration, timeZone, time, expected) => {
  expect(muteSchedule({ expression, duration, timeZone })(minuteOf(time))).toBe(expected);
});

test('a mute rule is active between its dates only', () => {
  const isActive = muteSchedule({ expression: 'cron(0 2 * * *)', duration: 'PT1H', timeZone: 'UTC', startDate: '2026-01-05T00:00', expireDate: '2026-01-07T00:00' });
  expect(['2026-01-04T02:00Z', '2026-01-05T02:00Z', '2026-01-07T02:00Z'].map(time => isActive(minuteOf(time)))).toEqual([false, true, false]);
});

test.each([
  ['rate(1 hour)', 'PT1H', 'is no schedule'], ['cron(0 2 * *)', 'PT1H', 'is no schedule'], ['cron(0 25 * * *)', 'PT1H', '\'25\' is not within 0 and 23'], ['cron(0 2 * * *)', '1h', 'is no duration'],
])('%s for %s is refused', (expression, duration, message) => {
  expect(() => muteSchedule({ expression, duration, timeZone: 'UTC' })).toThrow(message);
});

test.each([
  ['2026-01-05T10:07Z', 5, 'UTC', 2], ['2026-01-05T10:07Z', 60, '+05:30', 37], ['2026-01-05T23:30Z', 1440, 'Europe/Berlin', 30], ['2026-01-06T00:00Z', 10080, 'UTC', 1440],
])('%s is so far into %d minutes of %s: %d', (time, period, timeZone, expected) => {
  expect(minutesIntoPeriod(minuteOf(time), period, timeZone)).toBe(expected);
});
