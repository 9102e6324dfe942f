import type { MetricInput } from '../signal-spec';

/** What a metric adds up to in a period. */
export function sum(metricName: string): MetricInput {
  return { metricName, statistic: 'Sum' };
}

/** How often a metric was reported in a period: of a metric that each request reports, the requests. */
export function samples(metricName: string): MetricInput {
  return { metricName, statistic: 'SampleCount' };
}
