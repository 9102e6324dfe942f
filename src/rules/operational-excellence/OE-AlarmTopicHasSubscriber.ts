import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const TOPIC = 'AWS::SNS::Topic';
const onCall = { Type: TOPIC, Properties: {} };
const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'OnCall' }] } };

const SUBSCRIBERS: readonly (readonly [resourceType: string, path: string])[] = [
  ['AWS::SNS::Subscription', 'TopicArn'],
  ['AWS::Chatbot::SlackChannelConfiguration', 'SnsTopicArns.*'],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'SnsTopicArns.*'],
];

function isNamedBy(topic: WorkloadResource, [type, path]: readonly [string, string]): boolean {
  return topic.workload.referrersOf(topic, type, path).length > 0;
}

export default defineRule({
  id: 'OE-AlarmTopicHasSubscriber',
  bestPractices: ['OPS10-BP02', 'OPS10-BP04'],
  level: RuleLevel.ERROR,
  title: 'Topics that alarms publish to have a subscriber',
  why: 'The alarm goes to a topic that nobody reads',
  remedy: 'Subscribe somebody, such as topic.addSubscription(new sns_subscriptions.EmailSubscription(address)), or give the topic to a chat channel',
  resourceTypes: [TOPIC],
  check: topic => {
    if (!ALARM_TYPES.some(type => isNamedBy(topic, [type, 'AlarmActions.*']))) return Verdict.NOT_APPLICABLE;
    const inline = topic.property('Subscription');
    if (inline.items.length > 0 || SUBSCRIBERS.some(subscriber => isNamedBy(topic, subscriber))) return Verdict.COMPLIANT;
    return inline.isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: 'Alarms publish to the topic, and it has no subscriber' });
  },
  compliant: [
    {
      title: 'a subscription',
      resources: { OnCall: onCall, Errors: alarm, Email: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'OnCall' }, Protocol: 'email', Endpoint: 'on-call@example.com' } } },
      cdk: `const onCall = new sns.Topic(this, 'OnCall');
onCall.addSubscription(new sns_subscriptions.EmailSubscription('on-call@example.com'));
new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }).createAlarm(this, 'Errors', { threshold: 1, evaluationPeriods: 5 })
  .addAlarmAction(new cloudwatch_actions.SnsAction(onCall));`,
    },
    { title: 'a chat channel', resources: { OnCall: onCall, Errors: alarm, Chat: { Type: 'AWS::Chatbot::SlackChannelConfiguration', Properties: { SnsTopicArns: [{ Ref: 'OnCall' }] } } } },
    { title: 'a subscription of its own', resources: { OnCall: { Type: TOPIC, Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'on-call@example.com' }] } }, Errors: alarm } },
  ],
  violating: [
    {
      title: 'nobody subscribed',
      resources: { OnCall: onCall, Errors: alarm },
      cdk: `new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }).createAlarm(this, 'Errors', { threshold: 1, evaluationPeriods: 5 })
  .addAlarmAction(new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall')));`,
    },
  ],
  ignored: [
    { title: 'a topic that no alarm publishes to', resources: { Events: onCall } },
    { title: 'subscriptions that a parameter gives', resources: { OnCall: { Type: TOPIC, Properties: { Subscription: { Ref: 'Subscriptions' } } }, Errors: alarm } },
  ],
});
