/** What one process measures: how long a module takes to load, or what some events cost. */
export interface Measurement {
  readonly load?: 'handler' | 'nothing';
  readonly replay?: { readonly events: number; readonly days: number; readonly services: number };
}

/** What it came to; of a module that is loaded, only the first three. */
export interface Sample {
  readonly loadMs: number;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** Messages that were taken in. */
  readonly messages: number;
  readonly batches: number;
  readonly settles: number;
  readonly ingestMs: number;
  readonly settleMs: number;
  /** To DynamoDB. */
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly logBytes: number;
}
