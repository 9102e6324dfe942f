/**
 * Unit prices in USD for us-east-1, per month unless said otherwise.
 *
 * Source: AWS Pricing API of 28 October 2025 and infracost's price tests of 21 August 2026.
 */
export const PRICES = {
  asOf: '2026-08-21',
  region: 'us-east-1',
  alarmMetric: 0.10,
  /** An anomaly detection alarm bills three alarm metrics: the metric and both edges of its band. */
  anomalyAlarmMetrics: 3,
  compositeAlarm: 0.50,
  dashboard: 3.00,
} as const;
