import type { Finding } from '../../../rules/finding';
import type { RuleLevel } from '../../../rules/rule-level';
import type { RuleMetadata } from '../../../rules/rule-metadata';

/** A place in a file. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** A finding with what a report says of it besides. */
export interface ReportedFinding {
  readonly finding: Finding;
  /** What it does: errors fail. */
  readonly severity: RuleLevel;
  /** Where somebody can change it. */
  readonly place?: Place;
  /** Why it is accepted, where somebody acknowledged it. */
  readonly acknowledged?: string;
}

/** What a pack, or several, found. */
export interface FindingsOfPack {
  readonly pack: string;
  /** The rules in force. */
  readonly rules: readonly RuleMetadata[];
  readonly findings: readonly ReportedFinding[];
}

/** With what a finding is acknowledged. */
export function acknowledgementId(pack: string, { id }: Finding): string {
  return `${pack}::${id}`;
}
