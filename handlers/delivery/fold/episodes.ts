import type { CountedSource, IncidentSeverity } from '../../../src/core/schemas/private/delivery';

export type Outcome = 'succeeded' | 'failed';

/** A deployment or rollback that ended, from its own events alone. */
export interface Ending {
  readonly source: CountedSource;
  readonly target: string;
  /** Of the source; of several stacks, when the first began. */
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
  readonly commitAt?: number;
  readonly saysRollback: boolean;
  readonly rollbackOf?: string;
  readonly saysRework: boolean;
  /** Stacks go back themselves. */
  readonly wentBack: boolean;
}

/** A deployment or rollback as it stands beside the others. */
export interface Deployment extends Ending {
  readonly isRollback: boolean;
  /** Of a rollback: the deployment that it takes back. */
  readonly takesBack?: { readonly key: string; readonly endedAt: number };
  readonly rolledBack: boolean;
  /** It ended so, was taken back, or an incident is blamed on it. */
  readonly failed: boolean;
  readonly rework: boolean;
  readonly leadTimeSeconds?: number;
}

export interface Incident {
  readonly openedAt: number;
  readonly closedAt?: number;
  /** Absent where it was closed otherwise. */
  readonly restoredAt?: number;
  readonly severity: IncidentSeverity;
  readonly timeToDetectSeconds?: number;
  readonly timeToAcknowledgeSeconds?: number;
}

/** The same for every telling of the same deployment. */
export function keyOf({ source, target, id }: Pick<Ending, 'source' | 'target' | 'id'>): string {
  return [source, target, id].join('#');
}
