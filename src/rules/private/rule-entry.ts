import type { IRule } from '../rule';

/** A rule, known by id and types before its file is loaded. */
export interface RuleEntry {
  readonly id: string;
  readonly resourceTypes: readonly string[];
  readonly strict?: boolean;
  readonly accountBaseline?: boolean;
  readonly load: () => IRule;
}
