import type { RuleLevel } from './rule-level';

/** One thing that is wrong with a resource. */
export interface Violation {
  /** What is wrong, with the value that was found, as a sentence without a full stop. */
  readonly message: string;

  /**
   * Name of the finding where a rule can find several things wrong with one resource, such as the missing tag. It is reported and acknowledged as
   * `OperationalExcellence::OE-RequiredTags[owner]`.
   *
   * @default - the finding has the id of the rule alone
   */
  readonly name?: string;

  /**
   * Where in the template the violation is, below `Properties`, such as `TracingConfig.Mode`.
   *
   * @default - the resource as a whole
   */
  readonly property?: string;

  /**
   * How much this violation weighs, where that is less than the rule says: of a rule of level `ERROR` one may be a `WARNING`, such as what becomes wrong
   * only at a later day. A level that a pack gives to the rule (`ruleLevels`) is the level of all its findings.
   *
   * @default - the level of the rule
   */
  readonly level?: RuleLevel;
}

/** What a rule can say of a resource. */
export enum Answer {
  /** The resource keeps the rule. */
  COMPLIANT = 'COMPLIANT',

  /** The resource violates the rule. */
  VIOLATING = 'VIOLATING',

  /** The rule is not about this resource. */
  NOT_APPLICABLE = 'NOT_APPLICABLE',

  /** Only deployment can tell: a value that decides is a parameter, a condition or an attribute of another resource. */
  UNKNOWN = 'UNKNOWN',
}

/** The answer of a rule about one resource. */
export class Verdict {
  /** The resource keeps the rule. */
  public static readonly COMPLIANT = new Verdict(Answer.COMPLIANT, []);

  /** The rule is not about this resource. */
  public static readonly NOT_APPLICABLE = new Verdict(Answer.NOT_APPLICABLE, []);

  /** Only deployment can tell. It is no violation. */
  public static readonly UNKNOWN = new Verdict(Answer.UNKNOWN, []);

  /**
   * The resource violates the rule.
   *
   * @param violations what is wrong; none at all means that the resource is compliant
   */
  public static violating(...violations: Violation[]): Verdict {
    return violations.length === 0 ? Verdict.COMPLIANT : new Verdict(Answer.VIOLATING, violations);
  }

  private constructor(
    /** What the rule says. */
    public readonly answer: Answer,
    /** What is wrong; empty unless the answer is `VIOLATING`. */
    public readonly violations: Violation[],
  ) {}
}
