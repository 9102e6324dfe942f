import type { Severity } from '../core/severity';
import type { Threshold } from './threshold';

/** How the value of a signal is compared with its threshold. */
export enum Comparison {
  /** Breaches when the value is above the threshold. */
  ABOVE = 'GreaterThanThreshold',

  /** Breaches when the value is at or above the threshold. */
  AT_OR_ABOVE = 'GreaterThanOrEqualToThreshold',

  /** Breaches when the value is below the threshold. */
  BELOW = 'LessThanThreshold',

  /** Breaches when the value is at or below the threshold. */
  AT_OR_BELOW = 'LessThanOrEqualToThreshold',

  /** Breaches when the value is above its anomaly band. */
  ABOVE_BAND = 'GreaterThanUpperThreshold',

  /** Breaches when the value is below its anomaly band. */
  BELOW_BAND = 'LessThanLowerThreshold',

  /** Breaches when the value leaves its anomaly band on either side. */
  OUTSIDE_BAND = 'LessThanLowerOrGreaterThanUpperThreshold',
}

/**
 * What an alarm makes of a period without data.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
export enum MissingData {
  /** No data is a fault, as for a metric that a healthy resource always publishes. */
  BREACHING = 'breaching',

  /** No data is health, as for an error count that is only published when it is not zero. */
  NOT_BREACHING = 'notBreaching',

  /** The alarm keeps its state. */
  IGNORE = 'ignore',

  /** The alarm goes to INSUFFICIENT_DATA. */
  MISSING = 'missing',
}

/** Where a threshold comes from. */
export enum ThresholdOrigin {
  /** The recommended alarms that the CloudWatch console shows for the metric. */
  AWS_RECOMMENDED = 'AWS_RECOMMENDED',

  /** A value or a rule from the documentation of the service. */
  AWS_DOCUMENTATION = 'AWS_DOCUMENTATION',

  /** This library's own proposal. */
  LIBRARY = 'LIBRARY',
}

/** When a signal deserves an alarm, and what the person who gets it does first. */
export interface AlarmSpec {
  /** The limit that the signal must not cross. */
  readonly threshold: Threshold;

  /**
   * How the value is compared with the threshold.
   *
   * @default Comparison.ABOVE
   */
  readonly comparison?: Comparison;

  /** How urgent it is. A signal of severity `PAGE` is a symptom that users feel: it pages through the health alarm of its service, never by itself. */
  readonly severity: Severity;

  /**
   * Length of one period in seconds: 10, 20, 30 or a multiple of 60.
   *
   * @default 60
   */
  readonly periodSeconds?: number;

  /** How many of the latest periods are looked at (the N of "M of N"); at least 1. */
  readonly evaluationPeriods: number;

  /**
   * How many of those periods must breach (the M of "M of N"); 1 to `evaluationPeriods`.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;

  /**
   * What a period without data means.
   *
   * @default MissingData.NOT_BREACHING
   */
  readonly missingData?: MissingData;

  /**
   * The statistic the alarm evaluates, when it is not the one the dashboards show first (`p99`, `Maximum`, …).
   *
   * @default - the statistic of the signal
   */
  readonly statistic?: string;

  /** Where period, datapoints and threshold come from. */
  readonly origin: ThresholdOrigin;

  /**
   * What differs from the origin, and why. It is printed in the reference documentation.
   *
   * @default - nothing differs
   */
  readonly rationale?: string;

  /**
   * Whether the alarm is made without being asked for.
   *
   * @default true
   */
  readonly enabledByDefault?: boolean;

  /** The likely cause, in one sentence without a full stop. */
  readonly cause: string;

  /** What an operator does first, in one sentence without a full stop. */
  readonly firstStep: string;
}
