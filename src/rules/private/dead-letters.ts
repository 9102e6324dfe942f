import { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const QUEUE = 'AWS::SQS::Queue';

/** Where resources name the queue that takes what they could not deliver or process. */
const FAILURE_DESTINATIONS: readonly (readonly [type: string, path: string])[] = [
  ['AWS::Lambda::Function', 'DeadLetterConfig.TargetArn'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Lambda::EventSourceMapping', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Serverless::Function', 'DeadLetterQueue.TargetArn'],
  ['AWS::Serverless::Function', 'EventInvokeConfig.DestinationConfig.OnFailure.Destination'],
  ['AWS::Events::Rule', 'Targets.*.DeadLetterConfig.Arn'],
  ['AWS::Events::EventBus', 'DeadLetterConfig.Arn'],
  ['AWS::Scheduler::Schedule', 'Target.DeadLetterConfig.Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn'],
  ['AWS::IoT::TopicRule', 'TopicRulePayload.ErrorAction.Sqs.QueueUrl'],
  ['AWS::CustomerProfiles::Domain', 'DeadLetterQueueUrl'],
];

/** Whether something of the app sends a queue what failed, or the queue itself says that other queues may. */
export function isDeadLetterQueue(queue: WorkloadResource): boolean {
  return queue.workload._once(failureDestinations).has(queue);
}

/** Whether a redrive policy of another queue moves messages to this one. */
export function isRedriveTarget(queue: WorkloadResource): boolean {
  return queue.workload._once(redriveTargets).has(queue);
}

/** A value of a policy, which may be written as an object or as JSON. */
export function policyProperty(resource: WorkloadResource, policy: string, name: string): PropertyValue {
  const value = resource.property(policy);
  return (value.text === undefined ? value : PropertyValue._at(resource.workload, resource._unit, parsed(value.text))).property(name);
}

function failureDestinations(workload: Workload): ReadonlySet<WorkloadResource> {
  const named = FAILURE_DESTINATIONS.flatMap(([type, path]) => workload.ofType(type).flatMap(resource => resource.values(path)));
  const redriven = [QUEUE, 'AWS::SNS::Subscription'].flatMap(type =>
    workload.ofType(type).map(resource => policyProperty(resource, 'RedrivePolicy', 'deadLetterTargetArn')));
  return new Set([...[...named, ...redriven].flatMap(value => value.targets(QUEUE)), ...workload.ofType(QUEUE).filter(admitsOthers)]);
}

function redriveTargets(workload: Workload): ReadonlySet<WorkloadResource> {
  return new Set(workload.ofType(QUEUE).flatMap(queue => policyProperty(queue, 'RedrivePolicy', 'deadLetterTargetArn').targets(QUEUE)));
}

function admitsOthers(queue: WorkloadResource): boolean {
  const permission = policyProperty(queue, 'RedriveAllowPolicy', 'redrivePermission').text;
  return permission === 'allowAll' || permission === 'byQueue';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
