import { defineRule } from '../private/define-rule';
import { isSwitchedOff, sourceOf } from '../private/event-sources';
import { numberOr } from '../private/functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const PROPERTY = 'FunctionResponseTypes';
const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:orders';
const STREAM = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders';
const BATCH_SIZES = { queue: 10, kinesis: 100, dynamodb: 100 };

const code = (options: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
});
handler.addEventSource(new lambda_event_sources.SqsEventSource(new sqs.Queue(this, 'Orders')${options}));`;

export default defineRule({
  id: 'OE-PartialBatchResponse',
  bestPractices: ['OPS10-BP01', 'PERF02-BP05'],
  level: RuleLevel.WARNING,
  title: 'Functions say which events of a batch they failed to process',
  why: 'One event that fails brings back the whole batch: what was done already is done again, and good events end in the dead-letter queue with the bad one',
  remedy: 'Set reportBatchItemFailures: true on the event source, and return batchItemFailures from the handler',
  resourceTypes: [MAPPING],
  check: mapping => {
    const source = sourceOf(mapping);
    if (source === 'topic' || source === 'other' || isSwitchedOff(mapping)) return Verdict.NOT_APPLICABLE;
    const types = mapping.property(PROPERTY);
    if (types.items.some(({ text }) => text === 'ReportBatchItemFailures')) return Verdict.COMPLIANT;
    const size = source && numberOr(mapping.property('BatchSize'), BATCH_SIZES[source]);
    if (size !== undefined && size <= 1) return Verdict.NOT_APPLICABLE;
    // A batch that fails is cut in two until the event that fails is alone.
    const bisects = mapping.property('BisectBatchOnFunctionError');
    if (bisects.flag === true) return Verdict.COMPLIANT;
    if (size === undefined || bisects.isUnknown || types.isUnknown || types.items.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The function cannot say which events of a batch of up to ${size} have failed`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'failures of single messages',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: QUEUE, FunctionResponseTypes: ['ReportBatchItemFailures'] } } },
      cdk: code(', { reportBatchItemFailures: true }'),
    },
    {
      title: 'a stream of which a batch that fails is cut in two',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: STREAM, BisectBatchOnFunctionError: true } } },
    },
  ],
  violating: [
    {
      title: 'a queue, read ten messages at a time by default',
      resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] } } }, Orders: { Type: 'AWS::SQS::Queue', Properties: {} } },
      cdk: code(''),
    },
    { title: 'a stream', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: STREAM, BatchSize: 500, BisectBatchOnFunctionError: false } } } },
  ],
  ignored: [
    { title: 'one message at a time', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: QUEUE, BatchSize: 1 } } } },
    { title: 'a mapping that is switched off', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: QUEUE, Enabled: false } } } },
    { title: 'a message broker, which has no such answer', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:mq:eu-west-1:123456789012:broker:orders:b-1' } } } },
    { title: 'the size is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: QUEUE, BatchSize: { Ref: 'BatchSize' } } } } },
    { title: 'the source is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: { Ref: 'Source' } } } } },
    { title: 'the answer is a condition', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: QUEUE, FunctionResponseTypes: { 'Fn::If': ['Partial', ['ReportBatchItemFailures'], []] } } } } },
  ],
});
