import { requireAlarms } from '../private/alarmed-kinds';
import { isDeadLetterQueue } from '../private/dead-letters';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const REQUIREMENTS = [{ kind: 'sqs-queue', signals: ['ageOfOldest', 'visible'] }];
const QUEUE = 'AWS::SQS::Queue';

export default defineRule({
  id: 'OE-QueueAlarmed',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'Queues have an alarm on their backlog',
  why: 'Messages that nobody takes wait in silence, and are deleted at the end of their retention',
  remedy: 'Observe it with ObservedService, or add an alarm on ApproximateAgeOfOldestMessage',
  resourceTypes: [QUEUE],
  check: (queue, context) => isDeadLetterQueue(queue)
    ? Verdict.NOT_APPLICABLE
    : requireAlarms(queue, context, REQUIREMENTS),
  compliant: [
    {
      title: 'an alarm on the age of the oldest message',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        Age: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage', Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Orders', 'QueueName'] } }],
          },
        },
      },
      cdk: `const orders = new sqs.Queue(this, 'Orders');
orders.metricApproximateAgeOfOldestMessage().createAlarm(this, 'Age', { threshold: 600, evaluationPeriods: 5 });`,
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Orders: { Type: QUEUE, Properties: { QueueName: 'orders' } } },
      cdk: 'new sqs.Queue(this, \'Orders\');',
    },
    {
      title: 'an alarm on what is sent',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        Sent: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent', Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Orders', 'QueueName'] } }] },
        },
      },
    },
  ],
  ignored: [
    {
      title: 'a dead-letter queue, which another rule is about',
      subject: 'DeadLetters',
      resources: {
        Orders: { Type: QUEUE, Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 3 } } },
        DeadLetters: { Type: QUEUE, Properties: {} },
      },
    },
  ],
});
