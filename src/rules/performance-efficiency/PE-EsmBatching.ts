import { defineRule } from '../private/define-rule';
import { isSwitchedOff, sourceOf } from '../private/event-sources';
import { functionsIn, numberOr, timeoutOf } from '../private/functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const SIZE = 'BatchSize';
const WINDOW = 'MaximumBatchingWindowInSeconds';
const DEFAULT_STREAM_SIZE = 100;

/** With a timeout as long as this, a message is a job, next to which the invocation is nothing. */
const SECONDS_OF_A_JOB = 300;

function doesJobs(mapping: WorkloadResource): boolean | undefined {
  const [use] = functionsIn(mapping.property('FunctionName'));
  if (!use) return false;
  const timeout = timeoutOf(use.fn);
  return timeout === undefined ? undefined : timeout >= SECONDS_OF_A_JOB;
}

const code = (settings: string) => `const worker = new lambda.Function(this, 'Worker', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
worker.addEventSource(new lambda_event_sources.SqsEventSource(new sqs.Queue(this, 'Orders'), { ${settings} }));`;

const queue = (properties: object, worker: object = {}) => ({
  Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Worker' }, ...properties } },
  Orders: { Type: 'AWS::SQS::Queue', Properties: {} },
  Worker: { Type: 'AWS::Lambda::Function', Properties: worker },
});
const stream = (properties: object) => ({
  Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks', FunctionName: 'worker', ...properties } },
});

export default defineRule({
  id: 'PE-EsmBatching',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  title: 'Functions take messages and records in batches',
  why: 'Each invocation has its overhead: with a batch of one it is paid for every message, and a large batch fills on a stream only where the function waits for it a little',
  remedy: 'Set batchSize to 10 or more with reportBatchItemFailures: true, and maxBatchingWindow to a second or more where a stream is read in large batches',
  resourceTypes: [MAPPING],
  check: mapping => {
    const enabled = mapping.property('Enabled');
    const kind = isSwitchedOff(mapping) ? 'other' : sourceOf(mapping);
    if (kind === 'other' || kind === 'topic') return Verdict.NOT_APPLICABLE;
    const size = mapping.property(SIZE);
    const number = numberOr(size, DEFAULT_STREAM_SIZE);
    const window = mapping.property(WINDOW);
    const isSingle = number === 1;
    const isUnfilled = kind !== 'queue' && (number ?? 0) > DEFAULT_STREAM_SIZE && numberOr(window, 0) === 0;
    if (!isSingle && !isUnfilled) return size.isUnknown || window.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
    const isJob = isSingle ? doesJobs(mapping) : false;
    if (isJob) return Verdict.NOT_APPLICABLE;
    if (kind === undefined || isJob === undefined || enabled.isUnknown) return Verdict.UNKNOWN;
    if (isSingle) return Verdict.violating({ message: 'The size of a batch is 1', property: SIZE });
    return Verdict.violating({ message: `The size of a batch is ${number}, and the function waits 0 s for it to fill`, property: WINDOW });
  },
  compliant: [
    {
      title: 'ten messages at a time',
      resources: queue({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] }),
      cdk: code('batchSize: 10, reportBatchItemFailures: true'),
    },
    { title: 'what Lambda does by default', resources: queue({}) },
    { title: 'a large batch that has five seconds to fill', resources: stream({ BatchSize: 1000, MaximumBatchingWindowInSeconds: 5 }) },
  ],
  violating: [
    { title: 'one message at a time', resources: queue({ BatchSize: 1 }), cdk: code('batchSize: 1') },
    { title: 'one record of a stream at a time', resources: stream({ BatchSize: 1 }) },
    { title: 'a large batch that has no time to fill', resources: stream({ BatchSize: 1000 }) },
  ],
  ignored: [
    { title: 'a mapping that is switched off', resources: queue({ BatchSize: 1, Enabled: false }) },
    { title: 'messages that are long jobs', resources: queue({ BatchSize: 1 }, { Timeout: 600 }) },
    { title: 'topics of Kafka', resources: { Mapping: { Type: MAPPING, Properties: { BatchSize: 1, EventSourceArn: 'arn:aws:kafka:eu-west-1:123456789012:cluster/clicks/0', Topics: ['clicks'] } } } },
    { title: 'the size is a parameter', resources: queue({ BatchSize: { Ref: 'BatchSize' } }) },
    { title: 'the source is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { BatchSize: 1, EventSourceArn: { Ref: 'SourceArn' } } } } },
    { title: 'the timeout of the function is a parameter', resources: queue({ BatchSize: 1 }, { Timeout: { Ref: 'Timeout' } }) },
  ],
});
