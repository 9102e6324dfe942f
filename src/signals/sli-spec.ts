import type { MetricInput } from './signal-spec';

/** What an objective promises. */
export enum SliType {
  /** The share of events that succeed. */
  AVAILABILITY = 'AVAILABILITY',

  /** How fast requests are answered. */
  LATENCY = 'LATENCY',

  /** How much is done in a time. */
  THROUGHPUT = 'THROUGHPUT',

  /** How old what is waiting, replicated or read may be. */
  FRESHNESS = 'FRESHNESS',

  /** The share of runs of a canary that succeed. */
  CANARY = 'CANARY',

  /** What the browsers of real users measure. */
  WEB_VITAL = 'WEB_VITAL',
}

/**
 * How near to users a kind of resource stands, nearest first. An objective watches the resource that is nearest to users, unless it names one. Kinds that
 * users never meet are in none of these places, and are watched by objectives that name them.
 */
export enum UserFacing {
  /** Content delivery, in front of everything. */
  EDGE = 'EDGE',

  /** Load balancers. */
  LOAD_BALANCER = 'LOAD_BALANCER',

  /** APIs. */
  API = 'API',

  /** What answers requests by itself where nothing stands before it. */
  COMPUTE = 'COMPUTE',
}

/** A number of events in a period, as CloudWatch metric math. */
export interface SliCount {
  /** The metrics by id. Statistics are such that the sum of two periods is that of both, such as `Sum` and `SampleCount`. */
  readonly inputs: { readonly [id: string]: MetricInput };

  /**
   * Metric math over the ids.
   *
   * @default - the one input
   */
  readonly expression?: string;
}

/** Something about a kind of resource that an objective can be set for. */
export interface SliSpec {
  /** What an objective promises about it. */
  readonly type: SliType;

  /**
   * Tells several of one type apart, such as the names of web vitals; lower camel case. An objective that names none is about the first of its type.
   *
   * @default - the kind has one of the type
   */
  readonly id?: string;

  /** What is promised, as a person would say it. */
  readonly title: string;

  /**
   * The signal that is compared with the threshold of the objective.
   *
   * @default - events are counted: `bad` and `total`
   */
  readonly signalId?: string;

  /**
   * Events that failed.
   *
   * @default - those beyond the threshold
   */
  readonly bad?: SliCount;

  /**
   * All events.
   *
   * @default - the samples of the signal, where percentiles are documented for it; periods otherwise
   */
  readonly total?: SliCount;

  /**
   * Id of the signal with which the counts are published: they have its dimensions, wherever the resource has it, and need what it requires.
   *
   * @default - the dimensions of the resource
   */
  readonly publishedWith?: string;

  /**
   * What the numbers do not tell, as a sentence.
   *
   * @default - nothing worth a remark
   */
  readonly caution?: string;

  /**
   * Where the signal or the counts are documented.
   *
   * @default - where the signals of the kind are
   */
  readonly source?: string;
}
