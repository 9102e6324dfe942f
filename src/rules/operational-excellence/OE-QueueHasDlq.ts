import { isDeadLetterQueue, policyProperty } from '../private/dead-letters';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const QUEUE = 'AWS::SQS::Queue';

/** A queue that another app sends its dead letters to shows it by nothing but its name. */
const DEAD_LETTER_NAME = /dlq|dead[-_]?letter/i;

function hasNameOfOne({ logicalId, physicalName }: WorkloadResource): boolean {
  return DEAD_LETTER_NAME.test(logicalId) || DEAD_LETTER_NAME.test(physicalName ?? '');
}

export default defineRule({
  id: 'OE-QueueHasDlq',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.ERROR,
  title: 'Queues have a dead-letter queue, unless they are one',
  why: 'A message that no consumer can process comes back until it expires: it takes capacity from the others, and is gone before anybody looked at it',
  remedy: 'Set deadLetterQueue: { queue: new sqs.Queue(this, \'DeadLetters\', { retentionPeriod: Duration.days(14) }), maxReceiveCount: 5 }',
  nagRule: 'sqs.SQSQueueDLQ',
  nagDifference: 'it knows dead-letter queues of queues and functions of the same stack, this rule those of rules, topics, pipes and destinations in the whole app, and looks into the redrive policy',
  resourceTypes: [QUEUE],
  check: queue => {
    if (isDeadLetterQueue(queue)) return Verdict.NOT_APPLICABLE;
    const policy = queue.property('RedrivePolicy');
    const target = policyProperty(queue, 'RedrivePolicy', 'deadLetterTargetArn');
    if (target.text !== undefined || target.targets(QUEUE).length > 0) return Verdict.COMPLIANT;
    // A queue of another app, by a parameter or an import.
    if (target.isUnknown) return Verdict.UNKNOWN;
    if (hasNameOfOne(queue)) return Verdict.NOT_APPLICABLE;
    if (queue.property('RedriveAllowPolicy').isUnknown || policyProperty(queue, 'RedriveAllowPolicy', 'redrivePermission').isUnknown) return Verdict.UNKNOWN;
    const found = policy.isAbsent ? 'There is no redrive policy' : 'The redrive policy names no dead-letter queue';
    return Verdict.violating({ message: `${found}, and nothing in the app uses the queue as a dead-letter queue`, property: 'RedrivePolicy' });
  },
  compliant: [
    {
      title: 'a redrive policy',
      resources: {
        Orders: { Type: QUEUE, Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 5 } } },
        Failed: { Type: QUEUE, Properties: {} },
      },
      cdk: `new sqs.Queue(this, 'Orders', {
  deadLetterQueue: { queue: new sqs.Queue(this, 'Failed'), maxReceiveCount: 5 },
});`,
    },
    {
      title: 'a redrive policy written as JSON',
      resources: { Orders: { Type: QUEUE, Properties: { RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:failed","maxReceiveCount":5}' } } },
    },
  ],
  violating: [
    { title: 'no redrive policy', resources: { Orders: { Type: QUEUE, Properties: {} } }, cdk: 'new sqs.Queue(this, \'Orders\');' },
    { title: 'a redrive policy without a queue', resources: { Orders: { Type: QUEUE, Properties: { RedrivePolicy: { maxReceiveCount: 5 } } } } },
    { title: 'not a dead-letter queue by its own policy', resources: { Orders: { Type: QUEUE, Properties: { RedriveAllowPolicy: { redrivePermission: 'denyAll' } } } } },
  ],
  ignored: [
    {
      title: 'the dead-letter queue of another queue',
      subject: 'Failed',
      resources: {
        Orders: { Type: QUEUE, Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 5 } } },
        Failed: { Type: QUEUE, Properties: {} },
      },
    },
    {
      title: 'the dead-letter queue of a rule',
      resources: {
        Undelivered: { Type: QUEUE, Properties: {} },
        Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Target', DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Undelivered', 'Arn'] } } }] } },
      },
    },
    {
      title: 'the destination of failed asynchronous events',
      resources: {
        Failed: { Type: QUEUE, Properties: {} },
        Config: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } } } },
      },
    },
    { title: 'a queue that lets others redrive to it', resources: { Shared: { Type: QUEUE, Properties: { RedriveAllowPolicy: { redrivePermission: 'byQueue' } } } } },
    { title: 'a dead-letter queue for other apps', resources: { Shared: { Type: QUEUE, Properties: { QueueName: 'orders-dlq' } } } },
    { title: 'the redrive policy is a parameter', resources: { Orders: { Type: QUEUE, Properties: { RedrivePolicy: { Ref: 'RedrivePolicy' } } } } },
  ],
});
