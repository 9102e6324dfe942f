import { aws_codepipeline as codepipeline, aws_iam as iam, Aspects, Stack, Token, Validations } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { suggest } from '../core/private/suggest';
import type { PipelineDeploymentProps } from './pipeline-deployment-props';
import { DeploymentGate } from './private/deployment-gate';
import { entryRules, ruleRoom, type EntryRule } from './private/entry-rules';
import { requireSameStack } from './private/same-stack';

/**
 * Keeps a pipeline from entering a stage while the error budget is spent or a change calendar is closed, and has it roll back stages that fail. Made by
 * `SafeDeployment.ofPipeline`. An execution that is not let in fails there; it can be retried, or override the condition, in the console.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
 */
export class PipelineDeployment extends Construct {
  /** Name of the stage that is gated. */
  public readonly stageName: string;

  private readonly pipeline: codepipeline.Pipeline;
  private readonly resource: codepipeline.CfnPipeline;
  private readonly rules: readonly EntryRule[];

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when the pipeline is not of type V2, the stage is the first one, or there is nothing to ask
   */
  constructor(scope: Construct, id: string, private readonly props: PipelineDeploymentProps) {
    super(scope, id);
    markOwn(this);
    const { pipeline, stageName, budgetAlarms = [], calendars = [] } = props;
    this.pipeline = pipeline;
    this.stageName = stageName;
    this.resource = this.check();

    // CodePipeline asks for a few alarms itself; the function asks for calendars, and for alarms that there is no room for.
    const native = budgetAlarms.length <= ruleRoom(calendars.length > 0) ? budgetAlarms : [];
    const gate = calendars.length === 0 && native.length === budgetAlarms.length ? undefined : new DeploymentGate(this, 'Gate', {
      description: 'Tells CodePipeline whether a stage may be entered', calendars, alarms: native.length === 0 ? budgetAlarms : [],
      statements: [new iam.PolicyStatement({ actions: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'], resources: ['*'] })],
    });
    this.rules = entryRules({ stageName, alarms: native, functionName: gate?.handler.functionName, region: Stack.of(pipeline).region });
    const policy = new iam.Policy(this, 'AskPolicy', {
      roles: [pipeline.role],
      statements: [
        ...native.length > 0 ? [new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] })] : [],
        ...gate ? [
          new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [gate.handler.functionArn] }),
          new iam.PolicyStatement({ actions: ['lambda:ListFunctions'], resources: ['*'] }),
        ] : [],
      ],
    });
    Validations.of(policy).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'Functions are listed all together only, and composite alarms are described to those only that may describe all alarms',
    });
    this.resource.node.addDependency(policy);
    // Stages are added to a pipeline for as long as the app is made.
    Aspects.of(this.resource).add({ visit: (node: IConstruct) => { if (node === this.resource) this.complete(this.resource); } });
    this.node.addValidation({ validate: () => this.problems() });
  }

  private check(): codepipeline.CfnPipeline {
    const { pipeline, stageName, budgetAlarms = [], calendars = [] } = this.props;
    if (Token.isUnresolved(stageName) || stageName.trim() === '') throw complaint(this, { what: '`stageName` is not one', received: stageName, valid: 'the name of a stage, as a literal' });
    if (budgetAlarms.length + calendars.length === 0) {
      throw complaint(this, { what: 'there is nothing to ask before the stage', fix: 'Pass `budgetAlarm` of the objectives as `budgetAlarms`, or `calendars`' });
    }
    const resource = pipeline.node.tryFindChild('Resource');
    if (!(resource instanceof codepipeline.CfnPipeline)) throw complaint(this, { what: `${pipeline.node.path} is not a pipeline of this App`, fix: 'Pass a codepipeline.Pipeline' });
    requireSameStack(this, 'the pipeline', resource);
    if (resource.pipelineType !== 'V2') {
      throw complaint(this, { what: 'the pipeline cannot roll back, nor ask before a stage', received: resource.pipelineType ?? 'V1', valid: 'V2', fix: 'Set pipelineType: PipelineType.V2' });
    }
    return resource;
  }

  /** Gives the stages what they have in the template only. */
  private complete(resource: codepipeline.CfnPipeline): void {
    const written = stagesOf(resource);
    this.pipeline.stages.forEach((stage, index) => {
      if (stage.stageName === this.stageName) resource.addPropertyOverride(`Stages.${index}.BeforeEntry.Conditions`, [{ Result: 'FAIL', Rules: this.rules }]);
      const deploys = index > 0 && stage.actions.some(({ actionProperties }) => actionProperties.category === codepipeline.ActionCategory.DEPLOY);
      if (deploys && (this.props.rollBackStages ?? true) && written[index]?.onFailure === undefined) resource.addPropertyOverride(`Stages.${index}.OnFailure.Result`, 'ROLLBACK');
    });
  }

  private problems(): string[] {
    const names = this.pipeline.stages.map(stage => stage.stageName);
    const index = names.indexOf(this.stageName);
    if (index < 0) return [complaint(this, { what: 'the pipeline has no such stage', received: this.stageName, fix: suggest(this.stageName, names) }).message];
    if (stagesOf(this.resource)[index]?.beforeEntry !== undefined) {
      return [complaint(this, { what: 'the stage has a condition for its entry already, and CodePipeline takes one', received: this.stageName, fix: 'Leave `beforeEntry` of the stage out' }).message];
    }
    return index === 0 ? [complaint(this, { what: 'the first stage fetches sources, and is not asked before', received: this.stageName, fix: 'Name the stage that deploys to production' }).message] : [];
  }
}

/** The stages as they were asked for. */
function stagesOf(resource: codepipeline.CfnPipeline): any[] {
  return Stack.of(resource).resolve(resource.stages) ?? [];
}
