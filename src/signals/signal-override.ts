import type { Severity } from '../core/severity';
import type { Comparison, MissingData } from './alarm-spec';
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
}
