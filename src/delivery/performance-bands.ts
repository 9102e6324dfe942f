import type { Duration } from 'aws-cdk-lib';

/** How well teams of one level deliver. */
export interface PerformanceLevel {
  /** Name of the level, such as `Elite`. */
  readonly name: string;

  /**
   * How many deployments in a week at least, above 0.
   *
   * @default - not told of the level
   */
  readonly deploymentsPerWeek?: number;

  /**
   * How long from commit to production at most.
   *
   * @default - not told of the level
   */
  readonly leadTime?: Duration;

  /**
   * The share of deployments that fail, in percent, 0 to 100.
   *
   * @default - not told of the level
   */
  readonly changeFailureRate?: number;

  /**
   * How long until an incident is over at most.
   *
   * @default - not told of the level
   */
  readonly timeToRestore?: Duration;
}

/** Levels of delivery that a dashboard draws beside the numbers of a service. */
export interface PerformanceBands {
  /** The year that they are of. */
  readonly year: number;

  /** Who says so: the address of a page, or a name. */
  readonly source: string;

  /** The levels, the best first. */
  readonly levels: PerformanceLevel[];
}
