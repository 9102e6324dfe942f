import { evaluateExpression } from './math-evaluate';
import { type Series, series, type Value } from './math-values';
import type { MetricData } from './metric-data';
import { MINUTE, type Query } from './model';

/** At which times the data points of queries end. */
export interface Times {
  /** Minutes with whose start the periods end, from the oldest to the newest. */
  readonly ends: readonly number[];
  /** The minutes between 1970 and minute 0. */
  readonly epochMinute: number;
  /** A period in place of that of each metric. */
  readonly periodSeconds?: number;
}

/**
 * The data points of the query that a list of queries returns.
 *
 * @throws when an expression cannot be evaluated, or comes to no single time series
 */
export function returnedPoints(queries: readonly Query[], data: MetricData, times: Times): Series {
  const { ends, epochMinute } = times;
  const returned = queries.length === 1 ? queries[0] : queries.find(query => query.returned);
  if (!returned) throw new Error('none of its queries returns data');
  const byId = new Map(queries.map(query => [query.id, query]));
  const values = new Map<string, Value>();
  const pending = new Set<string>();
  const periodSeconds = times.periodSeconds ?? queries.map(periodOf).find(period => period !== undefined) ?? MINUTE;
  const seconds = ends.map(end => (end + epochMinute) * MINUTE);
  const value = valueOf(returned.id)!;
  if (value.kind === 'scalar') throw new Error(`'${textOf(returned)}' comes to a single number, and an alarm needs a time series`);
  if (value.kind === 'list') throw new Error(`'${textOf(returned)}' comes to several time series, and an alarm needs one`);
  return value.points;

  function valueOf(id: string): Value | undefined {
    const query = byId.get(id);
    if (!query) return undefined;
    let known = values.get(id);
    if (known) return known;
    if (pending.has(id)) throw new Error(`the expression '${id}' stands on itself`);
    pending.add(id);
    known = 'metric' in query ? series(pointsOf(query)) : evaluateExpression(query.expression, {
      valueOf, ends: seconds, periodSeconds,
      periodOf: name => periodOf(byId.get(name)),
      metrics: containing => queries.filter(each => 'metric' in each && (containing === undefined || each.id.includes(containing)))
        .map(each => (valueOf(each.id) as { points: Series }).points),
    });
    pending.delete(id);
    values.set(id, known);
    return known;
  }

  function pointsOf({ metric, statistic, periodSeconds: own }: Extract<Query, { metric: unknown }>): Series {
    return ends.map(end => data.datapoint(metric, statistic, times.periodSeconds ?? own, end)?.value);
  }
}

function periodOf(query: Query | undefined): number | undefined {
  return query && 'metric' in query ? query.periodSeconds : undefined;
}

function textOf(query: Query): string {
  return 'metric' in query ? query.id : query.text;
}
