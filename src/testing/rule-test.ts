import { checkSettings } from '../packs/private/settings';
import type { IRule, RuleContext } from '../rules/rule';
import type { RuleExample } from '../rules/rule-example';
import type { RuleTable } from '../rules/rule-table';
import { Answer, Verdict } from '../rules/verdict';
import type { SignalCatalog } from '../signals/signal-catalog';
import { exampleWorkload, subjectOf } from './private/example-workload';
import { ODD_VALUES, propertyPaths, replaced } from './private/odd-values';

/** What a rule is told where its examples are judged, as options of a pack tell it. */
export interface RuleTestProps {
  /**
   * Keys of the tags that every taggable resource must have.
   *
   * @default - `owner`, `service` and `environment`
   */
  readonly requiredTags?: string[];

  /**
   * Regular expression for the description of an alarm.
   *
   * @default - a URL, or the name or ARN of an SSM document
   */
  readonly runbookPattern?: string;

  /**
   * The day that counts as today, as `YYYY-MM-DD`. Fix it where the rule goes by a dated table.
   *
   * @default - today
   */
  readonly asOf?: string;

  /**
   * Tables in place of those that the rule has.
   *
   * @default - its own
   */
  readonly tables?: RuleTable[];

  /**
   * The catalog that the rule asks what deserves an alarm.
   *
   * @default SignalCatalog.builtIn()
   */
  readonly catalog?: SignalCatalog;
}

/**
 * Tests a rule by its own examples, as the built-in rules are tested. In a unit test: `new RuleTest(new DescribedFunctions()).check()`.
 */
export class RuleTest {
  private readonly settings: Omit<RuleContext, 'workload'>;

  /**
   * @param rule the rule
   * @param props what it is told besides the workload
   */
  constructor(private readonly rule: IRule, props: RuleTestProps = {}) {
    this.settings = checkSettings('RuleTest', props);
  }

  /**
   * What the rule says of the resource that an example is about.
   *
   * @param example the example, of the rule or any other
   * @throws when the example has no resource that the rule is about
   */
  public judge(example: RuleExample): Verdict {
    const workload = exampleWorkload(example);
    return this.rule.evaluate(subjectOf(this.rule, example, workload), { ...this.settings, workload });
  }

  /**
   * All that is wrong: a compliant example that is reported, a violating one that is not, or not with the findings that it names, an ignored one that is judged,
   * and a property for which the rule throws or gives no verdict when something else stands there, such as a reference, `null` or a list. Empty where the rule is sound.
   */
  public get complaints(): string[] {
    const { compliant, violating, ignored = [] } = this.rule.metadata;
    return [
      ...compliant.flatMap(example => this.expected(example, [Answer.COMPLIANT], 'compliant')),
      ...violating.flatMap(example => this.expected(example, [Answer.VIOLATING], 'violating')),
      ...ignored.flatMap(example => this.expected(example, [Answer.NOT_APPLICABLE, Answer.UNKNOWN], 'ignored')),
      ...[...compliant, ...violating, ...ignored].flatMap(example => this.robust(example)),
      ...compliant.length === 0 ? ['There is no compliant example'] : [],
      ...violating.length === 0 ? ['There is no violating example'] : [],
    ];
  }

  /**
   * Fails where anything is wrong.
   *
   * @throws an error that lists all complaints
   */
  public check(): void {
    const { complaints } = this;
    if (complaints.length > 0) throw new Error(`${this.rule.metadata.id} does not keep its examples:\n${complaints.map(text => `- ${text}`).join('\n')}`);
  }

  private expected(example: RuleExample, answers: readonly Answer[], section: string): string[] {
    const problem = this.problemOf(example);
    if (problem !== undefined) return [`With the ${section} example '${example.title}' the rule ${problem}`];
    const { answer, violations } = this.judge(example);
    if (!answers.includes(answer)) return [`The ${section} example '${example.title}' is ${answer}: ${violations.map(({ message }) => message).join('; ') || 'nothing is said of it'}`];
    const names = violations.map(({ name }) => name);
    const wanted = answer === Answer.VIOLATING ? example.findings ?? [undefined] : [];
    return JSON.stringify(names) === JSON.stringify(wanted) ? [] : [`The ${section} example '${example.title}' has the findings ${list(names)}, not ${list(wanted)}`];
  }

  private robust(example: RuleExample): string[] {
    return propertyPaths(example.resources).flatMap(path => ODD_VALUES.flatMap(odd => {
      const problem = this.problemOf({ ...example, resources: replaced(example.resources, path, odd) });
      return problem === undefined ? [] : [`With ${JSON.stringify(odd)} at ${path.join('.')} of '${example.title}' the rule ${problem}`];
    }));
  }

  private problemOf(example: RuleExample): string | undefined {
    try {
      const verdict = this.judge(example);
      return verdict instanceof Verdict ? undefined : `returns ${JSON.stringify(verdict)} and no Verdict`;
    } catch (error) {
      return `throws: ${(error as Error).message}`;
    }
  }
}

function list(names: readonly (string | undefined)[]): string {
  return names.length === 0 ? 'none' : names.map(name => name ?? 'without a name').join(', ');
}
