/** A time from which an anomaly band learns nothing. */
export interface AnomalyExclusion {
  /** Beginning, in UTC: a literal such as `2026-11-27T00:00:00`, with or without a `Z` at its end. */
  readonly start: string;

  /** End, in UTC, after the beginning. */
  readonly end: string;
}
