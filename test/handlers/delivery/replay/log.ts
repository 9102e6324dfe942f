import type { RegisteredService } from '../../../../src/core/schemas/private/delivery';

/** An event as EventBridge delivers it. */
export interface BusEvent {
  readonly 'id': string;
  readonly 'source': string;
  readonly 'detail-type': string;
  readonly 'account': string;
  readonly 'region': string;
  readonly 'time': string;
  readonly 'resources': readonly string[];
  // Each source has its own shape.
  readonly 'detail': Record<string, any>;
}

/** What an OpsItem has in its operational data, and no event of it tells. */
export interface OpsItemFacts {
  readonly service: string;
  readonly environment: string;
  readonly kind?: string;
}

/** An event of the clean log, with what one has to ask for to understand it. */
export interface Entry {
  readonly event: BusEvent;
  /** Of the source revision of a pipeline's execution, or of the tag of a stack. */
  readonly commitTimes?: readonly string[];
  readonly opsItem?: OpsItemFacts;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function nameOf({ service, environment }: { readonly service: string; readonly environment: string }): string {
  return `${service}/${environment}`;
}

export type Registry = readonly RegisteredService[];
