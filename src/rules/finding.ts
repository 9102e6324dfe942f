import type { RuleLevel } from './rule-level';
import type { RuleMetadata } from './rule-metadata';

/** What a pack reports about one resource. */
export interface Finding {
  /** Id of the finding as it is acknowledged within the pack: the id of the rule, with the name of the single finding where there is one. */
  readonly id: string;

  /** The rule that found it. */
  readonly rule: RuleMetadata;

  /** How much it weighs in this pack: the level of the rule, or the one that the pack was given. */
  readonly level: RuleLevel;

  /** What is wrong, as a sentence without a full stop. */
  readonly message: string;

  /** Path of the construct, or the template and logical id of a resource that no construct is known for. */
  readonly path: string;

  /** Path of the stack of the resource. */
  readonly stackPath: string;

  /** Logical id of the resource. */
  readonly logicalId: string;

  /** CloudFormation type of the resource. */
  readonly resourceType: string;

  /** Where in the resource it is, such as `Properties.TracingConfig.Mode`. */
  readonly location: string;

  /**
   * Whether the baseline has it, so that it does not fail synthesis.
   *
   * @default - there is no baseline
   */
  readonly inBaseline?: boolean;
}
