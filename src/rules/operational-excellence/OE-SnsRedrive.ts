import { policyProperty } from '../private/dead-letters';
import { defineRule } from '../private/define-rule';
import { isGiven } from '../private/event-sources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SUBSCRIPTION = 'AWS::SNS::Subscription';
const PROPERTY = 'RedrivePolicy';
const MACHINES = new Set(['sqs', 'lambda', 'http', 'https', 'firehose']);
const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:orders';

const code = (options: string) => `new sns.Topic(this, 'Orders').addSubscription(
  new sns_subscriptions.SqsSubscription(new sqs.Queue(this, 'Queue')${options}),
);`;

export default defineRule({
  id: 'OE-SnsRedrive',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  title: 'Subscriptions of queues, functions and endpoints have a dead-letter queue',
  why: 'A message that SNS cannot deliver is dropped: at once where the permission or the endpoint is wrong, else after the last retry',
  remedy: 'Set deadLetterQueue: new sqs.Queue(this, \'Undelivered\') on the subscription',
  nagRule: 'sns.SNSRedrivePolicy',
  nagDifference: 'it asks it of subscriptions of people too, by email or SMS, which take no dead-letter queue',
  resourceTypes: [SUBSCRIPTION],
  check: subscription => {
    const protocol = subscription.property('Protocol');
    if (!protocol.isUnknown && !MACHINES.has(protocol.text ?? '')) return Verdict.NOT_APPLICABLE;
    const given = isGiven(policyProperty(subscription, PROPERTY, 'deadLetterTargetArn'));
    if (given) return Verdict.COMPLIANT;
    if (given === undefined || protocol.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The subscription of protocol ${protocol.text} has no dead-letter queue`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a dead-letter queue',
      resources: {
        Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: 'sqs', Endpoint: QUEUE, RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Undelivered', 'Arn'] } } } },
        Undelivered: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
      cdk: code(', { deadLetterQueue: new sqs.Queue(this, \'Undelivered\') }'),
    },
    {
      title: 'a redrive policy written as JSON',
      resources: {
        Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: 'https', Endpoint: 'https://example.com', RedrivePolicy: `{"deadLetterTargetArn":"${QUEUE}"}` } },
      },
    },
  ],
  violating: [
    { title: 'a queue', resources: { Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: 'sqs', Endpoint: QUEUE } } }, cdk: code('') },
    { title: 'an endpoint', resources: { Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: 'https', Endpoint: 'https://example.com' } } } },
  ],
  ignored: [
    { title: 'somebody who is told by email', resources: { Subscription: { Type: SUBSCRIPTION, Properties: { TopicArn: 'arn:aws:sns:eu-west-1:123456789012:orders', Protocol: 'email', Endpoint: 'orders@example.com' } } } },
    { title: 'the protocol is a parameter', resources: { Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: { Ref: 'Protocol' }, Endpoint: { Ref: 'Endpoint' } } } } },
    { title: 'the redrive policy is a parameter', resources: { Subscription: { Type: SUBSCRIPTION, Properties: { Protocol: 'sqs', RedrivePolicy: { Ref: 'RedrivePolicy' } } } } },
  ],
});
