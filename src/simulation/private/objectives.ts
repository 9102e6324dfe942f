import type { MetricData } from './metric-data';
import { MINUTE, type ObjectiveModel, type PeriodIndicator, type RequestIndicator, type SeriesModel } from './model';
import { returnedPoints } from './queries';
import { type Sample, type SampleSource, withoutNoise } from './samples';
import { Timeline } from './timeline';
import { COMPARISONS } from './verdict';

/** The namespace in which Application Signals publishes what becomes of an objective. */
export const NAMESPACE = 'AWS/ApplicationSignals';

/** From which minute to which data is simulated, and how late Application Signals is. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly epochMinute: number;
  readonly lagMinutes: number;
}

interface Counts {
  readonly total: Timeline;
  readonly bad: Timeline;
}

/** How `COMPARISONS` calls the comparisons of an objective, which say what is good. */
const GOOD: Readonly<Record<string, string>> = {
  GreaterThan: 'GreaterThanThreshold', GreaterThanOrEqualTo: 'GreaterThanOrEqualToThreshold',
  LessThan: 'LessThanThreshold', LessThanOrEqualTo: 'LessThanOrEqualToThreshold',
};

/**
 * The metrics that Application Signals publishes of an objective: `BurnRate` for each look-back window, and `AttainmentRate` where the interval is rolling.
 *
 * burn rate = error rate over the look-back window / (100% - attainment goal). Without a request, or a period with data, in the window there is no data point.
 *
 * @see https://docs.aws.amazon.com/applicationsignals/latest/APIReference/API_BurnRateConfiguration.html
 * @see https://docs.aws.amazon.com/applicationsignals/latest/APIReference/API_ServiceLevelObjective.html
 */
export function objectiveSeries(objective: ObjectiveModel, data: MetricData, span: Span): SeriesModel[] {
  const { name, goalPercent, intervalMinutes, lookBackMinutes, indicator } = objective;
  let counts: Counts | undefined;
  const badShare = (end: number, minutes: number) => {
    counts ??= indicator.kind === 'requests' ? countedRequests(indicator, data, span) : countedPeriods(indicator, data, span);
    const total = counts.total.sum(end - minutes, end);
    return total > 0 ? counts.bad.sum(end - minutes, end) / total : undefined;
  };
  const budget = withoutNoise((100 - goalPercent) / 100);
  const rates = lookBackMinutes.map(minutes => ({
    metric: { namespace: NAMESPACE, metricName: 'BurnRate', dimensions: { SloName: name, BurnRateWindowMinutes: String(minutes) } },
    source: new Published(span, end => {
      const share = badShare(end, minutes);
      return share === undefined ? undefined : withoutNoise(share / budget);
    }),
  }));
  if (intervalMinutes === undefined) return rates;
  return [...rates, {
    metric: { namespace: NAMESPACE, metricName: 'AttainmentRate', dimensions: { SloName: name } },
    source: new Published(span, end => {
      const share = badShare(end, intervalMinutes);
      return share === undefined ? undefined : withoutNoise(100 * (1 - share));
    }),
  }];
}

/** A metric with one sample a minute, of all data until its end. */
class Published implements SampleSource {
  constructor(private readonly span: Span, private readonly valueAt: (end: number) => number | undefined) {}

  public samples(from: number, until: number): readonly Sample[] {
    const samples: Sample[] = [];
    for (let minute = Math.max(from, this.span.from); minute < until; minute++) {
      const value = this.valueAt(minute + 1 - this.span.lagMinutes);
      if (value !== undefined) samples.push({ value, count: 1 });
    }
    return samples;
  }
}

function countedRequests({ total, monitored, isGood }: RequestIndicator, data: MetricData, { from, until, epochMinute }: Span): Counts {
  const ends = Array.from({ length: until - from }, (_, index) => from + index + 1);
  const times = { ends, epochMinute, periodSeconds: MINUTE };
  const all = returnedPoints(total, data, times);
  const counted = returnedPoints(monitored, data, times);
  const bad = isGood ? all.map((point, index) => Math.max(0, (point ?? 0) - (counted[index] ?? 0))) : counted;
  return { total: Timeline.ofValues(all, from), bad: Timeline.ofValues(bad, from) };
}

/** Each period counts in the minute in which it ends; one without data does not count. */
function countedPeriods(indicator: PeriodIndicator, data: MetricData, { from, until, epochMinute }: Span): Counts {
  const { queries, periodSeconds, threshold, comparison } = indicator;
  const length = periodSeconds / MINUTE;
  const minutes = Array.from({ length: until - from }, (_, index) => from + index);
  const ends = minutes.map(minute => minute + 1).filter(end => (end + epochMinute) % length === 0 && end - length >= from);
  const points = returnedPoints(queries, data, { ends, epochMinute, periodSeconds });
  const byEnd = new Map(ends.map((end, index) => [end, points[index]]));
  const isGood = COMPARISONS[GOOD[comparison]];
  const all = minutes.map(minute => byEnd.get(minute + 1));
  return {
    total: Timeline.ofValues(all.map(point => point === undefined ? undefined : 1), from),
    bad: Timeline.ofValues(all.map(point => point === undefined || isGood(point, threshold) ? undefined : 1), from),
  };
}
