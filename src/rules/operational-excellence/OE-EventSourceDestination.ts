import { defineRule } from '../private/define-rule';
import { isGiven, isStream, isSwitchedOff, sourceOf } from '../private/event-sources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const PROPERTY = 'DestinationConfig.OnFailure.Destination';
const STREAM = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders';
const HANDLER = `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`;

export default defineRule({
  id: 'OE-EventSourceDestination',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  title: 'Records of a stream that a function cannot process go to a destination',
  why: 'A record that fails is tried again until it expires, and holds up all that come after it in its shard, and where retries are limited it is lost without a trace',
  remedy: 'Set onFailure: new lambda_event_sources.SqsDlq(queue) together with retryAttempts',
  nagRule: 'lambda.LambdaEventSourceMappingDestination',
  nagDifference: 'it asks for a destination for queues as well, which have a dead-letter queue of their own, and for mappings that are switched off',
  resourceTypes: [MAPPING],
  check: mapping => {
    const source = sourceOf(mapping);
    if (source === 'queue' || source === 'other' || isSwitchedOff(mapping)) return Verdict.NOT_APPLICABLE;
    const given = isGiven(mapping.property(PROPERTY));
    if (given) return Verdict.COMPLIANT;
    if (given === undefined || source === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The mapping names no destination for records of the ${isStream(source) ? 'stream' : source} that the function fails to process`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a queue for what fails',
      resources: {
        Mapping: {
          Type: MAPPING,
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } } },
        },
        Orders: { Type: 'AWS::Kinesis::Stream', Properties: {} },
        Failed: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
      cdk: `${HANDLER}
handler.addEventSource(new lambda_event_sources.KinesisEventSource(new kinesis.Stream(this, 'Orders'), {
  startingPosition: lambda.StartingPosition.LATEST,
  retryAttempts: 3,
  onFailure: new lambda_event_sources.SqsDlq(new sqs.Queue(this, 'Failed')),
}));`,
    },
  ],
  violating: [
    {
      title: 'the stream of a table',
      resources: {
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, StartingPosition: 'LATEST' } },
        Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      },
      cdk: `${HANDLER}
const orders = new dynamodb.Table(this, 'Orders', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  stream: dynamodb.StreamViewType.NEW_IMAGE,
});
handler.addEventSource(new lambda_event_sources.DynamoEventSource(orders, { startingPosition: lambda.StartingPosition.LATEST }));`,
    },
    {
      title: 'a stream of another app, where retries are limited',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: STREAM, StartingPosition: 'LATEST', MaximumRetryAttempts: 3 } } },
    },
    {
      title: 'a Kafka topic',
      resources: { Mapping: { Type: MAPPING, Properties: { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['kafka:9092'] } }, Topics: ['orders'] } } },
    },
  ],
  ignored: [
    { title: 'a queue, which has a dead-letter queue of its own', resources: { Mapping: { Type: MAPPING, Properties: { FunctionName: 'orders', EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:orders' } } } },
    { title: 'a mapping that is switched off', resources: { Mapping: { Type: MAPPING, Properties: { FunctionName: 'orders', EventSourceArn: STREAM, Enabled: false } } } },
    { title: 'the source is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: { Ref: 'Source' }, StartingPosition: 'LATEST' } } } },
    {
      title: 'the destination is a parameter',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: STREAM, DestinationConfig: { OnFailure: { Destination: { Ref: 'FailedArn' } } } } } },
    },
    {
      title: 'the change stream of a DocumentDB cluster, which takes no destination',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders', DocumentDBEventSourceConfig: { DatabaseName: 'orders' } } } },
    },
  ],
});
