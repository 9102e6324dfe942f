import { Stage, type CfnResource, type IAspect, type IPolicyValidationContext, type PolicyValidationPluginReport } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { Pillar } from '../core/pillar';
import type { Finding } from '../rules/finding';
import type { ConstructUnit } from '../rules/private/construct-units';
import type { TemplateUnit } from '../rules/private/template-unit';
import { resolvedWorkload, stageWorkload, synthesizedWorkload } from '../rules/private/workloads';
import type { Workload } from '../rules/workload';
import type { PillarChecksProps } from './pillar-checks-props';
import { annotate } from './private/annotate';
import { packVersion } from './private/pack-version';
import { PillarJudge } from './private/pillar-judge';
import { report } from './private/report';
import type { FindingsOfPack } from './private/reports/reported-finding';
import { describeFindings, writeReports } from './private/reports/write-reports';
import { isUnder, ReportedScope } from './private/scopes';
import { checkReports } from './private/settings';
import type { ReportFormat } from './report-format';

/**
 * A cdk-nag pack of the rules of one pillar, which judges resources as they are deployed.
 *
 * Register it with `enforce`, with `Validations.of(app).addPlugins(…)` beside other packs, or as an Aspect.
 */
export abstract class PillarChecks extends NagPack implements IAspect {
  /** Name of the pack; findings are acknowledged with it: `OperationalExcellence::OE-LambdaTracing`. */
  public readonly name: string;

  /** Version of this library. */
  public override readonly version?: string;

  /** Ids of the rules in force. */
  public override readonly ruleIds?: string[];

  private readonly pillarJudge: PillarJudge;
  private readonly reports: readonly ReportFormat[];
  private readonly visited = new WeakSet<IConstruct>();
  private latest: Finding[] = [];

  /**
   * @param pillar whose rules the pack has
   * @param scope what the pack reports about; everything that is validated if left out
   * @param props what is checked, and what follows from it
   */
  protected constructor(pillar: Pillar, private readonly scope?: IConstruct, props: PillarChecksProps = {}) {
    super(scope, props);
    this.pillarJudge = new PillarJudge(pillar, props);
    this.name = this.pillarJudge.name;
    this.packName = this.name;
    this.reports = checkReports(this.name, props.reports ?? []);
    this.ruleIds = [...this.pillarJudge.rules.ids];
    this.version = packVersion();
  }

  /** What the latest validation found, acknowledged findings included; in the order of the construct tree. */
  public get findings(): Finding[] {
    return [...this.latest];
  }

  /**
   * Judges a synthesized app. The CDK calls it at the end of synthesis.
   *
   * @throws when the context does not tell the construct tree
   */
  public override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { appConstruct } = context;
    const asked = new Set(context.stackTemplates.map(({ templatePath }) => templatePath));
    const isAskedFor = (unit: TemplateUnit): boolean => asked.has(unit.file!) || (unit.within !== undefined && isAskedFor(unit.within));
    const scope = this.scope ?? appConstruct;
    const workload = synthesizedWorkload(appConstruct, this);
    const result = this.judge(workload, new ReportedScope(scope, this), isAskedFor);
    this.pillarJudge.settle(this.latest, path => isUnder(path, scope.node.path));
    if (this.reports.length > 0) writeReports(appConstruct, scope, this.reports, this.described(appConstruct, workload), this.version!);
    return result;
  }

  /**
   * Judges what is under a construct, without synthesis, for a unit test. Values that are made when they are first asked for (`Lazy`) are asked for, in the whole app, and keep
   * what they were then: do not call it in an app that is synthesized afterwards.
   *
   * @param scope what is reported about; other stacks of its app are looked at where rules ask for them
   */
  public override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return this.judge(resolvedWorkload(scope.node.root), new ReportedScope(scope));
  }

  /**
   * Has the findings about everything under the visited construct annotated. Called where the pack is added with `Aspects.of(…).add(…)`. It does not reach into the Stages inside,
   * and what is in other Stages is not known to it.
   */
  public visit(node: IConstruct): void {
    // Findings are made when everything is final, which is after all Aspects, and once for the construct that the Aspect was added to.
    if (!node.node.scope || !this.visited.has(node.node.scope)) {
      const validation = { validate: () => this.annotateUnder(node, validation) };
      node.node.addValidation(validation);
    }
    this.visited.add(node);
  }

  /** Unused: the rules of this pack judge resources as deployed, not their L1 constructs. */
  protected checkResource(_node: CfnResource): void {}

  private annotateUnder(node: IConstruct, reader: object): string[] {
    const scope = this.narrowed(node);
    if (!scope) return [];
    const workload = stageWorkload(Stage.isStage(node) ? node : Stage.of(node) ?? node.node.root, reader);
    this.judge(workload, new ReportedScope(scope));
    const units = new Map(workload._units.map(unit => [unit.path, unit as ConstructUnit]));
    for (const finding of this.latest) {
      const construct = units.get(finding.stackPath)?.constructOf(finding.logicalId);
      if (construct) annotate(construct, finding, this.name, this.pillarJudge.failOn);
    }
    return [];
  }

  /** Of a visited construct, what this pack reports about. */
  private narrowed(node: IConstruct): IConstruct | undefined {
    if (!this.scope || isUnder(node.node.path, this.scope.node.path)) return node;
    return isUnder(this.scope.node.path, node.node.path) ? this.scope : undefined;
  }

  private described(app: IConstruct, workload: Workload): FindingsOfPack {
    const findings = this.latest.map(finding => ({ finding, severity: this.pillarJudge.severityOf(finding) }));
    return describeFindings(app, this.name, findings, workload._units, this.pillarJudge.rules.metadata);
  }

  private judge(workload: Workload, scope: ReportedScope, isAskedFor?: (unit: TemplateUnit) => boolean): PolicyValidationPluginReport {
    this.latest = this.pillarJudge.findings(workload, scope.resourcesOf(workload, isAskedFor));
    return report(this.latest, this.pillarJudge.failOn, this.version!);
  }
}
