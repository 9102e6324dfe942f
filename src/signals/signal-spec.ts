import type { AlarmSpec } from './alarm-spec';
import type { SignalCategory } from './signal-category';
import type { SignalUnit } from './signal-unit';

/** One metric that an expression reads. */
export interface MetricInput {
  /** Name of the CloudWatch metric. */
  readonly metricName: string;

  /** Statistic, such as `Sum`, `Average` or `p99`. */
  readonly statistic: string;

  /**
   * Namespace of the metric.
   *
   * @default - the namespace of the kind of resource
   */
  readonly namespace?: string;
}

/** What the configuration of a resource must have for a signal to be published at all. */
export interface SignalRequirement {
  /** Id of the rule that reports the missing configuration, such as `OE-LambdaInsightsOrAppSignals`. */
  readonly ruleId: string;

  /** How to switch the signal on, in one sentence without a full stop. */
  readonly howToEnable: string;
}

/** Whether a signal is published per resource, or once for the whole account in a Region. */
export enum SignalScope {
  /** The signal has dimensions that name the resource. */
  RESOURCE = 'RESOURCE',

  /** The signal is published once per account and Region; a service shows it once. */
  ACCOUNT = 'ACCOUNT',
}

/** One thing that can be measured about a kind of resource. Everything the library makes of it derives from this description. */
export interface SignalSpec {
  /** Unique within its kind; lower camel case, such as `errorRate`. Part of alarm names and logical ids. */
  readonly id: string;

  /** What is measured, as a person would say it. */
  readonly title: string;

  /** What the signal tells an operator; decides where dashboards show it. */
  readonly category: SignalCategory;

  /** Unit of the values. */
  readonly unit: SignalUnit;

  /**
   * Name of the CloudWatch metric. Exactly one of `metricName` and `expression` is given.
   *
   * @default - the signal is an expression
   */
  readonly metricName?: string;

  /**
   * CloudWatch metric math over the keys of `inputs`. A name in braces, such as `{maximum}`, stands for a number of the resource's own configuration,
   * which the variants of the signal tell.
   *
   * @default - the signal is a metric
   */
  readonly expression?: string;

  /**
   * The metrics of an expression by the id that the expression uses.
   *
   * @default - the signal is a metric
   */
  readonly inputs?: { readonly [id: string]: MetricInput };

  /**
   * Statistic of the metric: `Sum`, `Average`, `Maximum`, `p99`, …
   *
   * @default - an expression has none
   */
  readonly statistic?: string;

  /**
   * Namespace of the metric.
   *
   * @default - the namespace of the kind of resource
   */
  readonly namespace?: string;

  /**
   * The statistics that a dashboard draws together.
   *
   * @default - `statistic`
   */
  readonly dashboardStatistics?: string[];

  /**
   * Whether percentile statistics are documented for this metric. Percentiles of other metrics are refused.
   *
   * @default false
   */
  readonly percentiles?: boolean;

  /**
   * Whether the signal belongs to one resource or to the whole account.
   *
   * @default SignalScope.RESOURCE
   */
  readonly scope?: SignalScope;

  /**
   * When the signal is there at all, in words, if not always.
   *
   * @default - always
   */
  readonly appliesWhen?: string;

  /**
   * What the configuration must have for the signal to be published. Without it the signal is *blind*: neither drawn nor alarmed.
   *
   * @default - nothing
   */
  readonly requires?: SignalRequirement;

  /**
   * Signals of one resource with the same chart share a widget.
   *
   * @default - the category
   */
  readonly chart?: string;

  /**
   * When it deserves an alarm.
   *
   * @default - the signal is only shown
   */
  readonly alarm?: AlarmSpec;

  /**
   * Ids of the Well-Architected best practices that it serves.
   *
   * @default - those of its category
   */
  readonly bestPractices?: string[];

  /** Where name, statistic and unit are documented. */
  readonly source: string;
}
