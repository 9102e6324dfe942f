import { aws_iam as iam, aws_sqs as sqs, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { IRuleTarget, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { shortName } from '../../../core/private/short-name';

/** A message that failed so often is put aside. Until then, those behind it in its group wait. */
const ATTEMPTS = 3;
/** Names of groups are no longer. */
const GROUP_LENGTH = 100;

/** How events wait for their function: those of a group one after the other, so that two alarms of one service do not open two incidents. */
export class IncidentQueue extends Construct {
  public readonly queue: sqs.Queue;
  /** What the function failed on. */
  public readonly deadLetters: sqs.Queue;
  /** What EventBridge could not deliver. */
  public readonly undelivered: sqs.Queue;

  /** @param timeout of the function */
  constructor(scope: Construct, id: string, timeout: Duration) {
    super(scope, id);
    const common = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', { ...common, fifo: true, retentionPeriod: Duration.days(14) });
    this.queue = new sqs.Queue(this, 'Events', {
      ...common, fifo: true, contentBasedDeduplication: true,
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()), retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
    this.undelivered = new sqs.Queue(this, 'Undelivered', { ...common, retentionPeriod: Duration.days(14) });
    for (const queue of [this.deadLetters, this.undelivered]) {
      Validations.of(queue).acknowledge({ id: 'AwsSolutions::AwsSolutions-SQS3', reason: 'It is itself a dead-letter queue' });
    }
    // One statement for all rules: a policy has no room for one for each of a hundred services.
    for (const queue of [this.queue, this.undelivered]) queue.addToResourcePolicy(this.fromRules(queue));
  }

  /** The queue as the target of a rule. */
  public target(group: string, input?: RuleTargetInput): IRuleTarget {
    const { queue, undelivered } = this;
    return {
      bind: () => ({
        arn: queue.queueArn, input, targetResource: queue,
        sqsParameters: { messageGroupId: shortName(group, GROUP_LENGTH) }, deadLetterConfig: { arn: undelivered.queueArn },
      }),
    };
  }

  private fromRules(queue: sqs.Queue): iam.PolicyStatement {
    const stack = Stack.of(this);
    return new iam.PolicyStatement({
      sid: 'EventsFromRules',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
      },
    });
  }
}
