import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { hasRequestMetrics, replicationVariants, REQUEST_METRICS, requestVariants } from '../private/bucket-metrics';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const DAY = 86_400;
const QUIET = 'Missing data does not breach: a bucket without requests publishes none.';

const perRequest = (signal: SignalDefinition): SignalDefinition => ({
  ...signal, requires: REQUEST_METRICS, publishedBy: hasRequestMetrics, variants: requestVariants,
});

const latency = (title: string, metricName: string): SignalDefinition => perRequest({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'p95', percentiles: true, dashboardStatistics: ['p50', 'p95', 'p99'], unit: SignalUnit.MILLISECONDS,
});

const REPLICATION = { appliesWhen: 'a replication rule with an id publishes metrics', variants: replicationVariants };

export default defineSignals({
  kind: 's3-bucket',
  title: 'S3 bucket',
  resourceType: 'AWS::S3::Bucket',
  namespace: 'AWS/S3',
  naming: 'the name of the bucket, as Bucket.fromBucketName and fromBucketArn give it',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html',
  cautions: [
    'Request metrics are those of the metrics configuration without a filter, or of the first one. They bill as custom metrics, 16 per configuration, and are delivered at best effort.',
    'Storage metrics come once a day; the size is that of the storage class Standard alone.',
    'The Average of 4xxErrors and 5xxErrors is the share of requests that fail.',
  ],
  dimensions: bucket => ({ BucketName: bucket.ref('bucketName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are not answered with a 5xx', publishedWith: 'serverErrorRate',
      bad: { inputs: { errors: sum('5xxErrors') }, expression: 'FILL(errors,0)' }, total: { inputs: { requests: sum('AllRequests') } },
      caution: 'A 503 that asks for fewer requests counts as failed, and requests that the SDK tries again count each time.',
    },
    { type: SliType.LATENCY, id: 'firstByte', title: 'time until the first byte of the answer', signalId: 'firstByteLatency' },
    { type: SliType.LATENCY, id: 'total', title: 'time until the last byte of the answer', signalId: 'totalLatency' },
    { type: SliType.FRESHNESS, title: 'lag of the replica', signalId: 'replicationLatency' },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'allRequests' },
  ],
  signals: {
    allRequests: perRequest({ title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'AllRequests', statistic: 'Sum', unit: SignalUnit.COUNT }),
    bytesDownloaded: perRequest({ title: 'Downloads', category: SignalCategory.TRAFFIC, metricName: 'BytesDownloaded', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'transfer' }),
    bytesUploaded: perRequest({ title: 'Uploads', category: SignalCategory.TRAFFIC, metricName: 'BytesUploaded', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'transfer' }),
    serverErrorRate: perRequest({
      title: 'Server error rate', category: SignalCategory.ERRORS, metricName: '5xxErrors', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.PAGE, evaluationPeriods: 15,
        origin: ThresholdOrigin.AWS_RECOMMENDED, rationale: QUIET,
        cause: 'S3 slows requests down (503) because a prefix gets too many at once, or has a problem of its own',
        firstStep: 'Check AWS Health, spread the keys over prefixes, and see that clients retry with backoff',
      },
    }),
    clientErrorRate: perRequest({
      title: 'Client error rate', category: SignalCategory.ERRORS, metricName: '4xxErrors', statistic: 'Average', unit: SignalUnit.RATIO,
      alarm: {
        threshold: Threshold.absolute(0.05), severity: Severity.TICKET, evaluationPeriods: 15,
        origin: ThresholdOrigin.AWS_RECOMMENDED, rationale: QUIET,
        cause: 'A permission is missing, or clients ask for keys that are not there',
        firstStep: 'Group the server access log of the bucket by error code and requester',
      },
    }),
    replicationFailed: {
      title: 'Failed replication', category: SignalCategory.ERRORS, metricName: 'OperationsFailedReplication', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'replication', ...REPLICATION,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: without new objects there is nothing to replicate.',
        cause: 'The replication role may not read, encrypt or write, or the policy of the destination refuses it',
        firstStep: 'Read the reason in the events of failed replication, and check role, key and policy of the destination',
      },
    },
    firstByteLatency: {
      ...latency('Time to the first byte', 'FirstByteLatency'),
      alarm: {
        threshold: Threshold.absolute(1_000), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Large objects, keys that are encrypted one by one, or clients far away',
        firstStep: 'Look at the size and the storage class of slow objects, and put CloudFront in front of distant clients',
      },
    },
    totalLatency: latency('Time of a request', 'TotalRequestLatency'),
    replicationLatency: {
      title: 'Replication latency', category: SignalCategory.LATENCY, metricName: 'ReplicationLatency', statistic: 'Maximum', unit: SignalUnit.SECONDS, chart: 'replication-latency', ...REPLICATION,
      alarm: {
        threshold: Threshold.absolute(900), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'More is written than replication keeps up with, or the destination slows it down',
        firstStep: 'Look at BytesPendingReplication, and switch on Replication Time Control if 15 minutes are promised',
      },
    },
    bucketSize: {
      title: 'Size', category: SignalCategory.COST, metricName: 'BucketSizeBytes', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'storage',
      variants: (_, dimensions) => [{ dimensions: { ...dimensions, StorageType: 'StandardStorage' } }],
      alarm: {
        threshold: Threshold.unset('take the size that you are ready to pay for'), severity: Severity.TICKET, periodSeconds: DAY, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Objects, old versions or unfinished uploads pile up',
        firstStep: 'Look at the largest prefixes in S3 Storage Lens, and add lifecycle rules for them',
      },
    },
    objectCount: {
      title: 'Objects', category: SignalCategory.COST, metricName: 'NumberOfObjects', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'objects',
      variants: (_, dimensions) => [{ dimensions: { ...dimensions, StorageType: 'AllStorageTypes' } }],
      alarm: {
        threshold: Threshold.unset('take the number of objects that your lifecycle rules should keep'), severity: Severity.TICKET, periodSeconds: DAY, evaluationPeriods: 1,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A writer makes many small objects, or lifecycle rules do not expire them',
        firstStep: 'Find the prefix that grows, batch its writes, and check the lifecycle rules',
      },
    },
  },
});
