import type { CountedSource, IncidentSeverity } from '../../../src/core/schemas/private/delivery';

export type Phase = 'started' | 'succeeded' | 'failed' | 'superseded' | 'stopped';

export interface DeploymentFact {
  readonly kind: 'deployment';
  readonly source: CountedSource;
  readonly target: string;
  /** The same in all events of one deployment, or of one operation of a stack; empty where events do not say. */
  readonly id: string;
  readonly phase: Phase;
  readonly at: number;
  readonly commitTimes?: readonly number[];
  readonly isRollback?: boolean;
  readonly rollbackOf?: string;
  readonly isRework?: boolean;
}

/** Something that stands for an incident fails, is well again, or was taken away. */
export interface SignalFact {
  readonly kind: 'signal';
  /** `alarm:<name>`, `canary:<name>`, `incident:<id>`, `opsitem:<id>`. */
  readonly from: string;
  readonly state: 'failing' | 'restored' | 'gone';
  readonly severity: IncidentSeverity;
  readonly at: number;
  readonly impactBeganAt?: number;
}

/** An alarm of a symptom fired. */
export interface DetectionFact {
  readonly kind: 'detection';
  readonly at: number;
  readonly faultBeganAt: number;
}

export interface AcknowledgementFact {
  readonly kind: 'acknowledgement';
  readonly from: string;
  readonly at: number;
}

/** Facts of one event have the same time. */
export type Fact = DeploymentFact | SignalFact | DetectionFact | AcknowledgementFact;
