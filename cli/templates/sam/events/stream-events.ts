import { isFunction, membersOf, pick, present } from '../../language/values';
import { type Conversion, made } from '../conversion';
import { arnOf, ref } from '../references';
import type { EventConverter, SamEvent } from './event';

const UNCHANGED = [
  'BatchSize', 'BisectBatchOnFunctionError', 'Enabled', 'FilterCriteria', 'FunctionResponseTypes', 'KmsKeyArn', 'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds', 'MaximumRetryAttempts', 'MetricsConfig', 'ParallelizationFactor', 'ProvisionedPollerConfig', 'Queues', 'ScalingConfig',
  'SourceAccessConfigurations', 'StartingPosition', 'StartingPositionTimestamp', 'Topics', 'TumblingWindowInSeconds',
];

/** A mapping of a queue or a stream to a function; `source` is the property that names it. */
export function streamEvent(source: string | undefined): EventConverter {
  return event => {
    const { id, properties, target, condition } = event;
    const failures = failureDestination(event);
    return {
      resources: {
        [id]: made('AWS::Lambda::EventSourceMapping', present({
          ...pick(properties, ...UNCHANGED),
          EventSourceArn: source === undefined ? undefined : properties[source],
          FunctionName: target.name,
          DestinationConfig: failures.config,
          AmazonManagedKafkaEventSourceConfig: source === 'Stream' ? consumerGroup(properties.ConsumerGroupId) : undefined,
          SelfManagedKafkaEventSourceConfig: source === undefined ? consumerGroup(properties.ConsumerGroupId) : undefined,
          SelfManagedEventSource: source === undefined ? { Endpoints: { KafkaBootstrapServers: properties.KafkaBootstrapServers } } : undefined,
          DocumentDBEventSourceConfig: source === 'Cluster' ? pick(properties, 'DatabaseName', 'CollectionName', 'FullDocument') : undefined,
        }), condition),
        ...failures.made,
      },
    };
  };
}

function consumerGroup(id: unknown): unknown {
  return id === undefined ? undefined : { ConsumerGroupId: id };
}

/** Where failed batches go; a queue or topic that is asked for by type only is made. */
function failureDestination({ id, properties, condition }: SamEvent): { readonly config: unknown; readonly made: Conversion['resources'] } {
  const { DestinationConfig } = properties;
  const { OnFailure } = membersOf(DestinationConfig);
  if (OnFailure === undefined || isFunction(OnFailure)) return { config: DestinationConfig, made: {} };
  const { Type, Destination } = membersOf(OnFailure);
  if (Destination !== undefined || (Type !== 'SQS' && Type !== 'SNS')) return { config: { OnFailure: pick({ Destination }, 'Destination') }, made: {} };
  const [madeId, resourceType] = Type === 'SQS' ? [`${id}Queue`, 'AWS::SQS::Queue'] : [`${id}Topic`, 'AWS::SNS::Topic'];
  return {
    config: { OnFailure: { Destination: Type === 'SQS' ? arnOf(madeId) : ref(madeId) } },
    made: { [madeId]: made(resourceType, {}, condition) },
  };
}

