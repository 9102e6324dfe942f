import type { NagPackProps } from 'cdk-nag';
import type { IDecisionRegister } from '../rules/decision-register';
import type { IRule } from '../rules/rule';
import type { RuleLevel } from '../rules/rule-level';
import type { RuleTable } from '../rules/rule-table';
import type { SignalCatalog } from '../signals/signal-catalog';
import type { FailOn } from './fail-on';
import type { FindingsBaseline } from './findings-baseline';
import type { ReportFormat } from './report-format';

/** What a pack checks, and what follows from its findings. */
export interface PillarChecksProps extends NagPackProps {
  /**
   * Which findings fail synthesis.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;

  /**
   * Ids of rules that are not checked, of either pillar, such as `OE-LambdaJsonLogs`. To accept single findings, acknowledge them instead:
   * `Validations.of(construct).acknowledge({ id: 'OperationalExcellence::OE-LambdaTracing', reason: '…' })`.
   *
   * @default - all rules are checked
   */
  readonly disabledRules?: string[];

  /**
   * Whether strict rules are checked as well: those that are a matter of taste, guess, or are about the account.
   *
   * @default false
   */
  readonly strictRules?: boolean;

  /**
   * Ids of strict rules that are checked without `strictRules`, of either pillar, such as `OE-LambdaInsightsOrAppSignals`.
   *
   * @default - no strict rule by itself
   */
  readonly enabledRules?: string[];

  /**
   * Other levels for single rules, by rule id.
   *
   * @default - the level that each rule has by itself
   */
  readonly ruleLevels?: { readonly [ruleId: string]: RuleLevel };

  /**
   * Rules of your own, checked as the built-in ones are. Those of the other pillar are left to its pack, so that both can have the same list.
   *
   * @default - the built-in rules only
   */
  readonly additionalRules?: IRule[];

  /**
   * Keys of the tags that every taggable resource must have.
   *
   * @default - `owner`, `service` and `environment`, which `ObservedService` sets
   */
  readonly requiredTags?: string[];

  /**
   * Regular expression for the description of an alarm: one that matches has a runbook. It is searched in the text without the parts that only deployment tells.
   *
   * @default - a URL, or the name or ARN of an SSM document
   */
  readonly runbookPattern?: string;

  /**
   * Paths of constructs that nothing is reported about, with everything under them; `*` stands for anything within a part of a path, `**` for any parts: `Prod/Legacy*`.
   *
   * @default - none
   */
  readonly exemptPaths?: string[];

  /**
   * The findings that were there when the app took up the pack: they are reported, and do not fail synthesis.
   *
   * @default - every finding counts
   */
  readonly baseline?: FindingsBaseline;

  /**
   * Reports that are written into the cloud assembly, besides what the CDK reports itself.
   *
   * @default - none
   */
  readonly reports?: ReportFormat[];

  /**
   * Whether the app makes what an account has once, such as the recorder of AWS Config: only then are the rules about it checked.
   *
   * @default false
   */
  readonly accountBaseline?: boolean;

  /**
   * Tables of dated facts in place of those that rules have, such as newer ones.
   *
   * @default - the tables of this version
   */
  readonly tables?: RuleTable[];

  /**
   * The day that counts as today for dated facts, as `YYYY-MM-DD`.
   *
   * @default - today
   */
  readonly asOf?: string;

  /**
   * Decisions that have been recorded: a rule about a trade-off reports nothing where it was decided.
   *
   * @default - none
   */
  readonly decisions?: IDecisionRegister;

  /**
   * The catalog that rules ask what deserves an alarm.
   *
   * @default SignalCatalog.builtIn()
   */
  readonly catalog?: SignalCatalog;
}
