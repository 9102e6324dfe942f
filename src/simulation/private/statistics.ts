import { countOf, type Sample, sumOf, withoutNoise } from './samples';

/**
 * A statistic of the samples of a period, which are at least one.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export type Statistic = (samples: readonly Sample[]) => number | undefined;

/** What stands between two boundaries: the lower one left out, the upper one included. */
interface Range {
  readonly low: number;
  readonly high: number;
  /** Whether the boundaries are shares of all samples in percent, and not values. */
  readonly isShare: boolean;
}

const SIMPLE: Readonly<Record<string, Statistic>> = {
  SampleCount: countOf,
  Sum: sumOf,
  Average: samples => sumOf(samples) / countOf(samples),
  Minimum: samples => samples.reduce((least, { value }) => Math.min(least, value), Infinity),
  Maximum: samples => samples.reduce((most, { value }) => Math.max(most, value), -Infinity),
  IQM: samples => mean(within(samples, { low: 25, high: 75, isShare: true })),
};

const OF_RANGE: Readonly<Record<string, (range: Range) => Statistic>> = {
  TM: range => samples => mean(within(samples, range)),
  TC: range => samples => countOf(within(samples, range)),
  TS: range => samples => sumOf(within(samples, range)),
  WM: range => samples => mean(winsorized(samples, range)),
  PR: range => samples => range.isShare ? undefined : 100 * countOf(within(samples, range)) / countOf(samples),
};

/** The names of the statistics that grow with the number of samples. */
const EXTENSIVE = /^(Sum|SampleCount|TC|TS|tc|ts)\b|^t[cs]\d/;

/** Whether half as many samples give half the statistic. */
export function isExtensive(name: string): boolean {
  return EXTENSIVE.test(name);
}

/** The percentile that a statistic is, as a share of 1. */
export function percentileOf(name: string): number | undefined {
  const [, percent] = /^p(\d{1,3}(?:\.\d+)?)$/i.exec(name) ?? [];
  return percent === undefined ? undefined : withoutNoise(Number(percent) / 100);
}

/** The statistic of a name as alarms write it, such as `Sum`, `p99.9`, `tm90`, `TM(2%:98%)` or `PR(:300)`; `undefined` where there is none. */
export function statisticNamed(name: string): Statistic | undefined {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  const percentile = percentileOf(name);
  if (percentile !== undefined) return percentile <= 1 ? samples => valueAt(sorted(samples), percentile) : undefined;
  const [, short, upTo] = /^(tm|tc|ts|wm)(\d{1,3}(?:\.\d+)?)$/.exec(name) ?? [];
  if (short) return OF_RANGE[short.toUpperCase()]({ low: 0, high: Number(upTo), isShare: true });
  const [, long, low, lowUnit, high, highUnit] = /^(TM|TC|TS|WM|PR)\((-?[\d.]*)(%?):(-?[\d.]*)(%?)\)$/.exec(name) ?? [];
  if (!long || (low === '' && high === '')) return undefined;
  const isShare = (lowUnit || highUnit) === '%';
  const range = { low: low === '' ? isShare ? 0 : -Infinity : Number(low), high: high === '' ? isShare ? 100 : Infinity : Number(high), isShare };
  return Number.isNaN(range.low) || Number.isNaN(range.high) ? undefined : OF_RANGE[long](range);
}

function sorted(samples: readonly Sample[]): Sample[] {
  return [...samples].sort((a, b) => a.value - b.value);
}

/** The smallest value that at least a share of all samples do not exceed. */
function valueAt(ascending: readonly Sample[], share: number): number {
  // A sum of weights may fall short of the whole by its rounding.
  const rank = share * countOf(ascending) * (1 - 1e-12);
  let passed = 0;
  for (const { value, count } of ascending) {
    passed += count;
    if (passed >= rank) return value;
  }
  return ascending[ascending.length - 1].value;
}

function within(samples: readonly Sample[], { low, high, isShare }: Range): Sample[] {
  if (!isShare) return samples.filter(({ value }) => value > low && value <= high);
  const total = countOf(samples);
  let passed = 0;
  return sorted(samples).flatMap(({ value, count }) => {
    const start = Math.max(passed, total * low / 100);
    passed += count;
    const kept = Math.min(passed, total * high / 100) - start;
    return kept > 0 ? [{ value, count: kept }] : [];
  });
}

function winsorized(samples: readonly Sample[], { low, high, isShare }: Range): Sample[] {
  const ascending = sorted(samples);
  const least = isShare ? valueAt(ascending, low / 100) : low;
  const most = isShare ? valueAt(ascending, high / 100) : high;
  return ascending.map(({ value, count }) => ({ value: Math.min(most, Math.max(least, value)), count }));
}

function mean(samples: readonly Sample[]): number | undefined {
  return samples.length === 0 ? undefined : sumOf(samples) / countOf(samples);
}
