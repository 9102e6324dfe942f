import { type AlarmRequirement, isOneWatched, unwatched, type Watchable } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { functionsIn } from '../private/functions';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const FUNCTION = 'AWS::Lambda::Function';
const STREAM = 'AWS::Kinesis::Stream';
const CONSUMER = 'AWS::Kinesis::StreamConsumer';

const OF_FUNCTION: AlarmRequirement = { kind: 'lambda-function', signals: ['iteratorAge'] };
const OF_STREAM: AlarmRequirement = { kind: 'kinesis-stream', signals: ['iteratorAge', 'retentionUse'] };

const STREAMS = [STREAM, CONSUMER, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const STREAM_ARN = /^arn:[^:]*:(kinesis|dynamodb):/;
const ARN = /^arn:[^:]*:\w/;

/** Whether the source is a stream, which keeps records until they expire; `undefined` where only deployment can tell. */
function isStream(source: PropertyValue): boolean | undefined {
  if (STREAM_ARN.test(source.knownText) || source.targets(...STREAMS).length > 0) return true;
  return source.isUnknown && !ARN.test(source.knownText) && source.targets().length === 0 ? undefined : false;
}

const alarm = (functionName: unknown) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions: [{ Name: 'FunctionName', Value: functionName }] },
});
const consumer = {
  Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Clicks', 'Arn'] }, FunctionName: { Ref: 'Handler' } } },
  Clicks: { Type: STREAM, Properties: { ShardCount: 1 } },
  Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } },
};

export default defineRule({
  id: 'OE-StreamConsumerAlarmed',
  bestPractices: ['OPS08-BP04', 'PERF05-BP02'],
  level: RuleLevel.WARNING,
  title: 'Functions that read a stream have an alarm on how far they are behind',
  why: 'A function that is slow, or stuck on a record that it cannot process, falls behind in silence, until the stream drops records that nobody has read',
  remedy: 'Observe the function with ObservedService, or add an alarm: fn.metric(\'IteratorAge\', { statistic: \'Maximum\' }).createAlarm(…)',
  resourceTypes: [MAPPING],
  check: (mapping, context) => {
    if (mapping.property('Enabled').flag === false) return Verdict.NOT_APPLICABLE;
    const source = mapping.property('EventSourceArn');
    const answer = isStream(source);
    if (answer !== true) return answer === undefined ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const functions = functionsIn(mapping.property('FunctionName')).map(({ fn }) => fn);
    // The alarm may be where the function is.
    if (functions.length === 0) return Verdict.NOT_APPLICABLE;
    const streams = source.targets(STREAM, CONSUMER).flatMap(target => target.resourceType === STREAM ? [target] : target.property('StreamARN').targets(STREAM));
    const watchables = [
      ...functions.map((fn): Watchable => [fn, OF_FUNCTION]),
      ...streams.map((stream): Watchable => [stream, OF_STREAM]),
    ];
    return isOneWatched(watchables, context) ? Verdict.COMPLIANT : Verdict.violating(...unwatched([OF_FUNCTION], context));
  },
  compliant: [
    {
      title: 'an alarm on the iterator age of the function',
      resources: { ...consumer, Behind: alarm({ Ref: 'Handler' }) },
      cdk: `const fn = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
fn.addEventSource(new lambda_event_sources.KinesisEventSource(new kinesis.Stream(this, 'Clicks'), { startingPosition: lambda.StartingPosition.LATEST }));
fn.metric('IteratorAge', { statistic: 'Maximum' }).createAlarm(this, 'Behind', { threshold: 60_000, evaluationPeriods: 5 });`,
    },
    {
      title: 'an alarm on the iterator age of the stream',
      resources: {
        ...consumer,
        Behind: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/Kinesis', MetricName: 'GetRecords.IteratorAgeMilliseconds', Dimensions: [{ Name: 'StreamName', Value: { Ref: 'Clicks' } }] },
        },
      },
    },
    {
      title: 'an alias that reads the changes of a table',
      resources: {
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, FunctionName: { Ref: 'Live' } } },
        Orders: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
        Handler: { Type: FUNCTION, Properties: { FunctionName: 'orders' } },
        Behind: alarm('orders'),
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: consumer,
      cdk: `const fn = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
fn.addEventSource(new lambda_event_sources.KinesisEventSource(new kinesis.Stream(this, 'Clicks'), { startingPosition: lambda.StartingPosition.LATEST }));`,
    },
    {
      title: 'a stream of another app',
      resources: {
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks', FunctionName: { Ref: 'Handler' } } },
        Handler: { Type: FUNCTION, Properties: {} },
      },
    },
  ],
  ignored: [
    {
      title: 'a queue',
      resources: {
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Handler' } } },
        Orders: { Type: 'AWS::SQS::Queue', Properties: {} },
        Handler: { Type: FUNCTION, Properties: {} },
      },
    },
    { title: 'a mapping that is switched off', resources: { ...consumer, Mapping: { ...consumer.Mapping, Properties: { ...consumer.Mapping.Properties, Enabled: false } } } },
    { title: 'a function of another app', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks', FunctionName: 'clicks' } } } },
    { title: 'the source is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: { Ref: 'Source' }, FunctionName: { Ref: 'Handler' } } }, Handler: { Type: FUNCTION } } },
  ],
});
