/**
 * Unit prices in USD for us-east-1, per month, and for each run of a canary.
 *
 * Source: AWS Pricing API of 28 October 2025 and infracost's price tests of 21 August 2026.
 */
export const PRICES = {
  asOf: '2026-08-21',
  region: 'us-east-1',
  alarmMetric: 0.10,
  highResolutionAlarmMetric: 0.30,
  compositeAlarm: 0.50,
  dashboard: 3.00,
  customMetric: 0.30,
  contributorInsightsRule: 0.50,
  /** 0.0125 an hour, 730 hours. */
  databaseInsightsVcpu: 9.125,
  canaryRun: 0.0012,
  rumEventsHundredThousand: 1.00,
} as const;

/** An anomaly detection alarm bills three alarm metrics: the metric and both edges of its band. */
export const ANOMALY_ALARM_METRICS = 3;
