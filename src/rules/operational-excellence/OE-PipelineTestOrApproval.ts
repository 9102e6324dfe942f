import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict, type Violation } from '../verdict';

const PIPELINE = 'AWS::CodePipeline::Pipeline';

/** Actions that neither fetch nor deploy: builds and functions can be tests. */
const NO_GATES = new Set(['Source', 'Deploy']);

interface Stage {
  readonly name: string | undefined;
  readonly providers: ReadonlySet<string | undefined>;
  /** Whether something tests or approves on the way to its deployments, and after them; an action that only deployment tells may. */
  readonly before: boolean;
  readonly after: boolean;
}

function stageOf(stage: PropertyValue, closed: ReadonlySet<string | undefined>): Stage {
  const name = stage.property('Name').text;
  const actions = stage.property('Actions').items.map(action => ({
    category: action.property('ActionTypeId.Category').text, provider: action.property('ActionTypeId.Provider').text,
    order: action.property('RunOrder').isAbsent ? 1 : action.property('RunOrder').number,
  }));
  const deployments = actions.filter(({ category }) => category === 'Deploy');
  const orders = deployments.map(({ order }) => order ?? 1);
  const [first, last] = [Math.min(...orders), Math.max(...orders)];
  const gates = actions.filter(({ category }) => category === undefined || !NO_GATES.has(category));
  const isHeld = closed.has(name) || !stage.property('BeforeEntry').isAbsent;
  return {
    name, providers: new Set(deployments.map(({ provider }) => provider)),
    before: isHeld || gates.some(({ order }) => deployments.length === 0 || order === undefined || order < last),
    after: !stage.property('OnSuccess').isAbsent || gates.some(({ order }) => order === undefined || order > first),
  };
}

const action = (category: string, provider = 'CloudFormation', runOrder = 1) =>
  ({ Name: `${category}${runOrder}`, RunOrder: runOrder, ActionTypeId: { Category: category, Owner: 'AWS', Provider: provider, Version: '1' } });
const SOURCE = { Name: 'Source', Actions: [action('Source', 'S3')] };
const BETA = { Name: 'Beta', Actions: [action('Deploy')] };
const LIVE = { Name: 'Live', Actions: [action('Deploy')] };
const release = (stages: unknown, properties: object = {}) => ({ Release: { Type: PIPELINE, Properties: { PipelineType: 'V2', Stages: stages, ...properties } } });

const code = (stage: string) => `const input = new codepipeline.Artifact();
new codepipeline.Pipeline(this, 'Release', {
  stages: [
    {
      stageName: 'Source',
      actions: [new codepipeline_actions.S3SourceAction({ actionName: 'Source', bucket: new s3.Bucket(this, 'Sources'), bucketKey: 'app.zip', output: input })],
    },
    {
      stageName: 'Beta',
      actions: [new codepipeline_actions.S3DeployAction({ actionName: 'Deploy', bucket: new s3.Bucket(this, 'BetaSite'), input })],
    },${stage}
    {
      stageName: 'Live',
      actions: [new codepipeline_actions.S3DeployAction({ actionName: 'Deploy', bucket: new s3.Bucket(this, 'LiveSite'), input })],
    },
  ],
});`;

export default defineRule({
  id: 'OE-PipelineTestOrApproval',
  bestPractices: ['OPS06-BP02', 'OPS05-BP02', 'OPS05-BP10'],
  level: RuleLevel.WARNING,
  title: 'Pipelines test or ask before they deploy to the next environment',
  why: 'The environment before the last is of no use: a change that broke it goes on to users at once, as nothing in between could have stopped it',
  remedy: 'Add a stage with a test between the two deployments, such as a ShellStep of CDK Pipelines or a CodeBuildAction of type TEST, or a ManualApprovalStep',
  resourceTypes: [PIPELINE],
  check: pipeline => {
    const stages = pipeline.property('Stages');
    if (stages.isUnknown || stages.items.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    const closed = new Set(pipeline.values('DisableInboundStageTransitions.*.StageName').map(({ text }) => text));
    const violations = new Map<string | undefined, Violation>();
    let previous: Stage | undefined;
    let isStopped = false;
    let isJudged = false;
    for (const stage of stages.items.map(item => stageOf(item, closed))) {
      isStopped ||= stage.before;
      if (stage.providers.size === 0) continue;
      // Another service than before deploys another part of the same environment, as a rule.
      const isNext = previous !== undefined && [...stage.providers].some(provider => previous!.providers.has(provider));
      isJudged ||= isNext;
      if (isNext && !isStopped) {
        const message = `Nothing tests or approves between the deployment in ${previous!.name ?? 'a stage'} and the one in ${stage.name ?? 'the next'}`;
        violations.set(stage.name, { message, name: stage.name, property: 'Stages' });
      }
      previous = stage;
      isStopped = stage.after;
    }
    return isJudged ? Verdict.violating(...violations.values()) : Verdict.NOT_APPLICABLE;
  },
  compliant: [
    {
      title: 'an approval in between',
      resources: release([SOURCE, BETA, { Name: 'Approve', Actions: [action('Approval', 'Manual')] }, LIVE]),
      cdk: code('\n    { stageName: \'Approve\', actions: [new codepipeline_actions.ManualApprovalAction({ actionName: \'Approve\' })] },'),
    },
    { title: 'a test in the stage, after its deployment', resources: release([SOURCE, { Name: 'Beta', Actions: [action('Deploy'), action('Build', 'CodeBuild', 2)] }, LIVE]) },
    {
      title: 'an approval in the stage, before its deployment',
      resources: release([SOURCE, BETA, { Name: 'Live', Actions: [action('Approval', 'Manual'), action('Deploy', 'CloudFormation', 2)] }]),
    },
    { title: 'a transition that somebody has to enable', resources: release([SOURCE, BETA, LIVE], { DisableInboundStageTransitions: [{ Reason: 'Approval', StageName: 'Live' }] }) },
  ],
  violating: [
    { title: 'one deployment upon the other', resources: release([SOURCE, BETA, LIVE]), findings: ['Live'], cdk: code('') },
    {
      title: 'a build that is over before the first of them',
      resources: release([SOURCE, { Name: 'Build', Actions: [action('Build', 'CodeBuild')] }, BETA, { Name: 'Live', Actions: [action('Deploy'), action('Test', 'CodeBuild', 2)] }]),
      findings: ['Live'],
    },
  ],
  ignored: [
    { title: 'one deployment', resources: release([SOURCE, LIVE]) },
    { title: 'servers first, then what runs on them', resources: release([SOURCE, { Name: 'Servers', Actions: [action('Deploy')] }, { Name: 'App', Actions: [action('Deploy', 'CodeDeploy')] }]) },
    { title: 'the stages are a condition', resources: release({ 'Fn::If': ['IsLive', [SOURCE, BETA, LIVE], [SOURCE, BETA]] }) },
  ],
});
