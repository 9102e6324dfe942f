/** A data point; `undefined` where there is none. */
export type Point = number | undefined;

/** Data points from the oldest to the newest. */
export type Series = readonly Point[];

/** What an expression comes to: a number, a time series, or several of them. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: Point }
  | { readonly kind: 'series'; readonly points: Series }
  | { readonly kind: 'list'; readonly members: readonly Series[] };

export const scalar = (value: Point): Value => ({ kind: 'scalar', value: finite(value) });
export const series = (points: Series): Value => ({ kind: 'series', points });
export const list = (members: readonly Series[]): Value => ({ kind: 'list', members });

/** What no number comes of, such as a division by zero, is dropped. */
export function finite(value: Point): Point {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** What is done to each data point that is there. */
export function eachPoint(value: Value, change: (point: number) => number): Value {
  const changed = (point: Point) => point === undefined ? undefined : finite(change(point));
  if (value.kind === 'scalar') return scalar(changed(value.value));
  return eachSeries(value, points => points.map(changed));
}

/** What is done to each time series. */
export function eachSeries(value: Value, change: (points: Series) => Series): Value {
  if (value.kind === 'list') return list(value.members.map(change));
  if (value.kind === 'series') return series(change(value.points));
  throw new Error('takes a time series, and was given a number');
}

/** One for one data point of the same time: a number stands at every time, and a list is combined member by member. */
export function combined(left: Value, right: Value, combine: (left: number, right: number) => number): Value {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return scalar(left.value === undefined || right.value === undefined ? undefined : combine(left.value, right.value));
  }
  if (left.kind !== 'list' && right.kind !== 'list') return series(pointwise(left, right, combine));
  const count = Math.max(left.kind === 'list' ? left.members.length : 0, right.kind === 'list' ? right.members.length : 0);
  for (const side of [left, right]) {
    if (side.kind === 'list' && side.members.length !== count) throw new Error(`combines ${side.members.length} time series with ${count}`);
  }
  const member = (side: Value, index: number): Value => side.kind === 'list' ? series(side.members[index]) : side;
  return list(Array.from({ length: count }, (_, index) => pointwise(member(left, index), member(right, index), combine)));
}

/** Where one of two time series has no data point, it counts as 0; where neither has one, there is none. */
function pointwise(left: Value, right: Value, combine: (left: number, right: number) => number): Series {
  const length = left.kind === 'series' ? left.points.length : right.kind === 'series' ? right.points.length : 0;
  const at = (side: Value, index: number) => side.kind === 'series' ? side.points[index] : side.kind === 'scalar' ? side.value : undefined;
  const isWhole = left.kind === 'series' && right.kind === 'series';
  return Array.from({ length }, (_, index) => {
    const a = at(left, index);
    const b = at(right, index);
    if (a === undefined && b === undefined) return undefined;
    if ((a === undefined || b === undefined) && !isWhole) return undefined;
    return finite(combine(a ?? 0, b ?? 0));
  });
}
