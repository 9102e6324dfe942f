import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { hasRequestMetrics, REQUEST_METRICS, requestVariants } from '../private/bucket-metrics';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const perRequest = (signal: SignalDefinition): SignalDefinition => ({
  ...signal, variants: requestVariants, publishedBy: hasRequestMetrics,
  requires: { ...REQUEST_METRICS, howToEnable: 'set metricsConfigurations: [{ id: \'EntireBucket\' }] on the directory bucket' },
});

export default defineSignals({
  kind: 's3express-directory-bucket',
  title: 'S3 directory bucket',
  resourceType: 'AWS::S3Express::DirectoryBucket',
  namespace: 'AWS/S3',
  naming: 'the name of the bucket, with its zone: ImportedResource.declare(bucket, { resourceType: "AWS::S3Express::DirectoryBucket", attributes: { bucketName: "…" } })',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions-directory-buckets.html',
  cautions: [
    'Request metrics are those of the metrics configuration without a filter, or of the first one. They bill as custom metrics, and are delivered at best effort.',
    'Storage metrics come once a day.',
    'The Average of 5xxErrors is the share of requests that fail.',
  ],
  dimensions: bucket => ({ BucketName: bucket.ref('bucketName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are not answered with a 5xx', publishedWith: 'serverErrorRate',
      bad: { inputs: { errors: sum('5xxErrors') }, expression: 'FILL(errors,0)' }, total: { inputs: { requests: sum('AllRequests') } },
      caution: 'A 503 that asks for fewer requests counts as failed, and requests that the SDK tries again count each time.',
    },
    { type: SliType.LATENCY, title: 'time until the first byte of the answer', signalId: 'firstByteLatency' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'allRequests' },
  ],
  signals: {
    allRequests: perRequest({ title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'AllRequests', statistic: 'Sum', unit: SignalUnit.COUNT }),
    serverErrorRate: perRequest({
      title: 'Server error rate', category: SignalCategory.ERRORS, metricName: '5xxErrors', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        rationale: 'Missing data does not breach: a bucket without requests publishes none.',
        cause: 'The bucket gets more requests at once than it takes (503), or its zone has a problem',
        firstStep: 'Check AWS Health for the zone of the bucket, and see that clients keep sessions and retry with backoff',
      },
    }),
    firstByteLatency: perRequest({
      title: 'Time to the first byte', category: SignalCategory.LATENCY, metricName: 'FirstByteLatency', statistic: 'p95', percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.absolute(20), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Large objects, or clients in another zone than the bucket',
        firstStep: 'Check in which zone the clients run, and look at the size of slow objects',
      },
    }),
    bucketSize: {
      title: 'Size', category: SignalCategory.COST, metricName: 'BucketSizeBytes', statistic: 'Average', unit: SignalUnit.BYTES,
      appliesWhen: 'the bucket is in an Availability Zone',
      variants: (bucket, dimensions) => bucket.property('DataRedundancy') === 'SingleLocalZone' ? [] : [{ dimensions: { ...dimensions, StorageType: 'ExpressOneZoneStorage' } }],
      alarm: {
        threshold: Threshold.unset('take the size that you are ready to pay for'), severity: Severity.TICKET, periodSeconds: 86_400, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        enabledByDefault: false,
        cause: 'Objects or unfinished uploads pile up in a storage class that is dear',
        firstStep: 'Find the directories that grow, and add lifecycle rules or move old objects to another class',
      },
    },
  },
});
