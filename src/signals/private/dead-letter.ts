import type { ObservedResource } from '../observed-resource';

/** Who can refer to a queue as its dead-letter queue, and by which property. */
const REFERRERS: ReadonlyArray<readonly [resourceType: string, path: string]> = [
  ['AWS::SQS::Queue', 'RedrivePolicy.deadLetterTargetArn'],
  ['AWS::SNS::Subscription', 'RedrivePolicy.deadLetterTargetArn'],
  ['AWS::Lambda::Function', 'DeadLetterConfig.TargetArn'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Lambda::EventSourceMapping', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Events::Rule', 'Targets.*.DeadLetterConfig.Arn'],
  ['AWS::Events::EventBus', 'DeadLetterConfig.Arn'],
  ['AWS::Scheduler::Schedule', 'Target.DeadLetterConfig.Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn'],
];

/** Whether a queue is where something else puts what it could not process. */
export function isDeadLetterQueue(queue: ObservedResource): boolean {
  return isOfferedAsOne(queue) || REFERRERS.some(([resourceType, path]) => queue.referencedBy(resourceType, path).length > 0);
}

/** A redrive allow policy says whose dead letters the queue takes, which may be nobody's. */
function isOfferedAsOne(queue: ObservedResource): boolean {
  return queue.property('RedriveAllowPolicy') !== undefined && queue.property('RedriveAllowPolicy.redrivePermission') !== 'denyAll';
}
