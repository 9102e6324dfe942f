import type { SignalCatalog } from '../signals/signal-catalog';
import type { RuleMetadata } from './rule-metadata';
import type { RuleTable } from './rule-table';
import type { Verdict } from './verdict';
import type { Workload } from './workload';
import type { WorkloadResource } from './workload-resource';

/** What a rule may look at besides the resource that it judges. */
export interface RuleContext {
  /** The whole app as deployed. */
  readonly workload: Workload;

  /** Keys of the tags that every taggable resource must have. */
  readonly requiredTags: string[];

  /** Regular expression that the description of an alarm must match to count as one with a runbook. */
  readonly runbookPattern: string;

  /** What can be measured, and what deserves an alarm. */
  readonly catalog: SignalCatalog;

  /** The day that is taken for today, as `YYYY-MM-DD`. */
  readonly asOf: string;

  /** Tables that take the place of those that rules have, by name. */
  readonly tables: { readonly [name: string]: RuleTable };
}

/**
 * A rule: what must hold, and how to tell. Implement it for rules of your own and hand them to a pack; the built-in ones have no other powers.
 */
export interface IRule {
  /** Everything about the rule besides its check. */
  readonly metadata: RuleMetadata;

  /**
   * Judges one resource of the types that the rule is about. It is called once for each of them; what it needs of other resources it
   * asks the workload, which has them indexed.
   */
  evaluate(resource: WorkloadResource, context: RuleContext): Verdict;
}
