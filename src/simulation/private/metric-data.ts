import { type MetricName, MINUTE, type SeriesModel } from './model';
import { countOf, type SampleSource, withoutNoise } from './samples';
import { isExtensive, type Statistic, statisticNamed } from './statistics';

/** A data point and how many samples it stands for. */
export interface Datapoint {
  readonly value: number;
  readonly samples: number;
}

/** The data points of one statistic of one metric. What alarms ask for again is kept. */
class Reader {
  private readonly kept = new Map<number, Datapoint | undefined>();
  private readonly minutes: number;
  private readonly share: number;

  /** @param grows whether the statistic grows with the number of samples */
  constructor(
    private readonly source: SampleSource | undefined, private readonly compute: Statistic, private readonly grows: boolean, periodSeconds: number,
  ) {
    this.minutes = Math.max(1, periodSeconds / MINUTE);
    // Of a period under a minute, as if the samples of the minute were spread evenly.
    this.share = Math.min(1, periodSeconds / MINUTE);
  }

  public datapoint(end: number): Datapoint | undefined {
    if (!this.source) return undefined;
    let point = this.kept.get(end);
    if (point === undefined && !this.kept.has(end)) this.kept.set(end, point = this.measured(this.source, end));
    return point;
  }

  private measured(source: SampleSource, end: number): Datapoint | undefined {
    const samples = source.samples(end - this.minutes, end);
    const count = countOf(samples);
    const value = count > 0 ? this.compute(samples) : undefined;
    return value === undefined ? undefined : { value: withoutNoise(this.grows ? value * this.share : value), samples: count * this.share };
  }
}

/** The statistics of the metrics of a simulation. */
export class MetricData {
  private readonly readers = new WeakMap<MetricName, Map<string, Reader>>();

  constructor(private readonly series: readonly SeriesModel[]) {}

  /**
   * @param end the minute with whose start the period ends
   * @throws when there is no such statistic
   */
  public datapoint(metric: MetricName, statistic: string, periodSeconds: number, end: number): Datapoint | undefined {
    let readers = this.readers.get(metric);
    if (!readers) this.readers.set(metric, readers = new Map());
    const key = `${statistic} ${periodSeconds}`;
    let reader = readers.get(key);
    if (!reader) readers.set(key, reader = this.reader(metric, statistic, periodSeconds));
    return reader.datapoint(end);
  }

  /** Whether any series has data of a metric. */
  public has(metric: MetricName): boolean {
    return bestMatch(this.series, metric) !== undefined;
  }

  private reader(metric: MetricName, statistic: string, periodSeconds: number): Reader {
    const compute = statisticNamed(statistic);
    if (!compute) throw new Error(`the statistic '${statistic}' of ${metric.metricName} is not simulated`);
    return new Reader(bestMatch(this.series, metric)?.source, compute, isExtensive(statistic), periodSeconds);
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
