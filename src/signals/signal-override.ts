import type { Duration } from 'aws-cdk-lib';
import type { Severity } from '../core/severity';
import type { Comparison, MissingData } from './alarm-spec';
import type { AnomalyExclusion } from './anomaly-exclusion';
import type { Threshold } from './threshold';

/** What an alarm does differently from the catalog. What is not given stays as the catalog has it. */
export interface SignalOverride {
  /**
   * Whether the signal raises an alarm.
   *
   * @default - as the catalog says; true when a threshold is given
   */
  readonly enabled?: boolean;

  /**
   * The limit.
   *
   * @default - as the catalog says
   */
  readonly threshold?: Threshold;

  /**
   * How the value is compared with the threshold.
   *
   * @default - as the catalog says
   */
  readonly comparison?: Comparison;

  /**
   * How urgent it is.
   *
   * @default - as the catalog says
   */
  readonly severity?: Severity;

  /**
   * Length of one period in seconds: 10, 20, 30 or a multiple of 60.
   *
   * @default - as the catalog says
   */
  readonly periodSeconds?: number;

  /**
   * How many periods are looked at; at least 1.
   *
   * @default - as the catalog says, adapted to the tier
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of them must breach; 1 to `evaluationPeriods`.
   *
   * @default - as the catalog says, or all when `evaluationPeriods` is given
   */
  readonly datapointsToAlarm?: number;

  /**
   * What a period without data means.
   *
   * @default - as the catalog says
   */
  readonly missingData?: MissingData;

  /**
   * Statistic, such as `p95`. Percentiles only where the metric documents them.
   *
   * @default - as the catalog says
   */
  readonly statistic?: string;

  /**
   * How long the alarm waits after it is created or updated: whole minutes, 1 minute to 2 days. It ends early once there is data for a whole evaluation.
   *
   * @default - the `warmUp` of the service
   */
  readonly warmUp?: Duration;

  /**
   * Times from which an anomaly band learns nothing, such as a load test or Black Friday; ten at most. For alarms on a band only.
   *
   * @default - the band learns from everything
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-anomalydetector.html
   */
  readonly anomalyExclusions?: AnomalyExclusion[];

  /**
   * Time zone of the daily and weekly pattern that an anomaly band learns, such as `Europe/Berlin`, so that it follows daylight saving. For alarms on a band
   * only.
   *
   * @default - UTC
   */
  readonly anomalyTimeZone?: string;
}
