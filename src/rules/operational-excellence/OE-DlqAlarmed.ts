import { isWatched, requireAlarms } from '../private/alarmed-kinds';
import { isDeadLetterQueue, isRedriveTarget } from '../private/dead-letters';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const REQUIREMENTS = [{ kind: 'sqs-dead-letter-queue', signals: ['visible', 'age'] }];
const QUEUE = 'AWS::SQS::Queue';
const SENT = [{ namespace: 'AWS/SQS', metricName: 'NumberOfMessagesSent' }];

function alarm(metricName: string, queue: string) {
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/SQS', MetricName: metricName, Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }] } };
}

const redriven = {
  DeadLetters: { Type: QUEUE, Properties: {} },
  Orders: { Type: QUEUE, Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 3 } } },
};

export default defineRule({
  id: 'OE-DlqAlarmed',
  bestPractices: ['OPS08-BP04', 'OPS10-BP02'],
  level: RuleLevel.ERROR,
  title: 'Dead-letter queues have an alarm on what arrives in them',
  why: 'A dead-letter queue that nobody hears of is a bin: SQS deletes what is in it at the end of its retention',
  remedy: 'Observe it with ObservedService, or add an alarm on ApproximateNumberOfMessagesVisible above 0',
  resourceTypes: [QUEUE],
  check: (queue, context) => {
    if (!isDeadLetterQueue(queue)) return Verdict.NOT_APPLICABLE;
    // SQS does not count what a redrive policy moves as sent; topics, rules and functions do send.
    if (!isRedriveTarget(queue) && isWatched(queue, SENT)) return Verdict.COMPLIANT;
    return requireAlarms(queue, context, REQUIREMENTS);
  },
  compliant: [
    {
      title: 'an alarm on the messages in it',
      resources: { ...redriven, Arrived: alarm('ApproximateNumberOfMessagesVisible', 'DeadLetters') },
      cdk: `const deadLetters = new sqs.Queue(this, 'DeadLetters');
deadLetters.metricApproximateNumberOfMessagesVisible().createAlarm(this, 'Arrived', { threshold: 0, evaluationPeriods: 1, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD });
new sqs.Queue(this, 'Orders', { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } });`,
    },
    {
      title: 'an alarm on what a rule sends to it',
      resources: {
        DeadLetters: { Type: QUEUE, Properties: {} },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:a', DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } }] } },
        Sent: alarm('NumberOfMessagesSent', 'DeadLetters'),
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: redriven,
      cdk: `new sqs.Queue(this, 'Orders', {
  deadLetterQueue: { queue: new sqs.Queue(this, 'DeadLetters'), maxReceiveCount: 3 },
});`,
    },
    { title: 'an alarm on a metric that a redrive does not count', resources: { ...redriven, Sent: alarm('NumberOfMessagesSent', 'DeadLetters') } },
  ],
  ignored: [{ title: 'a queue that is no dead-letter queue', resources: { Orders: { Type: QUEUE, Properties: {} } } }],
});
