import type { DeliveryTimes, RegisteredService } from '../../src/core/schemas/private/delivery';

/** Milliseconds since 1970, as all times of the handler are. */
export interface Clock { now(): number }

/** Where services are registered; it is asked at most every 30 seconds. */
export interface RegistrySource { read(): Promise<readonly RegisteredService[]> }

/** The log that points go out through. */
export interface EmissionLog {
  /** Whether a line with this `id` was logged at this time (of the print, not of the point) or after. */
  find(id: string, since: number): Promise<boolean>;
}

/** Writes one line to stdout. */
export type Print = (line: string) => void;

/** Times are in seconds. */
export interface Settings extends DeliveryTimes {
  readonly table: string;
  readonly namespace: string;
}

/** As Lambda gets them from SQS; the rest of a record is of no interest here. */
export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: { readonly ApproximateReceiveCount?: string };
}
export interface QueueBatch { readonly Records: readonly QueueRecord[] }
export interface QueueResponse { readonly batchItemFailures: { readonly itemIdentifier: string }[] }

/** Of the schedule, or by hand. */
export interface SettleInput {
  readonly recompute?: { readonly service?: string; readonly environment?: string };
}

export interface SettleReport {
  /** `<service>#<environment>` of what was settled. */
  readonly settled: readonly string[];
  /** What another run is settling: that one, or the next after a minute, does it. */
  readonly busy: readonly string[];
  /** Lines of points that were printed, gauges apart. */
  readonly emitted: number;
  /** Episodes that were found out too late for CloudWatch. */
  readonly late: number;
  /** Events that were read again. */
  readonly recomputed: number;
  /** Of these, how many belong elsewhere now. */
  readonly moved: number;
}
