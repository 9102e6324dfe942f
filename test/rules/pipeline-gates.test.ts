import { App, Stack, Stage } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep, type AddStageOpts } from 'aws-cdk-lib/pipelines';
import { Answer } from '../../src';
import { synthesizedWorkload } from '../../src/rules/private/workloads';
import { contextOf, rules } from '../support/rules';

const rule = rules.find(({ metadata }) => metadata.id === 'OE-PipelineTestOrApproval')!;

function environment(app: App, id: string): Stage {
  const stage = new Stage(app, id);
  new Topic(new Stack(stage, 'Orders'), 'Topic');
  return stage;
}

/** What the rule says of a pipeline of CDK Pipelines with two environments. */
function judge(beta: AddStageOpts, live: AddStageOpts): [Answer, string[]] {
  const app = new App();
  const stack = new Stack(app, 'Release');
  const input = CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Repository', 'orders'), 'main');
  const pipeline = new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }) });
  pipeline.addStage(environment(app, 'Beta'), beta);
  pipeline.addStage(environment(app, 'Live'), live);
  app.synth();
  const workload = synthesizedWorkload(app, {});
  const [resource] = workload.ofType('AWS::CodePipeline::Pipeline');
  const { answer, violations } = rule.evaluate(resource, contextOf(workload));
  return [answer, violations.map(({ message }) => message)];
}

test('CDK Pipelines that go on at once are reported', () => {
  expect(judge({}, {})).toEqual([Answer.VIOLATING, ['Nothing tests or approves between the deployment in Beta and the one in Live']]);
});

test.each<[string, AddStageOpts, AddStageOpts]>([
  ['a test after the deployment', { post: [new ShellStep('Test', { commands: ['npm run smoke'] })] }, {}],
  ['an approval before the next one', {}, { pre: [new ManualApprovalStep('Approve')] }],
])('CDK Pipelines with %s are accepted', (_, beta, live) => {
  expect(judge(beta, live)).toEqual([Answer.COMPLIANT, []]);
});
