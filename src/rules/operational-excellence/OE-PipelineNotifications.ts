import { type AlarmRequirement, requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { isListenedTo, nameInEvent } from '../private/event-listeners';
import { RuleLevel } from '../rule-level';
import { Answer, Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const PIPELINE = 'AWS::CodePipeline::Pipeline';
const NOTIFICATIONS = 'AWS::CodeStarNotifications::NotificationRule';
const ALARM: AlarmRequirement = { kind: 'codepipeline-pipeline', signals: ['failedExecutions'] };

/** Of the pipeline, its stages and its actions. */
const SCOPES = ['Pipeline', 'Stage', 'Action'];

/** Whether a notification rule tells somebody of failures; `undefined` where only deployment can tell. */
function tellsFailures(rule: WorkloadResource): boolean | undefined {
  const targets = rule.property('Targets');
  if (rule.property('Status').text === 'DISABLED' || (!targets.isUnknown && targets.items.length === 0)) return false;
  const types = rule.values('EventTypeIds.*');
  if (types.some(({ text }) => text?.endsWith('-failed'))) return true;
  return types.some(({ isUnknown }) => isUnknown) ? undefined : false;
}

function isHeardToFail(pipeline: WorkloadResource): boolean | undefined {
  const answers = SCOPES.map(scope => isListenedTo({
    source: 'aws.codepipeline', detailType: `CodePipeline ${scope} Execution State Change`, resource: pipeline,
    detail: { pipeline: nameInEvent(pipeline), state: 'FAILED' },
  }));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

const PROPERTIES = { PipelineType: 'V2', Stages: [{ Name: 'Source' }, { Name: 'Deploy' }] };
const TARGETS = [{ TargetAddress: { Ref: 'Operations' }, TargetType: 'SNS' }];
const notified = (properties: object) => ({
  Release: { Type: PIPELINE, Properties: PROPERTIES },
  Failures: { Type: NOTIFICATIONS, Properties: { DetailType: 'FULL', Name: 'failures', Resource: { 'Fn::Sub': 'arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Release}' }, ...properties } },
});
const listened = (pattern: object) => ({
  Release: { Type: PIPELINE, Properties: PROPERTIES },
  Failures: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.codepipeline'], ...pattern }, Targets: [{ Arn: { Ref: 'Operations' }, Id: 'Operations' }] } },
});
const FAILED = 'codepipeline-pipeline-pipeline-execution-failed';

const code = (notification: string) => `const input = new codepipeline.Artifact();
const release = new codepipeline.Pipeline(this, 'Release', {
  stages: [
    {
      stageName: 'Source',
      actions: [new codepipeline_actions.S3SourceAction({ actionName: 'Source', bucket: new s3.Bucket(this, 'Sources'), bucketKey: 'app.zip', output: input })],
    },
    {
      stageName: 'Deploy',
      actions: [new codepipeline_actions.S3DeployAction({ actionName: 'Deploy', bucket: new s3.Bucket(this, 'Site'), input })],
    },
  ],
});
${notification}`;

export default defineRule({
  id: 'OE-PipelineNotifications',
  bestPractices: ['OPS09-BP02', 'OPS10-BP02'],
  level: RuleLevel.WARNING,
  title: 'Somebody is told when a pipeline fails',
  why: 'A release that got stuck is noticed when somebody misses the change, a fix among them, and nobody knows how often changes fail and how long they take',
  remedy: 'Call pipeline.notifyOnExecutionStateChange with a topic, or add an EventBridge rule on its failures or an alarm on FailedPipelineExecutions',
  resourceTypes: [PIPELINE],
  check: (pipeline, context) => {
    const answers = pipeline.workload.referrersOf(pipeline, NOTIFICATIONS, 'Resource').map(tellsFailures);
    if (answers.includes(true)) return Verdict.COMPLIANT;
    const isHeard = isHeardToFail(pipeline);
    if (isHeard || requireAlarms(pipeline, context, [ALARM]).answer === Answer.COMPLIANT) return Verdict.COMPLIANT;
    if (isHeard === undefined || answers.includes(undefined)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No notification rule, EventBridge rule or alarm tells anybody that the pipeline failed' });
  },
  compliant: [
    {
      title: 'a notification rule',
      resources: notified({ EventTypeIds: [FAILED], Targets: TARGETS }),
      cdk: code('release.notifyOnExecutionStateChange(\'Notifications\', new sns.Topic(this, \'Operations\'));'),
    },
    {
      title: 'an EventBridge rule',
      resources: listened({ 'detail-type': ['CodePipeline Pipeline Execution State Change'], 'detail': { state: ['FAILED'], pipeline: [{ Ref: 'Release' }] } }),
      cdk: code('release.onStateChange(\'Changes\', { target: new events_targets.SnsTopic(new sns.Topic(this, \'Operations\')) });'),
    },
    { title: 'an EventBridge rule about stages of all pipelines', resources: listened({ 'detail-type': ['CodePipeline Stage Execution State Change'] }) },
    {
      title: 'an alarm',
      resources: {
        Release: { Type: PIPELINE, Properties: PROPERTIES },
        Failed: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/CodePipeline', MetricName: 'FailedPipelineExecutions', Dimensions: [{ Name: 'PipelineName', Value: { Ref: 'Release' } }] },
        },
      },
    },
  ],
  violating: [
    { title: 'nothing', resources: { Release: { Type: PIPELINE, Properties: PROPERTIES } }, cdk: code('').trimEnd() },
    { title: 'a notification rule about starts', resources: notified({ EventTypeIds: ['codepipeline-pipeline-pipeline-execution-started'], Targets: TARGETS }) },
    { title: 'a notification rule that is switched off', resources: notified({ EventTypeIds: [FAILED], Targets: TARGETS, Status: 'DISABLED' }) },
    { title: 'an EventBridge rule about what went well', resources: listened({ detail: { state: ['SUCCEEDED'], pipeline: [{ Ref: 'Release' }] } }) },
    { title: 'an EventBridge rule about another pipeline', resources: listened({ detail: { pipeline: ['website'] } }) },
  ],
  ignored: [
    { title: 'what is told of is a parameter', resources: notified({ EventTypeIds: [{ Ref: 'EventType' }], Targets: TARGETS }) },
    { title: 'the pipeline of a rule is a parameter', resources: listened({ detail: { pipeline: [{ Ref: 'PipelineName' }] } }) },
  ],
});
