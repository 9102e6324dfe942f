import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { discoveredProperties } from './private/discovered';
import type { DiscoveredSli, GoodWhen, MeasuredSli } from './private/sli';
import { modelOfMetric } from './private/user-metric';

/** When a period is good. */
export enum GoodPeriod {
  /** While the metric is at or below the threshold. */
  AT_OR_BELOW = 'LessThanOrEqualTo',

  /** While the metric is below the threshold. */
  BELOW = 'LessThan',

  /** While the metric is at or above the threshold. */
  AT_OR_ABOVE = 'GreaterThanOrEqualTo',

  /** While the metric is above the threshold. */
  ABOVE = 'GreaterThan',
}

/** Counts of events. Exactly one of `good` and `bad` is given. */
export interface RequestIndicatorProps {
  /** All events: a metric with the statistic `Sum` or `SampleCount`, or math over such. */
  readonly total: IMetric;

  /**
   * Events that are as promised.
   *
   * @default - what is not bad
   */
  readonly good?: IMetric;

  /**
   * Events that are not as promised.
   *
   * @default - what is not good
   */
  readonly bad?: IMetric;
}

/** A metric that is judged period by period. */
export interface PeriodIndicatorProps {
  /** The metric, or math. */
  readonly metric: IMetric;

  /** What the metric is compared with, in the unit of the metric. */
  readonly threshold: number;

  /**
   * When a period is good.
   *
   * @default GoodPeriod.AT_OR_BELOW
   */
  readonly goodWhen?: GoodPeriod;

  /**
   * Length of a period: 60 to 900 seconds, whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * Whether a period without data is bad. Application Signals does not count such a period: give it a metric that says 0 then, such as `FILL(m, 0)`.
   *
   * @default false
   */
  readonly missingIsBad?: boolean;
}

/** What Application Signals measures of a service. */
export enum DiscoveredMetric {
  /** Requests without a fault. */
  AVAILABILITY = 'AVAILABILITY',

  /** Requests that are fast enough. */
  LATENCY = 'LATENCY',
}

/** Which operations of a service are taken together. */
export interface OperationSelection {
  /**
   * The operations by name, 2 to 20.
   *
   * @default - by pattern
   */
  readonly names?: string[];

  /**
   * What names of operations begin with.
   *
   * @default - by names
   */
  readonly prefix?: string;

  /**
   * A regular expression for names of operations.
   *
   * @default - by names
   */
  readonly regex?: string;
}

/** A service that Application Signals has discovered. */
export interface DiscoveredIndicatorProps {
  /** Name of the service, as Application Signals shows it. */
  readonly service: string;

  /** Its environment, such as `lambda:default`, `eks:<cluster>/<namespace>` or `ecs:<cluster>`. */
  readonly environment: string;

  /**
   * One operation of the service, such as `GET /orders`.
   *
   * @default - the operations that `operations` selects
   */
  readonly operation?: string;

  /**
   * Several operations of the service, counted together.
   *
   * @default - the one `operation`
   */
  readonly operations?: OperationSelection;

  /** What is measured. */
  readonly metric: DiscoveredMetric;

  /**
   * How fast is fast enough, for `LATENCY`.
   *
   * @default - none; needed for `LATENCY`
   */
  readonly threshold?: Duration;

  /**
   * Judges periods of this length instead of counting requests: 60 to 900 seconds, whole minutes.
   *
   * @default - requests are counted
   */
  readonly period?: Duration;

  /**
   * Statistic of periods of `LATENCY`, such as `p99`.
   *
   * @default 'p99'
   */
  readonly statistic?: string;

  /**
   * The availability that makes a period of `AVAILABILITY` good, in percent.
   *
   * @default 99
   */
  readonly goodPeriodPercentage?: number;

  /**
   * What the service calls, if the objective is about that: `Type`, `Name` or `Identifier`, and `Environment` or `ResourceType` of the dependency, four at most.
   *
   * @default - the objective is about the service itself
   */
  readonly dependency?: { readonly [attribute: string]: string };

  /**
   * The operation of the dependency.
   *
   * @default - none; needed with `dependency`
   */
  readonly dependencyOperation?: string;

  /**
   * Confirms that Application Signals shows the service and the operation already. CloudFormation fails to create the objective before it does, so a service
   * is deployed first, without the objective, has to serve requests, and gets the objective with a later deployment.
   */
  readonly alreadyDiscovered: boolean;
}

/** What an objective measures: the service level indicator. */
export class ServiceLevelIndicator {
  /**
   * Counts events, of which a share is good. Needs no discovery, so it can be deployed with the service.
   *
   * @throws when both or none of `good` and `bad` are given, or a metric cannot be read in the stack of the objective
   */
  public static requests(props: RequestIndicatorProps): ServiceLevelIndicator {
    return new ServiceLevelIndicator(where => {
      const { good, bad, total } = props;
      if ((good === undefined) === (bad === undefined)) throw complaint(where, { what: 'give exactly one of good and bad', received: good ? 'both' : 'none' });
      return {
        kind: 'requests', total: modelOfMetric(where, total, 'total'),
        ...good ? { good: modelOfMetric(where, good, 'good') } : { bad: modelOfMetric(where, bad!, 'bad') },
      };
    });
  }

  /**
   * Judges periods, of which a share is good. Needs no discovery, so it can be deployed with the service.
   *
   * @throws when the period or the threshold is out of range, or the metric cannot be read in the stack of the objective
   */
  public static periods(props: PeriodIndicatorProps): ServiceLevelIndicator {
    return new ServiceLevelIndicator(where => {
      const { metric, threshold } = props;
      if (Token.isUnresolved(threshold) || !Number.isFinite(threshold)) throw complaint(where, { what: 'threshold is not a number', received: threshold, valid: 'a literal number' });
      const operator: GoodWhen = props.goodWhen ?? GoodPeriod.AT_OR_BELOW;
      return {
        kind: 'periods', metric: modelOfMetric(where, metric, 'metric'), threshold, operator, periodSeconds: periodSecondsOf(where, props.period), missingIsBad: props.missingIsBad ?? false,
      };
    });
  }

  /**
   * What Application Signals measures of a service, of several of its operations, or of what it calls. Not before Application Signals shows the service: see
   * `alreadyDiscovered`.
   *
   * @throws when the service is not confirmed to be discovered, or what is asked for does not go together
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
   */
  public static discovered(props: DiscoveredIndicatorProps): ServiceLevelIndicator {
    return new ServiceLevelIndicator(where => ({
      kind: props.period ? 'periods' : 'requests', discovered: true, properties: discoveredProperties(where, props, props.period && periodSecondsOf(where, props.period)),
    }));
  }

  /** @internal */
  public static _of(sli: MeasuredSli): ServiceLevelIndicator {
    return new ServiceLevelIndicator(() => sli);
  }

  private constructor(private readonly bind: (where: IConstruct) => MeasuredSli | DiscoveredSli) {}

  /** @internal */
  public _bind(where: IConstruct): MeasuredSli | DiscoveredSli {
    return this.bind(where);
  }
}

function periodSecondsOf(where: IConstruct, period: Duration | undefined): number {
  if (period === undefined) return 60;
  const { minimum, maximum } = LIMITS.slo.periodSeconds;
  const seconds = period.isUnresolved() ? NaN : period.toSeconds();
  if (!(seconds >= minimum && seconds <= maximum && seconds % 60 === 0)) {
    throw complaint(where, { what: 'period is not a period of an objective', received: period.isUnresolved() ? period.toString() : period.toHumanString(), valid: `whole minutes, ${minimum} to ${maximum} seconds` });
  }
  return seconds;
}
