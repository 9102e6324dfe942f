import type { IncidentSeverity } from '../../src/core/schemas/private/delivery';

/** Whose an OpsItem is, from its operational data; what it does not say is absent. */
export interface OpsItemOwner {
  readonly service?: string;
  readonly environment?: string;
  /** Of `OPS_ITEM_KINDS`. */
  readonly kind?: string;
  readonly severity?: IncidentSeverity;
}

/**
 * What events do not say and AWS knows. What does not exist is absent; a call that failed rejects, so that the event is tried again, and is taken without it in the end.
 * Answers are kept with the event: it is asked once.
 */
export interface Enrichment {
  /** Times of the commits of the sources of an execution, ISO 8601. */
  commitTimesOf(pipeline: string, executionId: string): Promise<readonly string[]>;
  /** The tag `cdk-pillars:commit-time` of a stack, ISO 8601. */
  commitTimeOfStack(stackId: string): Promise<string | undefined>;
  opsItem(id: string): Promise<OpsItemOwner | undefined>;
}

/** Adds nothing. */
export const NO_ENRICHMENT: Enrichment = {
  commitTimesOf: async () => [],
  commitTimeOfStack: async () => undefined,
  opsItem: async () => undefined,
};
