/**
 * How much the business depends on a service. Decides which signals raise an alarm and how tightly.
 *
 * | tier | signals with an alarm | evaluation windows | fraction thresholds | most urgent severity |
 * |---|---|---|---|---|
 * | `TIER_1` | `PAGE`, `TICKET`, `INFO` | two thirds as long | 10% tighter | `PAGE` |
 * | `TIER_2` | `PAGE`, `TICKET` | as the signal says | as the signal says | `PAGE` |
 * | `TIER_3` | `PAGE` | twice as long | as the signal says | `TICKET` |
 */
export enum ServiceTier {
  /** Mission critical: an outage costs money or trust by the minute. */
  TIER_1 = 'TIER_1',

  /** Important: an outage is noticed by users within the hour. */
  TIER_2 = 'TIER_2',

  /** Supporting: an outage can wait for working hours. */
  TIER_3 = 'TIER_3',
}
