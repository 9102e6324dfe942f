/** A metric as `GetMetricData` reads it. */
export interface OpenSloMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly dimensions?: { readonly [name: string]: string };
  readonly accountId?: string;
}

/** Metric math over metrics by id. */
export interface OpenSloQuery {
  readonly metrics: { readonly [id: string]: OpenSloMetric };
  /** @default - the one metric */
  readonly expression?: string;
  /** Where the metrics are; literal. */
  readonly region?: string;
}

export interface OpenSloRatio {
  readonly kind: 'ratio';
  /** Exactly one of `good` and `bad` is given. */
  readonly good?: OpenSloQuery;
  readonly bad?: OpenSloQuery;
  readonly total: OpenSloQuery;
}

export interface OpenSloThreshold {
  readonly kind: 'threshold';
  readonly query: OpenSloQuery;
  /** How a good value compares with `value`. */
  readonly operator: 'lte' | 'lt' | 'gte' | 'gt';
  readonly value: number;
}

export interface OpenSloRolling {
  readonly kind: 'rolling';
  readonly minutes: number;
}

export interface OpenSloCalendar {
  readonly kind: 'calendar';
  readonly unit: 'day' | 'month';
  readonly count: number;
  /** ISO date, with or without a time; in the time zone. */
  readonly start: string;
  /** Such as `Europe/Berlin` or `UTC`. */
  readonly timeZone: string;
}

export interface OpenSloAlert {
  /** Unique within its objective; kebab case. */
  readonly name: string;
  readonly severity: string;
  /** In minutes. */
  readonly longWindow: number;
  /** In minutes. */
  readonly shortWindow: number;
  readonly burnRate: number;
}

export interface OpenSloObjective {
  /** Kebab case. */
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  /** Share between 0 and 1, such as 0.999. */
  readonly target: number;
  readonly window: OpenSloRolling | OpenSloCalendar;
  readonly budgetingMethod: 'Occurrences' | 'Timeslices';
  /** Whole minutes; goes with `Timeslices`. */
  readonly timeSliceSeconds?: number;
  /** What share of a slice must be good for it to be a good one. @default 1 */
  readonly timeSliceTarget?: number;
  readonly indicator: OpenSloRatio | OpenSloThreshold;
  readonly alerts: readonly OpenSloAlert[];
  readonly labels: { readonly [name: string]: string };
}

/** The objectives of a service. All values are literal: tokens are resolved before. */
export interface OpenSloInput {
  readonly service: { readonly name: string; readonly owner?: string; readonly description?: string };
  readonly objectives: readonly OpenSloObjective[];
}
