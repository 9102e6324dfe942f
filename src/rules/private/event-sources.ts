import { entryOf } from '../../core/private/entry-of';
import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

/** What a function reads events from: a queue, a stream of shards, a Kafka topic, or something else. */
export type EventSource = 'queue' | 'kinesis' | 'dynamodb' | 'topic' | 'other';

const SOURCES: Readonly<Record<string, EventSource>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::Kinesis::StreamConsumer': 'kinesis',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::MSK::Cluster': 'topic',
  'AWS::MSK::ServerlessCluster': 'topic',
};

const SERVICES: ReadonlyMap<string | undefined, EventSource> = new Map([['sqs', 'queue'], ['kinesis', 'kinesis'], ['dynamodb', 'dynamodb'], ['kafka', 'topic'], ['mq', 'other'], ['rds', 'other']]);
const SERVICE = /^arn:[^:]*:(\w+):/;

/** What kind of source an event source mapping reads; `undefined` where only deployment can tell. */
export function sourceOf(mapping: WorkloadResource): EventSource | undefined {
  if (!mapping.property('DocumentDBEventSourceConfig').isAbsent) return 'other';
  if (!mapping.property('SelfManagedEventSource').isAbsent) return 'topic';
  const arn = mapping.property('EventSourceArn');
  const ofService = SERVICES.get(SERVICE.exec(arn.knownText)?.[1]);
  if (ofService !== undefined) return ofService;
  const [target] = arn.targets();
  if (target) return entryOf(SOURCES, target.resourceType) ?? 'other';
  return arn.isUnknown ? undefined : 'other';
}

/** Whether a source is a stream of shards. */
export function isStream(source: EventSource | undefined): boolean {
  return source === 'kinesis' || source === 'dynamodb';
}

/** Whether an event source mapping is switched off. */
export function isSwitchedOff(mapping: WorkloadResource): boolean {
  return mapping.property('Enabled').flag === false;
}

/** Whether something names where failed events go; `undefined` when only deployment can tell. */
export function isGiven(destination: PropertyValue): boolean | undefined {
  if (destination.knownText !== '' || destination.targets().length > 0) return true;
  return destination.isUnknown ? undefined : false;
}
