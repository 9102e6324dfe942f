import { type MetricName, MINUTE, type SeriesModel } from './model';
import { countOf, type SampleSource, withoutNoise } from './samples';
import { isExtensive, statisticNamed } from './statistics';

/** A data point and how many samples it stands for. */
export interface Datapoint {
  readonly value: number;
  readonly samples: number;
}

/** The statistics of the metrics of a simulation. What alarms ask for again is kept. */
export class MetricData {
  private readonly kept = new Map<string, Map<number, Datapoint | undefined>>();
  private readonly sources = new Map<string, SampleSource | undefined>();

  constructor(private readonly series: readonly SeriesModel[]) {}

  /**
   * @param end the minute with whose start the period ends
   * @throws when there is no such statistic
   */
  public datapoint(metric: MetricName, statistic: string, periodSeconds: number, end: number): Datapoint | undefined {
    const key = `${keyOf(metric)} ${statistic} ${periodSeconds}`;
    let points = this.kept.get(key);
    if (!points) this.kept.set(key, points = new Map());
    if (points.has(end)) return points.get(end);
    const point = this.measured(metric, statistic, periodSeconds, end);
    points.set(end, point);
    return point;
  }

  /** The series that has the data of a metric: the one that names most of its dimensions. */
  public sourceOf(metric: MetricName): SampleSource | undefined {
    const key = keyOf(metric);
    if (!this.sources.has(key)) this.sources.set(key, bestMatch(this.series, metric)?.source);
    return this.sources.get(key);
  }

  private measured(metric: MetricName, statistic: string, periodSeconds: number, end: number): Datapoint | undefined {
    const compute = statisticNamed(statistic);
    if (!compute) throw new Error(`the statistic '${statistic}' of ${metric.metricName} is not simulated`);
    const samples = this.sourceOf(metric)?.samples(end - Math.max(1, periodSeconds / MINUTE), end) ?? [];
    const count = countOf(samples);
    const value = count > 0 ? compute(samples) : undefined;
    if (value === undefined) return undefined;
    // Of a period under a minute, as if the samples of the minute were spread evenly.
    const share = Math.min(1, periodSeconds / MINUTE);
    return { value: withoutNoise(isExtensive(statistic) ? value * share : value), samples: count * share };
  }
}

/** Whether a series is about a metric: the same name, and the same value in each dimension that it names. */
export function isAbout({ metric: named }: Pick<SeriesModel, 'metric'>, { namespace, metricName, dimensions }: MetricName): boolean {
  return named.namespace === namespace && named.metricName === metricName
    && Object.entries(named.dimensions).every(([name, value]) => Object.hasOwn(dimensions, name) && dimensions[name] === value);
}

/** Of several that match, the most specific; of those equally specific, the last. */
function bestMatch(series: readonly SeriesModel[], metric: MetricName): SeriesModel | undefined {
  const matching = series.filter(each => isAbout(each, metric));
  const most = matching.reduce((count, each) => Math.max(count, Object.keys(each.metric.dimensions).length), 0);
  return matching.filter(each => Object.keys(each.metric.dimensions).length === most).at(-1);
}

export function keyOf({ namespace, metricName, dimensions }: MetricName): string {
  const named = Object.entries(dimensions).sort(([a], [b]) => a < b ? -1 : 1);
  return JSON.stringify([namespace, metricName, named]);
}
