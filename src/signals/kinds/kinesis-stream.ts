import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { numberOf } from '../private/derived-threshold';
import { numeric } from '../private/numeric';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

/** What a shard takes in each second. */
const BYTES_PER_SHARD = 1_048_576;
const RECORDS_PER_SHARD = 1_000;

/** Registered consumers have metrics of their own, under their names. */
function perConsumer(stream: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const names = stream.referencedBy('AWS::Kinesis::StreamConsumer', 'StreamARN').map(consumer => consumer.property('ConsumerName'));
  return [...new Set(names)].filter(name => typeof name === 'string' && name !== '' && !Token.isUnresolved(name))
    .map(name => ({ id: name, dimensions: { ...dimensions, ConsumerName: name } }));
}

/** With its retention in milliseconds, where that is known. */
function withRetention(stream: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const hours = numberOf(stream, 'RetentionPeriodHours', 24);
  return hours !== undefined && hours > 0 ? [{ dimensions, constants: { retention: hours * 3_600_000 } }] : [];
}

/** With the capacity of its shards, if it has a fixed number of them. */
function withCapacity(perShard: number): (stream: ObservedResource, dimensions: Dimensions) => SignalVariant[] {
  return (stream, dimensions) => {
    const shards = numeric(stream.property('ShardCount'));
    const isOnDemand = stream.property('StreamModeDetails.StreamMode') === 'ON_DEMAND';
    return !isOnDemand && shards !== undefined && shards > 0 ? [{ dimensions, constants: { capacity: shards * perShard } }] : [];
  };
}

const capacityUse = (title: string, metricName: string, perShard: number): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'capacity', bestPractices: ['PERF03-BP03'],
  appliesWhen: 'the stream has a fixed number of shards', variants: withCapacity(perShard),
  expression: '100*incoming/PERIOD(incoming)/{capacity}', inputs: { incoming: { metricName, statistic: 'Sum' } },
  alarm: {
    threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
    cause: 'Producers come near what all shards together take in each second',
    firstStep: 'Add shards, or switch the stream to on-demand mode',
  },
});

const throttling = (title: string, metricName: string, cause: string, firstStep: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Average', unit: SignalUnit.COUNT, chart: 'throttles',
  alarm: {
    threshold: Threshold.absolute(0.01), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'AWS leaves the number to you; one request of a hundred is more than retries hide.',
    cause, firstStep,
  },
});

const success = (title: string, metricName: string, cause: string, firstStep: string): SignalDefinition => ({
  title, category: SignalCategory.ERRORS, metricName, statistic: 'Average', unit: SignalUnit.RATIO, chart: 'success',
  alarm: {
    threshold: Threshold.absolute(0.99), comparison: Comparison.BELOW,
    severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'AWS leaves the number to you; below 99% the retries of clients no longer hide it. Missing data does not breach: without calls there is none.',
    cause, firstStep,
  },
});

export default defineSignals({
  kind: 'kinesis-stream',
  title: 'Kinesis data stream',
  resourceType: 'AWS::Kinesis::Stream',
  namespace: 'AWS/Kinesis',
  naming: 'the name of the stream, as Stream.fromStreamArn gives it',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html',
  cautions: [
    'A consumer that has stopped reports no iterator age: watch its own metrics as well.',
    'Consumers with enhanced fan-out are not in the GetRecords metrics; each has its own metrics under ConsumerName.',
    'The average of a Success metric is a ratio between 0 and 1.',
    'The metrics are of the whole stream, so one hot shard shows as throttling while the capacity is far from used up.',
  ],
  dimensions: stream => ({ StreamName: stream.ref('streamName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, id: 'putRecords', title: 'records of PutRecords that the service does not fail',
      bad: { inputs: { failed: sum('PutRecords.FailedRecords') }, expression: 'FILL(failed,0)' }, total: { inputs: { records: sum('PutRecords.TotalRecords') } },
      caution: 'Records that are refused since they come too fast are throttled, not failed: WriteProvisionedThroughputExceeded counts them.',
    },
    {
      type: SliType.AVAILABILITY, id: 'putRecord', title: 'calls of PutRecord that succeed',
      bad: { inputs: { calls: samples('PutRecord.Success'), succeeded: sum('PutRecord.Success') }, expression: 'calls-succeeded' },
      total: { inputs: { calls: samples('PutRecord.Success') } },
      caution: 'Calls that the SDK tries again count each time.',
    },
    { type: SliType.LATENCY, title: 'time that a call of PutRecords takes', signalId: 'putLatency' },
    {
      type: SliType.FRESHNESS, id: 'iterator', title: 'age of the last record read by GetRecords', signalId: 'iteratorAge',
      caution: 'It is published while something reads: of a consumer that has stopped there is no age.',
    },
    { type: SliType.FRESHNESS, id: 'fanOut', title: 'lag of a registered consumer', signalId: 'efoMillisBehind' },
    { type: SliType.THROUGHPUT, title: 'records written', signalId: 'incomingRecords' },
  ],
  signals: {
    incomingRecords: { title: 'Records written', category: SignalCategory.TRAFFIC, metricName: 'IncomingRecords', statistic: 'Sum', unit: SignalUnit.COUNT },
    incomingBytes: { title: 'Bytes written', category: SignalCategory.TRAFFIC, metricName: 'IncomingBytes', statistic: 'Sum', unit: SignalUnit.BYTES },
    iteratorAge: {
      title: 'Age of the last record read', category: SignalCategory.LATENCY, metricName: 'GetRecords.IteratorAgeMilliseconds', statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'iterator-age',
      alarm: {
        threshold: Threshold.absolute(60_000), severity: Severity.PAGE, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS names half of the retention, at which data is about to be lost: retentionUse has that. A minute behind for a quarter of an hour is what users of '
          + 'the data feel. Missing data does not breach: a stream without a polling consumer has none.',
        cause: 'A consumer is slower than the producers, or fails on a record again and again',
        firstStep: 'Check the errors and throttles of the consumer, then its parallelisation and the number of shards',
      },
    },
    retentionUse: {
      title: 'Retention used up by the slowest reader', category: SignalCategory.LATENCY, unit: SignalUnit.PERCENT, chart: 'retention',
      appliesWhen: 'the retention is a literal number', variants: withRetention,
      expression: '100*age/{retention}', inputs: { age: { metricName: 'GetRecords.IteratorAgeMilliseconds', statistic: 'Maximum' } },
      alarm: {
        threshold: Threshold.absolute(50), severity: Severity.PAGE, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_DOCUMENTATION,
        rationale: 'AWS: past half of the retention there is a risk that records expire before they are read. Missing data does not breach: without a reader there is none.',
        cause: 'A consumer has been behind for so long that records are about to expire unread',
        firstStep: 'Raise the retention of the stream at once, then mend the consumer',
      },
    },
    writeBytesUse: capacityUse('Capacity for bytes in use', 'IncomingBytes', BYTES_PER_SHARD),
    writeRecordsUse: capacityUse('Capacity for records in use', 'IncomingRecords', RECORDS_PER_SHARD),
    writeThrottled: throttling('Writes throttled', 'WriteProvisionedThroughputExceeded', 'A hot shard, or too few shards for the producers',
      'Look at the shard-level metrics; choose a partition key that spreads better, add shards or use on-demand mode'),
    readThrottled: throttling('Reads throttled', 'ReadProvisionedThroughputExceeded', 'Too many consumers share the 2 MB and 5 calls a second of a shard',
      'Register consumers with enhanced fan-out, or add shards'),
    putRecordSuccess: success('Success of PutRecord', 'PutRecord.Success', 'Producers are throttled, or the service answers with errors',
      'Compare with the throttled writes, and check that the producers retry'),
    putRecordsFailed: {
      title: 'Records refused', category: SignalCategory.ERRORS, metricName: 'PutRecords.FailedRecords', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'refused',
      alarm: {
        threshold: Threshold.absolute(0),
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'putRecordsFailureRate says the same in relation to all records, as AWS asks for.',
        cause: 'Producers are throttled, or the service answers with errors',
        firstStep: 'Compare with the throttled writes, and check that the producers write the refused records again',
      },
    },
    putRecordsFailureRate: {
      title: 'Share of records refused', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'refused-share',
      expression: 'IF(total>0,100*FILL(failed,0)/total,0)',
      inputs: { failed: { metricName: 'PutRecords.FailedRecords', statistic: 'Sum' }, total: { metricName: 'PutRecords.TotalRecords', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Producers are throttled, or the service answers with errors',
        firstStep: 'Compare with the throttled writes, and check that the producers write the refused records again',
      },
    },
    getRecordsSuccess: success('Success of GetRecords', 'GetRecords.Success', 'Consumers are throttled, or the service answers with errors',
      'Compare with the throttled reads, and look into the logs of the consumers'),
    efoMillisBehind: {
      title: 'Delay of an enhanced fan-out consumer', category: SignalCategory.LATENCY, metricName: 'SubscribeToShardEvent.MillisBehindLatest', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'fan-out',
      appliesWhen: 'consumers are registered with the stream', variants: perConsumer,
      alarm: {
        threshold: Threshold.absolute(60_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS leaves the number to you; a minute is that of iteratorAge. Missing data does not breach: a consumer that is switched off has none.',
        cause: 'A consumer with enhanced fan-out is slower than the producers',
        firstStep: 'Check the errors and the processing time of the consumer',
      },
    },
    putLatency: { title: 'Latency of PutRecords', category: SignalCategory.LATENCY, metricName: 'PutRecords.Latency', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'put-latency' },
  },
});
