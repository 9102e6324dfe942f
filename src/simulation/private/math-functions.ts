import type { Expression } from './math-syntax';
import { eachPoint, eachSeries, finite, list, type Point, scalar, series, type Series, type Value } from './math-values';

/** What a function sees of where it stands. */
export interface CallContext {
  /** When each data point ends, in seconds since 1970. */
  readonly ends: readonly number[];
  readonly periodSeconds: number;
  /** All metrics by their ids, which are those that contain a text where there is one. */
  metrics(containing?: string): readonly Series[];
  /** The period of a metric in seconds. */
  periodOf(id: string): number | undefined;
}

type MathFunction = (args: readonly Value[], context: CallContext) => Value;

const TAKES_SERIES = 'takes a time series, and was given a number';

/** A function that makes a number of a time series, and a time series of several: of the data points of each time. */
function aggregate(reduce: (points: readonly number[], times: number) => number): MathFunction {
  const of = (points: Series) => reduce(points.filter((point): point is number => point !== undefined), points.length);
  return ([value]) => {
    if (value.kind === 'series') return scalar(value.points.some(point => point !== undefined) ? of(value.points) : undefined);
    if (value.kind === 'scalar') throw new Error(TAKES_SERIES);
    return series((value.members[0] ?? []).map((_, index) => {
      const points = value.members.map(member => member[index]);
      return points.some(point => point !== undefined) ? finite(of(points)) : undefined;
    }));
  };
}

const total = (points: readonly number[]) => points.reduce((sum, point) => sum + point, 0);

const pointwise = (change: (point: number) => number): MathFunction => ([value]) => eachPoint(value, change);

/** A function of when the data points are: it has no gaps. The time of a data point is the start of its period. */
function ofTime(read: (start: Date) => number): MathFunction {
  return ([value], { ends, periodSeconds }) => {
    const startOf = (index: number) => new Date((ends[index] - periodSeconds) * 1000);
    return eachSeries(value, points => points.map((_, index) => read(startOf(index))));
  };
}

/** The change since the data point before, where there is one, and how many periods ago that was. */
function changes(points: Series, change: (difference: number, periods: number) => number): Series {
  let last: number | undefined;
  return points.map((point, index) => {
    if (point === undefined) return undefined;
    const before = last;
    last = index;
    return before === undefined ? undefined : finite(change(point - (points[before] as number), index - before));
  });
}

function runningSum(points: Series): Series {
  let sum = 0;
  return points.map(point => point === undefined ? undefined : sum += point);
}

function members(value: Value): readonly Series[] {
  if (value.kind === 'list') return value.members;
  throw new Error('takes several time series, and was given one, or a number');
}

function numberIn(value: Value): number {
  if (value.kind === 'scalar' && value.value !== undefined) return value.value;
  throw new Error('takes a number here, and was given a time series');
}

/** How many arguments a function takes, at least and at most, and what it does. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number, evaluate: MathFunction]>> = {
  ABS: [1, 1, pointwise(Math.abs)],
  CEIL: [1, 1, pointwise(Math.ceil)],
  FLOOR: [1, 1, pointwise(Math.floor)],
  LOG: [1, 1, pointwise(Math.log)],
  LOG10: [1, 1, pointwise(Math.log10)],
  SUM: [1, 1, aggregate(total)],
  AVG: [1, 1, aggregate((points, times) => total(points) / times)],
  MIN: [1, 1, aggregate(points => points.reduce((least, point) => Math.min(least, point)))],
  MAX: [1, 1, aggregate(points => points.reduce((most, point) => Math.max(most, point)))],
  STDDEV: [1, 1, aggregate(points => {
    const mean = total(points) / points.length;
    return Math.sqrt(total(points.map(point => (point - mean) ** 2)) / points.length);
  })],
  DATAPOINT_COUNT: [1, 1, aggregate(points => points.length)],
  METRIC_COUNT: [1, 1, ([value]) => scalar(members(value).length)],
  DIFF: [1, 1, ([value]) => eachSeries(value, points => changes(points, difference => difference))],
  DIFF_TIME: [1, 1, ([value], { periodSeconds }) => eachSeries(value, points => changes(points, (_, periods) => periods * periodSeconds))],
  RATE: [1, 1, ([value], { periodSeconds }) =>
    eachSeries(value, points => changes(points, (difference, periods) => difference / (periods * periodSeconds)))],
  RUNNING_SUM: [1, 1, ([value]) => eachSeries(value, runningSum)],
  TIME_SERIES: [1, 1, ([value], { ends }) => series(ends.map(() => numberIn(value)))],
  FIRST: [1, 1, ([value]) => series(members(value)[0] ?? [])],
  LAST: [1, 1, ([value]) => series(members(value).at(-1) ?? [])],
  SLICE: [2, 3, ([value, start, end]) => list(members(value).slice(numberIn(start), end && numberIn(end)))],
  REMOVE_EMPTY: [1, 1, ([value]) => list(members(value).filter(points => points.some(point => point !== undefined)))],
  MINUTE: [1, 1, ofTime(start => start.getUTCMinutes())],
  HOUR: [1, 1, ofTime(start => start.getUTCHours())],
  DAY: [1, 1, ofTime(start => start.getUTCDay() || 7)],
  DATE: [1, 1, ofTime(start => start.getUTCDate())],
  MONTH: [1, 1, ofTime(start => start.getUTCMonth() + 1)],
  YEAR: [1, 1, ofTime(start => start.getUTCFullYear())],
  EPOCH: [1, 1, ofTime(start => start.getTime() / 1000)],
};

const OF_TIME = new Set(['MINUTE', 'HOUR', 'DAY', 'DATE', 'MONTH', 'YEAR', 'EPOCH']);

/** Whether a function comes to something else at another time, of the same data. */
export function isOfTime(name: string): boolean {
  return OF_TIME.has(name);
}

/** `FILL(series, filler)`: the filler is a number, a time series, `REPEAT` or `LINEAR`. */
export function filled(value: Value, filler: Expression, evaluate: (expression: Expression) => Value): Value {
  if (filler.kind === 'name' && filler.name === 'REPEAT') return eachSeries(value, repeated);
  if (filler.kind === 'name' && filler.name === 'LINEAR') return eachSeries(value, interpolated);
  const by = evaluate(filler);
  if (by.kind === 'list') throw new Error('takes a number, a time series, REPEAT or LINEAR as the second argument, and was given several time series');
  return eachSeries(value, points => points.map((point, index) => point ?? (by.kind === 'scalar' ? by.value : by.points[index])));
}

function repeated(points: Series): Series {
  let last: Point;
  return points.map(point => last = point ?? last);
}

/** What lies between two data points; before the first and after the last there is nothing to go by. */
function interpolated(points: Series): Series {
  const known = points.flatMap((point, index) => point === undefined ? [] : [index]);
  let next = 0;
  return points.map((point, index) => {
    while (next < known.length && known[next] < index) next++;
    if (point !== undefined) return point;
    const [before, after] = [known[next - 1], known[next]];
    if (before === undefined || after === undefined) return undefined;
    const [from, to] = [points[before] as number, points[after] as number];
    return from + (to - from) * (index - before) / (after - before);
  });
}

/**
 * `IF(condition, then, otherwise)`. A data point without a condition is dropped, as is one that is false and has nothing otherwise; one that is true and has no
 * value is 0.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
export function chosen(condition: Value, then: Value, otherwise: Value | undefined): Value {
  if ([condition, then, otherwise].some(value => value?.kind === 'list')) throw new Error('takes time series and numbers, and was given several time series at once');
  if (condition.kind === 'scalar') {
    if (condition.value === undefined) return scalar(undefined);
    return condition.value !== 0 ? then : otherwise ?? eachMissing(then);
  }
  const at = (value: Value | undefined, index: number) => {
    if (value?.kind === 'series') return value.points[index];
    return value?.kind === 'scalar' ? value.value : undefined;
  };
  return series((condition as { points: Series }).points.map((point, index) => {
    if (point === undefined) return undefined;
    return point !== 0 ? at(then, index) ?? 0 : at(otherwise, index);
  }));
}

function eachMissing(value: Value): Value {
  return value.kind === 'series' ? series(value.points.map(() => undefined)) : scalar(undefined);
}
