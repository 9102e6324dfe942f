import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TOPIC = 'AWS::SNS::Topic';
const SUBSCRIPTION = 'AWS::SNS::Subscription';
const PROPERTY = 'DeliveryStatusLogging';

/**
 * By the protocol of a subscription, that of the log; SNS logs no deliveries to people.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
 */
const LOGGED: ReadonlyMap<string | undefined, string> = new Map([
  ['http', 'http/s'], ['https', 'http/s'], ['sqs', 'sqs'], ['lambda', 'lambda'], ['firehose', 'firehose'], ['application', 'application'],
]);

/** The protocols of which failed deliveries are logged; `undefined` where only deployment can tell. */
function loggedProtocols(configs: PropertyValue): ReadonlySet<string | undefined> | undefined {
  if (configs.isUnknown) return undefined;
  const failing = configs.items.filter(config => !config.property('FailureFeedbackRoleArn').isAbsent).map(config => config.property('Protocol'));
  return failing.some(({ isUnknown }) => isUnknown) ? undefined : new Set(failing.map(({ text }) => text));
}

export default defineRule({
  id: 'OE-SnsDeliveryLogs',
  bestPractices: ['OPS04-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Topics log what they could not deliver',
  why: 'Where an endpoint refuses messages, nobody learns what it answered: the metric of failed deliveries tells neither the subscriber nor the reason',
  remedy: 'Give the topic loggingConfigs with the protocol of its subscriptions and a failureFeedbackRole',
  resourceTypes: [TOPIC],
  check: topic => {
    const subscriptions = topic.workload.referrersOf(topic, SUBSCRIPTION, 'TopicArn');
    const protocols = [...subscriptions.map(subscription => subscription.property('Protocol')), ...topic.values('Subscription.*.Protocol')];
    const wanted = [...new Set(protocols.flatMap(({ text }) => LOGGED.get(text) ?? []))];
    if (wanted.length === 0) return protocols.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const logged = loggedProtocols(topic.property(PROPERTY));
    if (logged === undefined) return Verdict.UNKNOWN;
    const missing = wanted.filter(protocol => !logged.has(protocol));
    if (missing.length === 0) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Failed deliveries to its subscribers by ${missing.sort().join(' and ')} are not logged`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'failed deliveries to queues are logged',
      resources: {
        Orders: { Type: TOPIC, Properties: { DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }] } },
        Billing: { Type: SUBSCRIPTION, Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:123456789012:billing' } },
        Role: { Type: 'AWS::IAM::Role' },
      },
      cdk: `const orders = new sns.Topic(this, 'Orders', {
  loggingConfigs: [{
    protocol: sns.LoggingProtocol.SQS,
    failureFeedbackRole: new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('sns.amazonaws.com') }),
  }],
});
orders.addSubscription(new sns_subscriptions.SqsSubscription(new sqs.Queue(this, 'Billing')));`,
    },
    {
      title: 'a subscription by HTTPS, which is logged with those by HTTP',
      resources: {
        Orders: {
          Type: TOPIC,
          Properties: {
            Subscription: [{ Protocol: 'https', Endpoint: 'https://orders.example.com' }],
            DeliveryStatusLogging: [{ Protocol: 'http/s', FailureFeedbackRoleArn: 'arn:aws:iam::123456789012:role/sns' }],
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'a queue that subscribes, and no logs',
      resources: {
        Orders: { Type: TOPIC, Properties: {} },
        Billing: { Type: SUBSCRIPTION, Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:123456789012:billing' } },
      },
      cdk: 'new sns.Topic(this, \'Orders\').addSubscription(new sns_subscriptions.SqsSubscription(new sqs.Queue(this, \'Billing\')));',
    },
    {
      title: 'logs of another protocol',
      resources: {
        Orders: { Type: TOPIC, Properties: { DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: 'arn:aws:iam::123456789012:role/sns' }] } },
        Billing: { Type: SUBSCRIPTION, Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'lambda', Endpoint: 'arn:aws:lambda:eu-west-1:123456789012:function:billing' } },
      },
    },
    {
      title: 'logs of what was delivered only',
      resources: {
        Orders: {
          Type: TOPIC,
          Properties: {
            Subscription: [{ Protocol: 'http', Endpoint: 'http://orders.example.com' }],
            DeliveryStatusLogging: [{ Protocol: 'http/s', SuccessFeedbackRoleArn: 'arn:aws:iam::123456789012:role/sns', SuccessFeedbackSampleRate: '10' }],
          },
        },
      },
    },
  ],
  ignored: [
    { title: 'a topic without subscriptions', resources: { Orders: { Type: TOPIC, Properties: {} } } },
    { title: 'a topic that people read', resources: { Orders: { Type: TOPIC, Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'orders@example.com' }] } } } },
    {
      title: 'the logs are a parameter',
      resources: { Orders: { Type: TOPIC, Properties: { Subscription: [{ Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:123456789012:billing' }], DeliveryStatusLogging: { Ref: 'Logs' } } } },
    },
    { title: 'the protocol is a parameter', resources: { Orders: { Type: TOPIC, Properties: { Subscription: [{ Protocol: { Ref: 'Protocol' }, Endpoint: { Ref: 'Endpoint' } }] } } } },
  ],
});
