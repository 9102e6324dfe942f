import { Comparison } from '../../signals/alarm-spec';
import type { MetricModel } from '../../signals/private/metric-model';
import { combined, withPeriod } from './expression';
import { BAD_SHARE, countsOf, type GoodWhen, type MeasuredSli, type RequestSli } from './sli';

/** What an alarm measures, against what. */
export interface Measure {
  readonly model: MetricModel;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly periods: number;
  readonly datapoints: number;
  readonly missingIsBad: boolean;
}

/** The burn rate that Application Signals publishes of an objective. */
export function publishedBurnRate(sloName: string, minutes: number, rate: number): Measure {
  return single({
    namespace: 'AWS/ApplicationSignals', metricName: 'BurnRate', dimensions: { SloName: sloName, BurnRateWindowMinutes: String(minutes) }, statistic: 'Maximum', period: 60,
  }, rate, Comparison.AT_OR_ABOVE);
}

/** The share of time or of events that Application Signals publishes as good. */
export function publishedAttainment(sloName: string): MetricModel {
  return { namespace: 'AWS/ApplicationSignals', metricName: 'AttainmentRate', dimensions: { SloName: sloName }, statistic: 'Minimum', period: 60 };
}

/**
 * The burn rate from the metrics themselves. Events: their bad share over the window as one period. Periods: so many of them bad in the window; those of windows beyond a day are hours, as
 * an alarm on shorter periods looks back a day at most.
 */
export function ownBurnRate(sli: MeasuredSli, goal: number, minutes: number, rate: number, minimumBad: number): Measure {
  const share = Number((rate * (100 - goal) / 100).toPrecision(12));
  if (sli.kind === 'requests') return single(badShare(sli, minutes * 60, minimumBad), share, Comparison.AT_OR_ABOVE);
  const period = minutes > 1_440 ? 3_600 : sli.periodSeconds;
  const periods = Math.max(1, Math.floor(minutes * 60 / period));
  return {
    model: withPeriod(sli.metric, period), threshold: sli.threshold, comparison: OPPOSITE[sli.operator], periods,
    datapoints: Math.max(1, Math.ceil(Number((share * periods).toPrecision(12)))), missingIsBad: sli.missingIsBad,
  };
}

/** The share of bad events over a period, 0 while fewer than `minimumBad` of them are bad. */
export function badShare(sli: RequestSli, period: number, minimumBad: number): MetricModel {
  const { share, count } = BAD_SHARE[sli.good ? 'good' : 'bad'];
  const enough = minimumBad > 1 ? ` AND ${count}>=${minimumBad}` : '';
  return combined(`IF({total}>0${enough},${share},0)`, countsOf(sli), period);
}

/** How many events were bad over a period. */
export function badCount(sli: RequestSli, period: number): MetricModel {
  return sli.bad ? withPeriod(sli.bad, period) : combined(BAD_SHARE.good.count, countsOf(sli), period);
}

export function single(model: MetricModel, threshold: number, comparison: Comparison): Measure {
  return { model, threshold, comparison, periods: 1, datapoints: 1, missingIsBad: false };
}

const OPPOSITE: Readonly<Record<GoodWhen, Comparison>> = {
  GreaterThanOrEqualTo: Comparison.BELOW, GreaterThan: Comparison.AT_OR_BELOW, LessThanOrEqualTo: Comparison.ABOVE, LessThan: Comparison.AT_OR_ABOVE,
};
