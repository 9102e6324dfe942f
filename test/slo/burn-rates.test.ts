import { Duration, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { BurnRate, Severity } from '../../src';
import { burnRateRows, highestRate, lookBacks } from '../../src/slo/private/burn-rate-rows';

const stack = new Stack(undefined, 'Shop');
const DAY = 1_440;
const rowsOf = (goal: number, days: number) => burnRateRows(stack, goal, days * DAY, undefined);
const inShort = ({ rows }: ReturnType<typeof rowsOf>) => rows.map(({ severity, rate, longMinutes, shortMinutes }) => [severity,
  Number(rate.toPrecision(4)), longMinutes, shortMinutes]);

test('thirty days have the table of the SRE workbook', () => {
  expect(inShort(rowsOf(99.9, 30))).toEqual([['PAGE', 14.4, 60, 5], ['PAGE', 6, 360, 30], ['TICKET', 3, 1440, 120], ['TICKET', 1, 4320, 360]]);
  expect(lookBacks(rowsOf(99.9, 30).rows)).toEqual([5, 30, 60, 120, 360, 1440, 4320]);
});

test.each([
  [28, [13.44, 5.6, 2.8, 1]],
  [90, [43.2, 18, 9, 3]],
  [7, [16.8, 5.6, 2.1, 1.167]],
  [1, [2.4]],
])('a window of %i days spends the same shares of its budget', (days, rates) => {
  expect(inShort(rowsOf(99.9, days)).map(([, rate]) => rate)).toEqual(rates);
});

test('a row that burns slower than the budget allows is left out with a note', () => {
  const { rows, notes } = rowsOf(99.9, 1);
  expect(rows).toHaveLength(1);
  expect(notes).toContain('No PAGE for a burn rate of 0.8 over 6h: burning slower than 1 keeps the objective');
});

test('rows that a goal can never reach are left out with a note, and refused where they are asked for', () => {
  const { rows, notes } = rowsOf(90, 30);
  expect(rows.map(({ rate }) => rate)).toEqual([6, 3, 1]);
  expect(notes).toEqual(['No PAGE for a burn rate of 14.4 over 1h: with a goal of 90% it is 10 when everything fails']);
  const asked = [BurnRate.atLeast(14.4, { longWindow: Duration.hours(1) })];
  expect(() => burnRateRows(stack, 90, 30 * DAY, asked)).toThrow(/\[Shop\].*14\.4 over 1h.*valid: 1 to 10 with a goal of 90%/);
});

test('a rate that is reached when everything fails is kept', () => {
  expect(burnRateRows(stack, 90, 30 * DAY, [BurnRate.atLeast(10, { longWindow: Duration.hours(1) })]).rows).toHaveLength(1);
});

test('a short window is a twelfth of the long one', () => {
  expect(BurnRate.atLeast(2, { longWindow: Duration.hours(1) }).shortMinutes).toBe(5);
  expect(BurnRate.atLeast(2, { longWindow: Duration.minutes(10) }).shortMinutes).toBe(1);
});

test.each<[string, () => unknown, RegExp]>([
  ['a share above 100', () => BurnRate.spending(101, { longWindow: Duration.hours(1) }), /percentage.*received 101.*at most 100/],
  ['no share', () => BurnRate.spending(0, { longWindow: Duration.hours(1) }), /percentage.*received 0/],
  ['a rate below 1', () => BurnRate.atLeast(0.5, { longWindow: Duration.hours(1) }), /rate.*received 0\.5.*1 or more/],
  ['a rate that is no number', () => BurnRate.atLeast(NaN, { longWindow: Duration.hours(1) }), /rate.*received NaN/],
  ['a look-back of eight days', () => BurnRate.atLeast(2, { longWindow: Duration.days(8) }), /longWindow.*8 days.*7 days/],
  ['a window of half a minute', () => BurnRate.atLeast(2, { longWindow: Duration.seconds(90) }), /longWindow.*whole minutes/],
  ['a short window as long as the long one', () => BurnRate.atLeast(2, { longWindow: Duration.hours(1), shortWindow: Duration.hours(1) }),
    /shortWindow.*60 minutes.*1 to 59/],
  ['information', () => BurnRate.atLeast(2, { longWindow: Duration.hours(1), severity: Severity.INFO }), /severity.*INFO.*PAGE or TICKET/],
  ['two rows of one name', () => burnRateRows(stack, 99, 30 * DAY, [2, 3].map(rate => BurnRate.atLeast(rate,
    { longWindow: Duration.hours(1) }))), /page-1h.*Keep the lower/],
  ['eleven windows', () => burnRateRows(stack, 99, 30 * DAY, [1, 2, 3, 4, 5, 6].map(hours => BurnRate.atLeast(2,
    { longWindow: Duration.hours(hours), shortWindow: Duration.minutes(hours) }))),
  /received 12.*10 at most/],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

test('every row of every goal and window can be reached, and none burns slower than the budget allows', () => {
  fc.assert(fc.property(fc.double({ min: 0.1, max: 99.999, noNaN: true }), fc.integer({ min: 1, max: 366 }), (goal, days) => {
    const { rows, notes } = rowsOf(goal, days);
    expect(rows.length + notes.length).toBe(4);
    for (const { rate, shortMinutes, longMinutes } of rows) {
      expect(rate).toBeGreaterThanOrEqual(1);
      expect(rate).toBeLessThanOrEqual(highestRate(goal));
      expect(shortMinutes).toBeLessThan(longMinutes);
    }
  }));
});
