import type { PRICES } from '../../../core/private/prices';

/** The unit prices by which telemetry is billed. */
export type TelemetryPrice = keyof Pick<typeof PRICES, 'customMetric' | 'contributorInsightsRule' | 'databaseInsightsVcpu'>;

/** What telemetry at one resource costs in a month. */
export interface TelemetryCharge {
  /** What is billed, in the plural. */
  readonly what: string;
  /** Path of the resource. */
  readonly of: string;
  readonly quantity: number;
  readonly price: TelemetryPrice;
}
