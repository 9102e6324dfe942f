import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold, numberOf, unknownAmong } from '../private/derived-threshold';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const S3 = ['ExtendedS3DestinationConfiguration', 'S3DestinationConfiguration'];
const REDSHIFT = 'RedshiftDestinationConfiguration';
const HTTP = 'HttpEndpointDestinationConfiguration';
const OPENSEARCH = 'AmazonopensearchserviceDestinationConfiguration';
const SPLUNK = 'SplunkDestinationConfiguration';
const OTHERS = [
  'ElasticsearchDestinationConfiguration', 'AmazonOpenSearchServerlessDestinationConfiguration', 'SnowflakeDestinationConfiguration', 'IcebergDestinationConfiguration',
];
const DESTINATIONS = [...S3, REDSHIFT, HTTP, OPENSEARCH, SPLUNK, ...OTHERS];

const EVERY_FIVE_MINUTES = 'In periods of five minutes, in which Firehose pushes its metrics.';

/** Processors that are built in; a transformation by a function is none of them. */
const BUILT_IN_PROCESSORS = ['RecordDeAggregation', 'Decompression', 'CloudWatchLogProcessing', 'MetadataExtraction', 'AppendDelimiterToRecord'];

const only = (applies: (stream: ObservedResource) => boolean) =>
  (stream: ObservedResource, dimensions: Dimensions): SignalVariant[] => applies(stream) ? [{ dimensions }] : [];
const deliversTo = (...destinations: string[]) => only(stream => destinations.some(destination => stream.property(destination) !== undefined));

function takesDirectPuts(stream: ObservedResource): boolean {
  const type = stream.property('DeliveryStreamType');
  return (type === undefined || type === 'DirectPut') && stream.property('KinesisStreamSourceConfiguration') === undefined;
}

function isTransformed(stream: ObservedResource): boolean {
  return DESTINATIONS.some(destination => {
    const processors = stream.property(`${destination}.ProcessingConfiguration.Processors`);
    return stream.property(`${destination}.ProcessingConfiguration.Enabled`) === true && Array.isArray(processors)
      && processors.some((_, index) => !BUILT_IN_PROCESSORS.includes(stream.property(`${destination}.ProcessingConfiguration.Processors.${index}.Type`)));
  });
}

/** Of S3 a copy must be asked for; beside other destinations there is one, at least of what could not be delivered. */
function backsUp(stream: ObservedResource): boolean {
  return stream.property('ExtendedS3DestinationConfiguration.S3BackupMode') === 'Enabled'
    || DESTINATIONS.some(destination => !S3.includes(destination) && stream.property(destination) !== undefined);
}

const buffering = new DerivedThreshold('three times the buffering interval, at least 900 s', stream => {
  const property = `${S3.find(destination => stream.property(destination) !== undefined) ?? S3[0]}.BufferingHints.IntervalInSeconds`;
  const seconds = numberOf(stream, property, 300);
  return seconds === undefined ? unknownAmong(stream, property) : { value: Math.max(900, 3 * seconds) };
});

const freshness = (where: string, metric: string, destination: string): SignalDefinition => ({
  title: `Age of the oldest record for ${where}`, category: SignalCategory.LATENCY, metricName: `DeliveryTo${metric}.DataFreshness`, statistic: 'Maximum', unit: SignalUnit.SECONDS, chart: 'freshness',
  appliesWhen: `the stream delivers to ${where}`, variants: deliversTo(destination),
  alarm: {
    threshold: Threshold.absolute(900), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
    rationale: EVERY_FIVE_MINUTES,
    cause: 'The destination is slow, or refuses the records',
    firstStep: 'Read the error log of the stream, then check role, key and health of the destination',
  },
});

const delivery = (where: string, metric: string, destinations: string[], severity: Severity): SignalDefinition => ({
  title: `Success of deliveries to ${where}`, category: SignalCategory.ERRORS, metricName: `DeliveryTo${metric}.Success`, statistic: 'Average', unit: SignalUnit.RATIO, chart: 'success',
  appliesWhen: `the stream delivers to ${where}`, variants: deliversTo(...destinations),
  alarm: {
    threshold: Threshold.absolute(0.99), comparison: Comparison.BELOW,
    severity, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
    cause: 'The destination is down, or the role of the stream may not write to it',
    firstStep: 'Read the error log of the stream, then check role, key and policy of the destination',
  },
});

export default defineSignals({
  kind: 'firehose-stream',
  title: 'Amazon Data Firehose stream',
  resourceType: 'AWS::KinesisFirehose::DeliveryStream',
  namespace: 'AWS/Firehose',
  naming: 'the name of the stream, as DeliveryStream.fromDeliveryStreamName gives it',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html',
  cautions: [
    'A record that cannot be delivered is kept for 24 hours at most, then it is lost.',
    'The average of a Success metric is a ratio between 0 and 1.',
    'A stream is filled up to its buffering interval: data that old is no fault.',
  ],
  dimensions: stream => ({ DeliveryStreamName: stream.ref('deliveryStreamName') }),
  slis: [
    { type: SliType.FRESHNESS, id: 's3', title: 'age of the oldest record that is not yet in S3', signalId: 's3DataFreshness' },
    { type: SliType.FRESHNESS, id: 'http', title: 'age of the oldest record that is not yet at the HTTP endpoint', signalId: 'httpDataFreshness' },
    { type: SliType.FRESHNESS, id: 'openSearch', title: 'age of the oldest record that is not yet in OpenSearch', signalId: 'openSearchDataFreshness' },
    { type: SliType.FRESHNESS, id: 'splunk', title: 'age of the oldest record that is not yet in Splunk', signalId: 'splunkDataFreshness' },
    { type: SliType.FRESHNESS, id: 'backup', title: 'age of the oldest record that is not yet in the backup', signalId: 'backupDataFreshness' },
    { type: SliType.FRESHNESS, id: 'source', title: 'lag behind the source stream', signalId: 'sourceMillisBehind' },
    { type: SliType.THROUGHPUT, title: 'records taken in', signalId: 'incomingRecords' },
  ],
  signals: {
    incomingRecords: { title: 'Records taken in', category: SignalCategory.TRAFFIC, metricName: 'IncomingRecords', statistic: 'Sum', unit: SignalUnit.COUNT },
    incomingBytes: { title: 'Bytes taken in', category: SignalCategory.TRAFFIC, metricName: 'IncomingBytes', statistic: 'Sum', unit: SignalUnit.BYTES },
    throttledRecords: {
      title: 'Records throttled', category: SignalCategory.SATURATION, metricName: 'ThrottledRecords', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles',
      alarm: {
        threshold: Threshold.absolute(0),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
        rationale: EVERY_FIVE_MINUTES,
        cause: 'Producers write more than the quota of the stream lets in',
        firstStep: 'Ask for a higher quota, and let the producers write in batches',
      },
    },
    bytesPerSecondLimitUse: {
      title: 'Quota for bytes in use', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'quota',
      appliesWhen: 'producers write to the stream directly', variants: only(takesDirectPuts),
      expression: '100*(bytes/PERIOD(bytes))/limit',
      inputs: { bytes: { metricName: 'IncomingBytes', statistic: 'Sum' }, limit: { metricName: 'BytesPerSecondLimit', statistic: 'Minimum' } },
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
        rationale: 'AWS compares the bytes of five minutes with the quota, which is not published every minute.',
        cause: 'The traffic comes near the quota of the stream',
        firstStep: 'Ask for a higher quota before records are throttled',
      },
    },
    s3DataFreshness: {
      ...freshness('S3', 'S3', ''), variants: deliversTo(...S3, REDSHIFT),
      alarm: {
        threshold: buffering, severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
        rationale: EVERY_FIVE_MINUTES,
        cause: 'Deliveries fail, and the records age towards the end of their retention',
        firstStep: 'Read the error log of the stream, then check its role, the key and the policy of the bucket',
      },
    },
    s3Success: delivery('S3', 'S3', [...S3, REDSHIFT], Severity.PAGE),
    httpDataFreshness: freshness('an HTTP endpoint', 'HttpEndpoint', HTTP),
    httpSuccess: delivery('an HTTP endpoint', 'HttpEndpoint', [HTTP], Severity.TICKET),
    openSearchDataFreshness: freshness('OpenSearch', 'AmazonOpenSearchService', OPENSEARCH),
    openSearchSuccess: delivery('OpenSearch', 'AmazonOpenSearchService', [OPENSEARCH], Severity.TICKET),
    splunkDataFreshness: freshness('Splunk', 'Splunk', SPLUNK),
    splunkSuccess: delivery('Splunk', 'Splunk', [SPLUNK], Severity.TICKET),
    redshiftSuccess: delivery('Redshift', 'Redshift', [REDSHIFT], Severity.TICKET),
    transformSuccess: {
      title: 'Success of the transformation', category: SignalCategory.ERRORS, metricName: 'ExecuteProcessing.Success', statistic: 'Average', unit: SignalUnit.RATIO, chart: 'transformation',
      appliesWhen: 'a function transforms the records', variants: only(isTransformed),
      alarm: {
        threshold: Threshold.absolute(0.99), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The function that transforms the records fails, or is too slow',
        firstStep: 'Check the errors of the function, and the records under the prefix for failed processing',
      },
    },
    kmsKeyAccessDenied: {
      title: 'Denials of the encryption key', category: SignalCategory.ERRORS, metricName: 'KMSKeyAccessDenied', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'key',
      appliesWhen: 'the stream is encrypted', variants: only(stream => stream.property('DeliveryStreamEncryptionConfigurationInput') !== undefined),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The policy or the grant of the key no longer lets the stream use it',
        firstStep: 'Compare the policy of the key with the role of the stream',
      },
    },
    backupDataFreshness: {
      title: 'Age of the oldest record for the backup', category: SignalCategory.LATENCY, metricName: 'BackupToS3.DataFreshness', statistic: 'Maximum', unit: SignalUnit.SECONDS, chart: 'backup',
      appliesWhen: 'the stream backs records up to S3', variants: only(backsUp),
    },
    sourceMillisBehind: {
      title: 'Delay behind the source stream', category: SignalCategory.LATENCY, metricName: 'KinesisMillisBehindLatest', statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'source',
      appliesWhen: 'the source is a Kinesis data stream', variants: only(stream => stream.property('KinesisStreamSourceConfiguration') !== undefined),
      alarm: {
        threshold: Threshold.absolute(60_000), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 2, origin: ThresholdOrigin.LIBRARY,
        rationale: EVERY_FIVE_MINUTES,
        cause: 'The stream reads more slowly than the producers of the source write',
        firstStep: 'Compare the throttled reads of the source with the throttled calls of the stream, and use fewer consumers or more shards',
      },
    },
  },
});
