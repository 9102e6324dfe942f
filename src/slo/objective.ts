import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { SliType } from '../signals/sli-spec';
import type { ObjectiveTerms } from './objective-terms';
import { checkGoal, checkId } from './private/check-objective';
import type { ServiceLevelIndicator } from './service-level-indicator';

/** Options of every objective. */
export interface ObjectiveOptions extends ObjectiveTerms {
  /**
   * Name of the objective within its service: lower-case letters, digits and `-`, 1 to 40 characters. Part of logical ids and names.
   *
   * @default - what is promised, such as `availability` or `latency-p99`
   */
  readonly id?: string;

  /**
   * The resource that is measured, one of those of the service.
   *
   * @default - the one that is nearest to users: a distribution, then a load balancer, then an API, then a function or a container service; where there are several, it has
   * to be named
   */
  readonly resource?: IConstruct;

  /**
   * The load at which the objective is promised, in requests a second. A load test drives it; the alarms hold at any load.
   *
   * @default - not stated
   */
  readonly requestsPerSecond?: number;
}

/** Options of `Objective.latency`. */
export interface LatencyObjectiveOptions extends ObjectiveOptions {
  /** How fast is fast enough. */
  readonly threshold: Duration;

  /**
   * The percentile that has to be fast enough: 99 promises that 99% of the requests are. Exactly one of `percentile` and `goal` is given.
   *
   * @default - `goal`
   */
  readonly percentile?: number;

  /**
   * The share of requests in percent that has to be fast enough; of minutes, where the resource publishes no percentiles.
   *
   * @default - `percentile`
   */
  readonly goal?: number;
}

/** Options of `Objective.throughput`. */
export interface ThroughputObjectiveOptions extends ObjectiveOptions {
  /** The least that has to be done in a second, on the average of a minute. */
  readonly perSecond: number;

  /**
   * The share of minutes in percent.
   *
   * @default 99
   */
  readonly goal?: number;
}

/** Options of `Objective.freshness`. */
export interface FreshnessObjectiveOptions extends ObjectiveOptions {
  /** The oldest that what waits, is read or is replicated may be. */
  readonly threshold: Duration;

  /**
   * The share of minutes in percent.
   *
   * @default 99
   */
  readonly goal?: number;
}

/** What the browsers of real users measure. */
export enum WebVital {
  /** Largest Contentful Paint: when the main content is there. Good up to 2.5 seconds. */
  LARGEST_CONTENTFUL_PAINT = 'lcp',

  /** Interaction to Next Paint: how long the page takes to react. Good up to 200 milliseconds. */
  INTERACTION_TO_NEXT_PAINT = 'inp',

  /** Cumulative Layout Shift: how much the page moves under the reader; a number without a unit. Good up to 0.1. */
  CUMULATIVE_LAYOUT_SHIFT = 'cls',
}

/** Options of `Objective.rum`. */
export interface RumObjectiveOptions extends ObjectiveOptions {
  /** What is measured. */
  readonly vital: WebVital;

  /**
   * The largest value that is good: milliseconds, or a number for `CUMULATIVE_LAYOUT_SHIFT`.
   *
   * @default - what web.dev calls good: 2500, 200 and 0.1
   */
  readonly threshold?: number;

  /**
   * The share of page views in percent.
   *
   * @default 75
   */
  readonly goal?: number;
}

/** Options of `Objective.custom`. */
export interface CustomObjectiveOptions extends ObjectiveOptions {
  /** What is measured. */
  readonly indicator: ServiceLevelIndicator;

  /** The share of events, or of periods, in percent that is good. */
  readonly goal: number;
}

/**
 * What "good" means for a service, as a number that can be kept or missed.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
 */
export class Objective {
  /**
   * A share of requests, or of executions, succeeds.
   *
   * @param goal in percent, such as 99.9: above 0 and below 100
   * @throws when the goal is out of range
   */
  public static availability(goal: number, options: ObjectiveOptions = {}): Objective {
    return new Objective('Objective.availability', options, goal, 'availability', { type: SliType.AVAILABILITY });
  }

  /**
   * A share of requests is answered within a time. Requests are counted where the metric of the resource knows percentiles; periods of a minute are judged where it does not,
   * and then there is a `goal` and no `percentile`.
   *
   * @throws when the goal or the threshold is out of range
   */
  public static latency(options: LatencyObjectiveOptions): Objective {
    const { percentile, goal, threshold } = options;
    const name = 'Objective.latency';
    if ((percentile === undefined) === (goal === undefined)) {
      throw complaint(name, {
        what: 'give exactly one of percentile and goal',
        received: percentile === undefined ? 'none' : 'both',
      });
    }
    const id = percentile === undefined ? 'latency' : `latency-p${String(percentile).replace('.', '-')}`;
    return new Objective(name, options, (percentile ?? goal)!, id, {
      type: SliType.LATENCY, milliseconds: positive(name, threshold),
      isPercentile: percentile !== undefined,
    });
  }

  /**
   * A rate is reached in a share of minutes.
   *
   * @throws when a number is out of range
   */
  public static throughput(options: ThroughputObjectiveOptions): Objective {
    const { perSecond, goal = 99 } = options;
    if (!(perSecond > 0 && Number.isFinite(perSecond))) {
      throw complaint('Objective.throughput', {
        what: 'perSecond is not a rate',
        received: perSecond, valid: 'a number above 0',
      });
    }
    return new Objective('Objective.throughput', options, goal, 'throughput', { type: SliType.THROUGHPUT, number: perSecond });
  }

  /**
   * What waits in a queue or a stream, or is replicated, is not older than this in a share of minutes.
   *
   * @throws when a number is out of range
   */
  public static freshness(options: FreshnessObjectiveOptions): Objective {
    const name = 'Objective.freshness';
    return new Objective(name, options, options.goal ?? 99, 'freshness', {
      type: SliType.FRESHNESS, milliseconds: positive(name,
        options.threshold),
    });
  }

  /**
   * A share of the runs of a canary succeeds.
   *
   * @param goal in percent: above 0 and below 100
   * @throws when the goal is out of range
   */
  public static canary(goal: number, options: ObjectiveOptions = {}): Objective {
    return new Objective('Objective.canary', options, goal, 'canary', { type: SliType.CANARY });
  }

  /**
   * A web vital is good for a share of the page views of real users.
   *
   * @throws when a number is out of range
   */
  public static rum(options: RumObjectiveOptions): Objective {
    const { vital, goal = 75, threshold = GOOD_VITALS[vital] } = options;
    if (!(threshold > 0 && Number.isFinite(threshold))) {
      throw complaint('Objective.rum', {
        what: 'threshold is not a value of a web vital',
        received: threshold, valid: 'a number above 0',
      });
    }
    return new Objective('Objective.rum', options, goal, `web-vital-${vital}`, { type: SliType.WEB_VITAL, number: threshold, sliId: vital });
  }

  /**
   * Anything that CloudWatch can count or measure, or that Application Signals has discovered.
   *
   * @throws when the goal is out of range
   */
  public static custom(options: CustomObjectiveOptions): Objective {
    return new Objective('Objective.custom', options, options.goal, 'custom', { indicator: options.indicator });
  }

  /** Name of the objective within its service. */
  public readonly id: string;

  private constructor(
    factory: string,
    /** @internal */
    public readonly _options: ObjectiveOptions,
    /** The share in percent that has to be good. */
    public readonly goal: number,
    usualId: string,
    /** @internal */
    public readonly _promise: ObjectivePromise,
  ) {
    this.id = _options.id ?? usualId;
    checkId(factory, this.id);
    checkGoal(factory, goal);
    const load = _options.requestsPerSecond;
    if (load !== undefined && !(load > 0 && Number.isFinite(load))) {
      throw complaint(factory, {
        what: 'requestsPerSecond is not a load',
        received: load, valid: 'a number above 0',
      });
    }
  }
}

/**
 * What is promised of which indicator.
 *
 * @internal
 */
export interface ObjectivePromise {
  readonly type?: SliType;
  readonly sliId?: string;
  readonly indicator?: ServiceLevelIndicator;
  /** Threshold of a time. */
  readonly milliseconds?: number;
  /** Threshold in the unit of the signal. */
  readonly number?: number;
  readonly isPercentile?: boolean;
}

/** Source: https://web.dev/articles/vitals */
const GOOD_VITALS: Readonly<Record<WebVital, number>> = {
  [WebVital.LARGEST_CONTENTFUL_PAINT]: 2_500, [WebVital.INTERACTION_TO_NEXT_PAINT]: 200, [WebVital.CUMULATIVE_LAYOUT_SHIFT]: 0.1,
};

function positive(where: string, threshold: Duration): number {
  if (threshold.isUnresolved() || Token.isUnresolved(threshold)) {
    throw complaint(where, {
      what: 'threshold is a token',
      received: threshold.toString(), valid: 'a literal duration',
    });
  }
  const milliseconds = threshold.toMilliseconds();
  if (milliseconds <= 0) throw complaint(where, { what: 'threshold is not a time', received: threshold.toHumanString(), valid: 'more than 0' });
  return milliseconds;
}
