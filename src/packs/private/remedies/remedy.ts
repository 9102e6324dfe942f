import type { Subject } from '../../../signals/private/subject';

/** What the app may decide about remedies besides which there are. */
export interface RemedySettings {
  readonly logRetentionDays: number;
}

/** How the violation of a rule is put right, where nothing was chosen. */
export interface Remedy {
  readonly ruleId: string;
  readonly resourceType: string;
  /** Below `Properties`; `*` stands for each member of a list that is known. */
  readonly property: string;
  readonly value: unknown;
  /** Takes the place of `value` where the app decides. */
  readonly setting?: keyof RemedySettings;
  /** Whether it is safe for a resource; for all that chose nothing if left out. */
  readonly when?: (subject: Subject) => boolean;
  /** What must be there for the value to have effect; answers whether it is there now. */
  readonly provide?: (subject: Subject) => boolean;
  /** What becomes different. */
  readonly effect: string;
  /** Why nothing that works stops working, and where it is only so for some resources, for which. */
  readonly safety: string;
  /** What it may cost, or what somebody may rely on that it changes. */
  readonly caution?: string;
  /** Why it is applied only when it is named. */
  readonly onRequest?: string;
  /** Where AWS says that the update replaces nothing, when the specification of the type leaves it open. */
  readonly source?: string;
}
