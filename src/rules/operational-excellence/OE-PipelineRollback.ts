import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PIPELINE = 'AWS::CodePipeline::Pipeline';

function judgeStage(stage: PropertyValue): Verdict {
  if (stage.isUnknown) return Verdict.UNKNOWN;
  const categories = stage.values('Actions.*.ActionTypeId.Category');
  if (!categories.some(({ text }) => text === 'Deploy')) return categories.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
  const result = stage.property('OnFailure.Result');
  if (result.isUnknown) return Verdict.UNKNOWN;
  if (result.text === 'ROLLBACK') return Verdict.COMPLIANT;
  const name = stage.property('Name').text;
  const found = result.isAbsent ? 'is left as it is' : `is answered with ${result.text ?? 'something else'}`;
  return Verdict.violating({ message: `A failure of the deployment${name === undefined ? '' : ` in ${name}`} ${found}`, name, property: 'Stages' });
}

const action = (category: string) => ({ Name: category, ActionTypeId: { Category: category, Owner: 'AWS', Provider: 'S3', Version: '1' } });
const SOURCE = { Name: 'Source', Actions: [action('Source')] };

const code = (pipeline: string, stage: string) => `const input = new codepipeline.Artifact();
new codepipeline.Pipeline(this, 'Release', {
  ${pipeline},
  stages: [
    {
      stageName: 'Source',
      actions: [new codepipeline_actions.S3SourceAction({ actionName: 'Source', bucket: new s3.Bucket(this, 'Sources'), bucketKey: 'app.zip', output: input })],
    },
    {
      stageName: 'Deploy',
      actions: [new codepipeline_actions.S3DeployAction({ actionName: 'Deploy', bucket: new s3.Bucket(this, 'Site'), input })],${stage}
    },
  ],
});`;

export default defineRule({
  id: 'OE-PipelineRollback',
  bestPractices: ['OPS06-BP04', 'OPS06-BP01'],
  level: RuleLevel.WARNING,
  title: 'Pipelines roll back a deployment that failed',
  why: 'A deployment that failed halfway stays in place until somebody notices; a pipeline of type V1 can neither roll back nor tell CloudWatch about it',
  remedy: 'Set pipelineType: codepipeline.PipelineType.V2, and onFailure: { result: codepipeline.Result.ROLLBACK } on each stage that deploys',
  resourceTypes: [PIPELINE],
  check: pipeline => {
    const type = pipeline.property('PipelineType');
    const stages = pipeline.property('Stages');
    if (type.isUnknown || stages.isUnknown) return Verdict.UNKNOWN;
    if (type.text !== 'V2') return Verdict.violating({ message: `The type of the pipeline is ${type.text ?? 'not set, which means V1'}`, property: 'PipelineType' });
    return combinedVerdict(stages.items.map(judgeStage));
  },
  compliant: [
    {
      title: 'a deployment that is rolled back',
      resources: { Release: { Type: PIPELINE, Properties: { PipelineType: 'V2', Stages: [SOURCE, { Name: 'Deploy', Actions: [action('Deploy')], OnFailure: { Result: 'ROLLBACK' } }] } } },
      cdk: code('pipelineType: codepipeline.PipelineType.V2', '\n      onFailure: { result: codepipeline.Result.ROLLBACK },'),
    },
  ],
  violating: [
    {
      title: 'a deployment that is left as it is',
      resources: { Release: { Type: PIPELINE, Properties: { PipelineType: 'V2', Stages: [SOURCE, { Name: 'Deploy', Actions: [action('Deploy')] }] } } },
      findings: ['Deploy'],
      cdk: code('pipelineType: codepipeline.PipelineType.V2', ''),
    },
    {
      title: 'a deployment that is only tried again',
      resources: {
        Release: {
          Type: PIPELINE,
          Properties: {
            PipelineType: 'V2',
            Stages: [SOURCE, { Name: 'Beta', Actions: [action('Deploy')], OnFailure: { Result: 'RETRY' } }, { Name: 'Live', Actions: [action('Deploy')], OnFailure: { Result: 'ROLLBACK' } }],
          },
        },
      },
      findings: ['Beta'],
    },
    {
      title: 'a pipeline of type V1',
      resources: { Release: { Type: PIPELINE, Properties: { PipelineType: 'V1', Stages: [SOURCE] } } },
      cdk: code('pipelineType: codepipeline.PipelineType.V1', ''),
    },
    { title: 'a pipeline without a type', resources: { Release: { Type: PIPELINE, Properties: { Stages: [SOURCE] } } } },
  ],
  ignored: [
    { title: 'a pipeline that deploys nothing', resources: { Release: { Type: PIPELINE, Properties: { PipelineType: 'V2', Stages: [SOURCE, { Name: 'Build', Actions: [action('Build')] }] } } } },
    { title: 'the type is a parameter', resources: { Release: { Type: PIPELINE, Properties: { PipelineType: { Ref: 'Type' }, Stages: [SOURCE] } } } },
    {
      title: 'the answer to a failure is a parameter',
      resources: {
        Release: { Type: PIPELINE, Properties: { PipelineType: 'V2', Stages: [SOURCE, { Name: 'Deploy', Actions: [action('Deploy')], OnFailure: { Result: { Ref: 'OnFailure' } } }] } },
      },
    },
  ],
});
