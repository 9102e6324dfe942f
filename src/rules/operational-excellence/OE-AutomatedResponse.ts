import { carriesAlarms } from '../private/alarm-events';
import { isUsedOtherwise } from '../private/alarm-uses';
import { standsForApp } from '../private/app-rule';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import type { Match } from '../private/event-pattern';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';
const TOPIC = 'AWS::SNS::Topic';
const RULE = 'AWS::Events::Rule';
const ACTORS = [
  'AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version', 'AWS::SSMIncidents::ResponsePlan', 'AWS::AutoScaling::ScalingPolicy', 'AWS::ApplicationAutoScaling::ScalingPolicy',
];
const ACTOR_ARN = /:(lambda|automate|ssm-incidents|scalingPolicy|autoscaling):/;
const TOPIC_ARN = /^arn:[^:]*:sns:/;

/** Whether an action does something, or tells a topic with a function that may. */
function acts(action: PropertyValue): Match {
  if (ACTOR_ARN.test(action.knownText) || action.targets(...ACTORS).length > 0) return true;
  const topics = action.targets(TOPIC);
  if (topics.some(hasFunction)) return true;
  return action.isUnknown && topics.length === 0 && action.targets().length === 0 && !action.knownText.startsWith('arn:') ? undefined : false;
}

function hasFunction(topic: WorkloadResource): boolean {
  const subscriptions = topic.workload.referrersOf(topic, 'AWS::SNS::Subscription', 'TopicArn').map(subscription => subscription.property('Protocol'));
  return [...subscriptions, ...topic.values('Subscription.*.Protocol')].some(({ text }) => text === 'lambda');
}

/** Whether a rule that hears of alarms does more than to tell a topic. */
function actsOnAlarms(rule: WorkloadResource): boolean {
  if (!carriesAlarms(rule) || rule.property('State').text === 'DISABLED') return false;
  return rule.values('Targets.*.Arn').some(target => !TOPIC_ARN.test(target.knownText) && target.targets(TOPIC).length === 0);
}

/** How many alarms there are, and whether one of them makes something happen. */
function responses(workload: Workload): { count: number; answer: Match } {
  const alarms = ALARM_TYPES.flatMap(type => workload.ofType(type));
  if (alarms.some(isUsedOtherwise) || workload.ofType(RULE).some(actsOnAlarms)) return { count: alarms.length, answer: true };
  const answers = new Set(alarms.flatMap(alarm => alarm.values('AlarmActions.*')).map(acts));
  return { count: alarms.length, answer: answers.has(true) ? true : answers.has(undefined) ? undefined : false };
}

const told = { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }] } }, OnCall: { Type: TOPIC, Properties: {} } };
const pattern = { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] };

export default defineRule({
  id: 'OE-AutomatedResponse',
  bestPractices: ['OPS10-BP07', 'PERF05-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'At least one alarm makes something happen by itself',
  why: 'Every alarm waits for a person, also where the same step mends it each time, such as a restart or a rollback, and at night that takes the longest',
  remedy: 'Let an alarm act: an events.Rule on its state change that runs an SSM Automation, a cloudwatch_actions.LambdaAction or Ec2Action, or the rollback of a deployment',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const { count, answer } = stack.workload._once(responses);
    if (count === 0) return Verdict.NOT_APPLICABLE;
    if (answer !== false) return answer ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    return Verdict.violating({ message: `${count === 1 ? 'The alarm of the app tells people at most, and nothing answers it' : `The ${count} alarms of the app tell people at most, and nothing answers them`} by itself` });
  },
  compliant: [
    {
      title: 'a function that an alarm calls',
      resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ 'Fn::GetAtt': ['Restart', 'Arn'] }] } }, Restart: { Type: 'AWS::Lambda::Function', Properties: {} } },
      cdk: `const restart = new lambda.Function(this, 'Restart', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
}).addAlarmAction(new cloudwatch_actions.LambdaAction(restart));`,
    },
    {
      title: 'an automation that a rule runs on the alarm',
      resources: {
        ...told,
        Restart: { Type: RULE, Properties: { EventPattern: pattern, Targets: [{ Id: 'a', Arn: { 'Fn::Sub': 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:automation-definition/Restart' } }] } },
      },
    },
    {
      title: 'an alarm that rolls deployments back',
      resources: { ...told, Deployments: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }] } } } },
    },
    {
      title: 'a topic with a function',
      resources: { ...told, Subscription: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'OnCall' }, Protocol: 'lambda', Endpoint: 'arn:aws:lambda:eu-west-1:123456789012:function:restart' } } },
    },
  ],
  violating: [
    {
      title: 'a topic that people read',
      resources: told,
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
}).addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
    { title: 'a rule that tells a topic', resources: { ...told, Route: { Type: RULE, Properties: { EventPattern: pattern, Targets: [{ Id: 'a', Arn: { Ref: 'OnCall' } }] } } } },
  ],
  ignored: [
    { title: 'an app without alarms', resources: { OnCall: { Type: TOPIC, Properties: {} } } },
    { title: 'the action is a parameter', resources: { Errors: { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'Action' }] } } } },
  ],
});
