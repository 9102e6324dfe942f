/** The unit in which CloudWatch publishes a metric, or in which an expression computes it. */
export enum SignalUnit {
  /** A number of things. */
  COUNT = 'Count',

  /** 0 to 100. */
  PERCENT = 'Percent',

  /** 0 to 1. */
  RATIO = 'Ratio',

  /** Thousandths of a second. */
  MILLISECONDS = 'Milliseconds',

  /** Millionths of a second. */
  MICROSECONDS = 'Microseconds',

  /** Seconds. */
  SECONDS = 'Seconds',

  /** Bytes. */
  BYTES = 'Bytes',

  /** Millions of bytes. */
  MEGABYTES = 'Megabytes',

  /** Things per second. */
  COUNT_PER_SECOND = 'Count/Second',

  /** Bytes per second. */
  BYTES_PER_SECOND = 'Bytes/Second',

  /** US dollars. CloudWatch publishes none: an expression makes them of a metric and a list price. */
  USD = 'USD',

  /** A number without a unit. */
  NONE = 'None',
}
