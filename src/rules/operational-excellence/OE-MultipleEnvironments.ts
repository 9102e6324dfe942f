import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const PIPELINE = 'AWS::CodePipeline::Pipeline';

/** How many stages of pipelines deploy something, by pipeline; `undefined` where only deployment can tell. */
function deployments(workload: Workload): ReadonlyMap<WorkloadResource, number | undefined> {
  return new Map(workload.ofType(PIPELINE).map(pipeline => {
    const stages = pipeline.property('Stages');
    const categories = stages.items.map(stage => stage.values('Actions.*.ActionTypeId.Category'));
    if ([stages, ...categories.flat()].some(({ isUnknown }) => isUnknown)) return [pipeline, undefined];
    return [pipeline, categories.filter(ofStage => ofStage.some(({ text }) => text === 'Deploy')).length];
  }));
}

/** Stages around the stacks of the app. */
function stagesOf(workload: Workload): ReadonlySet<string> {
  return new Set(workload._units.map(({ stage }) => stage).filter(stage => stage !== ''));
}

const action = (category: string) => ({ Name: category, ActionTypeId: { Category: category, Owner: 'AWS', Provider: 'S3', Version: '1' } });
const stage = (name: string, category: unknown = 'Deploy') => ({ Name: name, Actions: [action(category as string)] });
const release = (...stages: unknown[]) => ({ Release: { Type: PIPELINE, Properties: { Stages: [stage('Source', 'Source'), ...stages] } } });
const QUEUE = { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } };

const deploy = (name: string) => `
    {
      stageName: '${name}',
      actions: [new codepipeline_actions.S3DeployAction({ actionName: 'Deploy', bucket: new s3.Bucket(this, '${name}Site'), input })],
    },`;
const code = (stages: string) => `const input = new codepipeline.Artifact();
new codepipeline.Pipeline(this, 'Release', {
  stages: [
    {
      stageName: 'Source',
      actions: [new codepipeline_actions.S3SourceAction({ actionName: 'Source', bucket: new s3.Bucket(this, 'Sources'), bucketKey: 'app.zip', output: input })],
    },${stages}
  ],
});`;

export default defineRule({
  id: 'OE-MultipleEnvironments',
  bestPractices: ['OPS05-BP08'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Pipelines deploy to a test environment before they deploy to production',
  why: 'With one environment every change is tried out on the users',
  remedy: 'Add a Stage for another environment, and deploy to it first',
  resourceTypes: [PIPELINE],
  check: pipeline => {
    const { workload } = pipeline;
    const counts = workload._once(deployments);
    if (counts.get(pipeline) === 0) return Verdict.NOT_APPLICABLE;
    if (workload._once(stagesOf).size > 1) return Verdict.COMPLIANT;
    let known = 0;
    for (const count of counts.values()) known += count ?? 0;
    if (known > 1) return Verdict.COMPLIANT;
    if ([...counts.values()].includes(undefined)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The pipeline deploys to one environment only', property: 'Stages' });
  },
  compliant: [
    { title: 'two environments, one after the other', resources: release(stage('Beta'), stage('Live')), cdk: code(deploy('Beta') + deploy('Live')) },
    { title: 'two Stages', resources: release(stage('Deploy')), otherStacks: { 'Beta/Orders': { resources: QUEUE }, 'Live/Orders': { resources: QUEUE } } },
  ],
  violating: [
    { title: 'one environment', resources: release(stage('Live')), cdk: code(deploy('Live')) },
    { title: 'one Stage', resources: release(stage('Deploy')), otherStacks: { 'Live/Orders': { resources: QUEUE } } },
  ],
  ignored: [
    { title: 'a pipeline that deploys nothing', resources: release(stage('Build', 'Build')) },
    { title: 'what a stage does is a parameter', resources: release(stage('Live', { Ref: 'Category' })) },
  ],
});
