import { Aspects, CfnResource, FeatureFlags, Stage, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PillarRemediesProps } from './pillar-remedies-props';
import { remedy } from './private/remedies/apply';
import { RemedySet } from './private/remedies/remedy-set';
import type { RemedyChange } from './remedy-change';

const STABILIZATION = '@aws-cdk/core:aspectStabilization';

/**
 * An Aspect that sets what rules ask for wherever the app chose nothing: `Aspects.of(app).add(new PillarRemedies())`.
 *
 * It only adds properties that CloudFormation updates without replacing the resource. A value, a token, a null or an override is a choice, and so is an acknowledged finding:
 * they are left as they are, and so is what the CDK makes for its own use. Each change is an info in the output of synthesis, an entry of `changes` and metadata of the
 * construct.
 *
 * As any Aspect it does not reach into the Stages inside of a scope; `applyTo` adds it to those as well.
 */
export class PillarRemedies implements IAspect {
  /** Type of the metadata that a changed construct has; the data of each entry is a `RemedyChange`. */
  public static readonly METADATA_KEY: string = 'cdk-pillars:remedy';

  /**
   * When it visits, whatever the priority that it is added with: after Aspects that change the app (200) and those without a priority (500), whose choices it must see, and
   * before Aspects that only read (1000), which must see what it did.
   *
   * @see https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
   */
  public static readonly PRIORITY: number = 900;

  /**
   * Adds the remedies to a scope and to the Stages that are in it by now: call it when they are made.
   *
   * @param scope an app, a Stage, a stack or any other construct
   * @param props which remedies are applied
   * @throws when a prop names a rule without a remedy, or is not valid itself
   */
  public static applyTo(scope: IConstruct, props: PillarRemediesProps = {}): PillarRemedies {
    const remedies = new PillarRemedies(props);
    for (const construct of scope.node.findAll()) {
      if (construct === scope || Stage.isStage(construct)) Aspects.of(construct).add(remedies, { priority: PillarRemedies.PRIORITY });
    }
    return remedies;
  }

  private readonly remedies: RemedySet;
  private readonly made: RemedyChange[] = [];
  /** Constructs at which it waits until the other Aspects are done. */
  private readonly postponed = new WeakSet<IConstruct>();
  private readonly later: IAspect = { visit: node => this.remedy(node) };

  /**
   * @param props which remedies are applied
   * @throws when a prop names a rule without a remedy, or is not valid itself
   */
  constructor(props: PillarRemediesProps = {}) {
    this.remedies = new RemedySet(props);
  }

  /** Ids of the rules that are remedied. */
  public get ruleIds(): string[] {
    return [...this.remedies.ids];
  }

  /** What was changed so far, in the order in which it was; complete after synthesis. */
  public get changes(): RemedyChange[] {
    return [...this.made];
  }

  /** Sets what a resource leaves open. The CDK calls it at synthesis. */
  public visit(node: IConstruct): void {
    if (!this.postpones(node)) this.remedy(node);
  }

  private remedy(node: IConstruct): void {
    if (CfnResource.isCfnResource(node)) this.made.push(...remedy(node, this.remedies, PillarRemedies.METADATA_KEY));
  }

  /** Whether it visits a construct another time: it was added with a priority that lets others choose after it. */
  private postpones(node: IConstruct): boolean {
    const early = Aspects.of(node).applied.filter(({ aspect, priority }) => aspect === this && priority < PillarRemedies.PRIORITY);
    if (early.length === 0) {
      const isPostponed = node.node.scope !== undefined && !Stage.isStage(node) && this.postponed.has(node.node.scope);
      if (isPostponed) this.postponed.add(node);
      return isPostponed;
    }
    if (FeatureFlags.of(node).isEnabled(STABILIZATION)) {
      // Here an Aspect may add others, but no application that was visited may get a later priority.
      Aspects.of(node).add(this.later, { priority: PillarRemedies.PRIORITY });
      this.postponed.add(node);
      return true;
    }
    for (const application of early) application.priority = PillarRemedies.PRIORITY;
    return false;
  }
}
