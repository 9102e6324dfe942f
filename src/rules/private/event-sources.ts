import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

/** What a function reads events from: a queue, a stream of shards, a Kafka topic, or something else. */
export type EventSource = 'queue' | 'stream' | 'topic' | 'other';

const SOURCES: Readonly<Record<string, EventSource>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::Kinesis::StreamConsumer': 'stream',
  'AWS::DynamoDB::Table': 'stream',
  'AWS::DynamoDB::GlobalTable': 'stream',
  'AWS::MSK::Cluster': 'topic',
  'AWS::MSK::ServerlessCluster': 'topic',
};
const TYPES = Object.keys(SOURCES);

const SERVICES: Readonly<Record<string, EventSource>> = { sqs: 'queue', kinesis: 'stream', dynamodb: 'stream', kafka: 'topic', mq: 'other', rds: 'other' };
const SERVICE = /^arn:[^:]*:(\w+):/;

/** What kind of source an event source mapping reads; `undefined` where only deployment can tell. */
export function sourceOf(mapping: WorkloadResource): EventSource | undefined {
  if (!mapping.property('DocumentDBEventSourceConfig').isAbsent) return 'other';
  if (!mapping.property('SelfManagedEventSource').isAbsent) return 'topic';
  const arn = mapping.property('EventSourceArn');
  const service = SERVICE.exec(arn.knownText)?.[1];
  if (service !== undefined && Object.hasOwn(SERVICES, service)) return SERVICES[service];
  const [target] = arn.targets(...TYPES);
  if (target) return SOURCES[target.resourceType];
  return arn.isUnknown ? undefined : 'other';
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
