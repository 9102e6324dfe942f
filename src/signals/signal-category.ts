/**
 * What a signal tells an operator: the four golden signals of the Google SRE book, and what a platform team looks at beside them.
 *
 * @see https://sre.google/sre-book/monitoring-distributed-systems/
 */
export enum SignalCategory {
  /** How much demand is placed on the resource. */
  TRAFFIC = 'TRAFFIC',

  /** How many requests fail. */
  ERRORS = 'ERRORS',

  /** How long work takes or waits. */
  LATENCY = 'LATENCY',

  /** How full the resource is. */
  SATURATION = 'SATURATION',

  /** Whether the resource is there at all. */
  AVAILABILITY = 'AVAILABILITY',

  /** How capacity follows demand. */
  SCALING = 'SCALING',

  /** How much work a cache saves. */
  CACHE = 'CACHE',

  /** What the resource costs or is billed by, and what money is spent on without serving anybody. */
  COST = 'COST',

  /** Whether somebody tries what they must not. */
  SECURITY = 'SECURITY',

  /** How a service level objective stands. */
  OBJECTIVE = 'OBJECTIVE',
}
