import type { Pillar } from '../core/pillar';
import type { RuleExample } from './rule-example';
import type { RuleLevel } from './rule-level';
import type { RuleTable } from './rule-table';

/** Everything known about a rule besides its check. */
export interface RuleMetadata {
  /** Unique among all rules, such as `OE-LambdaTracing`; letters, digits and dashes. A finding is acknowledged with it: `OperationalExcellence::OE-LambdaTracing`. */
  readonly id: string;

  /** The pillar that the rule belongs to. */
  readonly pillar: Pillar;

  /** Ids of the Well-Architected best practices that a violation goes against, such as `OPS04-BP05`. */
  readonly bestPractices: string[];

  /** How much a violation weighs. */
  readonly level: RuleLevel;

  /**
   * Whether the rule is checked only where a pack asks for it (`strictRules`, `enabledRules`): because it is a matter of taste, guesses, or is about the account.
   *
   * @default false
   */
  readonly strict?: boolean;

  /**
   * Whether the rule is about what an account has once, and is checked only where a pack is told that the app makes it (`accountBaseline`).
   *
   * @default false
   */
  readonly accountBaseline?: boolean;

  /**
   * The trade-off that a violation may be a decision about, such as `caching`: where a register of decisions has one for the resource, it is not reported.
   *
   * @default - no decision silences the rule
   */
  readonly tradeOff?: string;

  /**
   * Dated facts that the rule goes by.
   *
   * @default - none
   */
  readonly table?: RuleTable;

  /**
   * The rule function of cdk-nag that is about the same, such as `lambda.LambdaTracing`.
   *
   * @default - cdk-nag has none
   */
  readonly nagRule?: string;

  /**
   * Where the verdicts of the two differ and why, as a clause.
   *
   * @default - they agree on all examples
   */
  readonly nagDifference?: string;

  /** What holds where the rule is kept, as a sentence without a full stop: "Functions are traced". */
  readonly title: string;

  /** What goes wrong where it is not kept, as a sentence without a full stop. */
  readonly why: string;

  /** What to do about a violation, as a sentence without a full stop. */
  readonly remedy: string;

  /** CloudFormation types of the resources that the rule judges; `*` stands for all, and `Stack` for each stack that is no nested one. */
  readonly resourceTypes: string[];

  /** Examples that the rule accepts. */
  readonly compliant: RuleExample[];

  /** Examples that the rule reports. */
  readonly violating: RuleExample[];

  /**
   * Examples that are near a violation and must not be reported.
   *
   * @default - none
   */
  readonly ignored?: RuleExample[];
}
