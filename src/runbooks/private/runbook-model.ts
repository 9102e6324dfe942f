import type { ServiceTier } from '../../core/service-tier';
import type { Severity } from '../../core/severity';
import type { MissingData } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import type { AwsConsole } from './aws-console';
import type { Block } from './markdown';

/** What the runbooks of a service have in common; its texts hold no token. */
export interface RunbookService {
  readonly title: string;
  readonly owner: string;
  readonly tier: ServiceTier;
  readonly region?: string;
  readonly console: AwsConsole;
  readonly opsDashboard: string;
  /** The alarm through which symptoms reach people. */
  readonly healthAlarm: string;
  readonly healthReaches: readonly string[];
}

/** An alarm as far as its runbook is concerned; its texts hold no token. */
export interface RunbookAlarm {
  readonly signal: BoundSignal;
  readonly literalName: string;
  /** Such as "Lambda function Orders: error rate above 1% in 3 of 5 periods of 60 s." */
  readonly condition: string;
  /** The threshold as a number, where the condition does not say it. */
  readonly threshold?: number;
  readonly severity: Severity;
  readonly feedsHealth: boolean;
  readonly missingData: MissingData;
  readonly statistic?: string;
  readonly periodSeconds: number;
  readonly cause: string;
  readonly firstStep: string;
  /** Whom it tells by itself, in words. */
  readonly reaches: readonly string[];
}

/** The parts of every runbook, in their order. */
export const RUNBOOK_SECTIONS = [
  'What it means', 'Impact', 'First checks', 'Likely causes', 'How to mitigate', 'How to silence it with care', 'Escalation',
] as const;

/** What a section says of every resource with the signal, and what of this one. */
export interface RunbookPart {
  readonly shared: readonly Block[];
  readonly own: readonly Block[];
}

export interface RunbookSection extends RunbookPart {
  readonly title: typeof RUNBOOK_SECTIONS[number];
}

/** What somebody reads who is called by one alarm. */
export interface Runbook {
  readonly alarm: RunbookAlarm;
  readonly sections: readonly RunbookSection[];
}

/** The option of the command line that names the Region, where that is known. */
export function inRegion({ region }: RunbookService): string {
  return region === undefined ? '' : ` --region ${region}`;
}
