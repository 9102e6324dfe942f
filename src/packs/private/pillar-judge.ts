import type { Pillar } from '../../core/pillar';
import type { IDecisionRegister } from '../../rules/decision-register';
import type { Finding } from '../../rules/finding';
import type { RuleContext } from '../../rules/rule';
import type { RuleLevel } from '../../rules/rule-level';
import type { Workload } from '../../rules/workload';
import type { WorkloadResource } from '../../rules/workload-resource';
import { FailOn } from '../fail-on';
import type { FindingsBaseline } from '../findings-baseline';
import type { PillarChecksProps } from '../pillar-checks-props';
import { packName } from './built-in-rules';
import { ExemptPaths } from './exempt-paths';
import { judge, markedInBaseline } from './judge';
import { severityOf } from './report';
import { RuleSet } from './rule-set';
import { checkSettings } from './settings';

/** Judges resources by the rules of one pillar, as the options of a pack say; it knows no app. */
export class PillarJudge {
  /** Name of the pack. */
  public readonly name: string;

  public readonly rules: RuleSet;
  public readonly failOn: FailOn;

  private readonly settings: Omit<RuleContext, 'workload'>;
  private readonly exempt: ExemptPaths;
  private readonly decisions?: IDecisionRegister;
  private readonly baseline?: FindingsBaseline;

  constructor(pillar: Pillar, props: PillarChecksProps) {
    this.name = packName(pillar);
    this.settings = checkSettings(this.name, props);
    this.rules = new RuleSet(pillar, props, this.settings);
    this.exempt = new ExemptPaths(`${this.name}.exemptPaths`, props.exemptPaths ?? []);
    this.decisions = props.decisions;
    this.baseline = props.baseline;
    this.failOn = props.failOn ?? FailOn.ERROR;
  }

  /** What there is to say of some resources of a workload, in their order. */
  public findings(workload: Workload, resources: Iterable<WorkloadResource>): Finding[] {
    const found = judge(resources, this.rules, { ...this.settings, workload }, this.decisions).filter(({ path }) => !this.exempt.covers(path));
    const { baseline } = this;
    return baseline ? found.map(finding => markedInBaseline(finding, baseline._has(this.name, finding))) : found;
  }

  /** What a finding does: errors fail. */
  public severityOf(finding: Finding): RuleLevel {
    return severityOf(finding, this.failOn);
  }

  /** Brings the baseline up to date, if there is one. */
  public settle(findings: readonly Finding[], isInScope: (path: string) => boolean): void {
    this.baseline?._settle(this.name, findings, isInScope);
  }
}
