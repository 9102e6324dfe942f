import * as fc from 'fast-check';
import type { Sample } from '../../src/simulation/private/samples';
import { isExtensive, percentileOf, statisticNamed } from '../../src/simulation/private/statistics';
import { Timeline } from '../../src/simulation/private/timeline';

const hundred: Sample[] = Array.from({ length: 100 }, (_, index) => ({ value: index + 1, count: 1 }));
const of = (name: string, samples: readonly Sample[] = hundred) => statisticNamed(name)!(samples);

test.each([
  ['SampleCount', 100], ['Sum', 5050], ['Average', 50.5], ['Minimum', 1], ['Maximum', 100],
  ['p50', 50], ['p99', 99], ['p99.9', 100], ['p100', 100], ['p0', 1],
  ['tm90', 45.5], ['TM(2%:98%)', 50.5], ['TM(10:20)', 15.5], ['IQM', 50.5], ['tc90', 90], ['TC(10:20)', 10], ['ts90', 4095], ['TS(:3)', 6], ['TS(98:)', 199],
  ['PR(:30)', 30], ['PR(20:50)', 30], ['PR(90:)', 10], ['wm90', (4095 + 10 * 90) / 100], ['WM(10%:90%)', (55 - 55 + 10 * 10 + 4095 - 55 + 10 * 90) / 100],
])('%s of 1 to 100 is %d', (name, expected) => {
  expect(of(name)).toBeCloseTo(expected, 9);
});

test.each(['p101', 'median', 'TM', 'TM(:)', 'PR(a:b)', 'sum', 'TM(1%2%)'])('%s is no statistic', name => {
  expect(statisticNamed(name)).toBeUndefined();
});

test('counts and sums grow with the samples, means and percentiles do not', () => {
  expect(['Sum', 'SampleCount', 'TC(1:2)', 'ts90', 'tc10'].filter(isExtensive)).toHaveLength(5);
  expect(['Average', 'p99', 'TM(1:2)', 'Maximum', 'PR(:1)'].filter(isExtensive)).toEqual([]);
  expect([percentileOf('p99.9'), percentileOf('tm99')]).toEqual([0.999, undefined]);
});

const sample = fc.record({ value: fc.integer({ min: -50, max: 50 }), count: fc.integer({ min: 1, max: 5 }) });
const samples = fc.array(sample, { minLength: 1, maxLength: 20 });

test('a percentile is that of the values written out one by one', () => {
  fc.assert(fc.property(samples, fc.integer({ min: 1, max: 100 }), (given, percent) => {
    const values = given.flatMap(({ value, count }) => Array<number>(count).fill(value)).sort((a, b) => a - b);
    expect(of(`p${percent}`, given)).toBe(values[Math.ceil(values.length * percent / 100) - 1]);
  }));
});

test('a window of a timeline has the samples of its minutes', () => {
  const value = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
  const values40 = fc.array(value, { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(values40, fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 50 }), (values, from, length) => {
    const timeline = Timeline.ofValues(values, -10);
    const inside = values.filter((each, index) => each !== undefined && index - 10 >= from && index - 10 < from + length) as number[];
    const window = timeline.samples(from, from + length);
    expect(window.reduce((total, { count }) => total + count, 0)).toBe(inside.length);
    expect(timeline.sum(from, from + length)).toBe(inside.reduce((sum, each) => sum + each, 0));
  }));
});
