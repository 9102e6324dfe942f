import type { WorkloadResource } from '../workload-resource';

/** What an event source mapping reads. */
export type SourceKind = 'queue' | 'kinesis' | 'dynamodb';

const TYPES: Readonly<Record<string, SourceKind>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::Kinesis::StreamConsumer': 'kinesis',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
};

const SERVICES: Readonly<Record<string, SourceKind>> = { sqs: 'queue', kinesis: 'kinesis', dynamodb: 'dynamodb' };
const ARN = /^arn:[^:]*:(\w+):/;

/** What an event source mapping reads; `other` for what has no ARN or is something else, `undefined` where only deployment can tell. */
export function sourceKindOf(mapping: WorkloadResource): SourceKind | 'other' | undefined {
  const source = mapping.property('EventSourceArn');
  if (source.isAbsent) return 'other';
  const [, service] = ARN.exec(source.knownText) ?? [];
  if (service !== undefined) return SERVICES[service] ?? 'other';
  const [target] = source.targets();
  if (target) return TYPES[target.resourceType] ?? 'other';
  return source.isUnknown ? undefined : 'other';
}
