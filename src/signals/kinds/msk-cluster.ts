import { entryOf } from '../../core/private/entry-of';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin, type AlarmSpec } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { partOf, textOf } from '../private/name-parts';
import { numeric } from '../private/numeric';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

/** More than a cluster can have; beyond it the number is a mistake. */
const MAXIMUM_BROKERS = 100;
const BROKER_LEVELS = ['PER_BROKER', 'PER_TOPIC_PER_BROKER', 'PER_TOPIC_PER_PARTITION'];

/** Partitions that AWS recommends at most for a standard broker, by the size of its instance. */
const PARTITIONS: Readonly<Record<string, number>> = { 'small': 300, 'large': 1_000, 'xlarge': 1_000, '2xlarge': 2_000 };
const PARTITIONS_OF_LARGER = 4_000;

function clusterName(cluster: ObservedResource): string | undefined {
  const declared = cluster.imported ? cluster.attribute('ClusterName', 'clusterName') : textOf(cluster.property('ClusterName'));
  if (declared !== undefined) return declared;
  const arn = cluster.ref('clusterArn');
  return arn === undefined ? undefined : partOf(arn, '/', 1);
}

/** Express brokers have storage without a limit, and copies that the service looks after. */
const isStandard = (cluster: ObservedResource): boolean => !String(cluster.property('BrokerNodeGroupInfo.InstanceType')).startsWith('express.');

function brokersOf(cluster: ObservedResource): string[] {
  const brokers = numeric(cluster.property('NumberOfBrokerNodes'));
  const isCount = brokers !== undefined && Number.isInteger(brokers) && brokers > 0 && brokers <= MAXIMUM_BROKERS;
  return isCount ? Array.from({ length: brokers }, (_, index) => String(index + 1)) : [];
}

const perBroker = {
  appliesWhen: 'the number of brokers is a literal number',
  variants: (cluster: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    brokersOf(cluster).map(broker => ({ id: broker, dimensions: { ...dimensions, 'Broker ID': broker } })),
};
const perStandardBroker = {
  appliesWhen: 'the brokers are of the standard type, and their number is a literal number',
  variants: (cluster: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    isStandard(cluster) ? perBroker.variants(cluster, dimensions) : [],
};
const ofStandard = {
  appliesWhen: 'the brokers are of the standard type',
  variants: (cluster: ObservedResource, dimensions: Dimensions): SignalVariant[] => isStandard(cluster) ? [{ dimensions }] : [],
};
const monitored = {
  requires: { ruleId: 'PE-MskMonitoring', howToEnable: 'set EnhancedMonitoring of the cluster to PER_BROKER' },
  publishedBy: (cluster: ObservedResource): boolean => BROKER_LEVELS.includes(cluster.property('EnhancedMonitoring')),
};

const partitions = new DerivedThreshold('the number of partitions that AWS recommends at most for the type of the broker', cluster => {
  const property = 'BrokerNodeGroupInfo.InstanceType';
  const type: unknown = cluster.property(property);
  if (type === undefined) return unknownProperty(cluster, property, 'absent');
  if (typeof type !== 'string') return unknownProperty(cluster, property, 'token');
  const size = /^kafka\.\w+\.(\w+)$/.exec(type)?.[1];
  if (size === undefined) return { reason: `AWS names no number of partitions for ${property}: give the signal a threshold of its own` };
  return { value: entryOf(PARTITIONS, size) ?? PARTITIONS_OF_LARGER };
});

type Words = Pick<AlarmSpec, 'cause' | 'firstStep'>;

const ticketAt = (value: number, words: Words, rationale?: string): AlarmSpec => ({
  threshold: Threshold.absolute(value),
  severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_DOCUMENTATION, rationale, ...words,
});

const pageAboveZero = (words: Words): AlarmSpec =>
  ({ threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...words });

const bytes = (title: string, metricName: string): SignalDefinition =>
  ({ ...perBroker, title, category: SignalCategory.TRAFFIC, metricName, statistic: 'Average', unit: SignalUnit.BYTES_PER_SECOND, chart: 'bytes' });

const bandwidth = (title: string, metricName: string): SignalDefinition => ({
  ...perStandardBroker, ...monitored, title, category: SignalCategory.SATURATION, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'bandwidth',
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
    cause: 'The broker sends or receives more than the network of its instance carries',
    firstStep: 'Compare the brokers: move partitions where one has more, else use a larger instance or more brokers',
  },
});

export default defineSignals({
  kind: 'msk-cluster',
  title: 'Amazon MSK cluster',
  resourceType: 'AWS::MSK::Cluster',
  namespace: 'AWS/Kafka',
  naming: 'the name of the cluster, or its ARN',
  source: 'https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html',
  cautions: [
    'The lag of consumers (MaxOffsetLag, EstimatedMaxTimeLag) has the dimensions Consumer Group and Topic, which no template tells: alarm on it with a kind of your own.',
    'CpuUser and CpuSystem are shares of one broker; AWS asks to keep their sum below 60%, so that the others can take over for a broker that fails.',
    'Brokers are restarted one by one for patches: partitions are under-replicated for some minutes then.',
  ],
  dimensions: cluster => ({ 'Cluster Name': clusterName(cluster) }),
  slis: [
    { type: SliType.THROUGHPUT, id: 'in', title: 'bytes that a broker receives from clients in a second', signalId: 'bytesIn' },
    { type: SliType.THROUGHPUT, id: 'out', title: 'bytes that a broker sends to clients in a second', signalId: 'bytesOut' },
  ],
  signals: {
    bytesIn: bytes('Bytes received', 'BytesInPerSec'),
    bytesOut: bytes('Bytes sent', 'BytesOutPerSec'),
    activeController: {
      title: 'Active controller', category: SignalCategory.AVAILABILITY, metricName: 'ActiveControllerCount', statistic: 'Maximum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW,
        severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_DOCUMENTATION,
        rationale: 'AWS: one controller is active at any time. Missing data does not breach: while the cluster is made there is none.',
        cause: 'The brokers have not agreed on a controller, so that leaders of partitions are no longer chosen',
        firstStep: 'Check the state of the cluster and AWS Health, then the logs of the brokers',
      },
    },
    offlinePartitions: {
      ...ofStandard, title: 'Partitions offline', category: SignalCategory.AVAILABILITY, metricName: 'OfflinePartitionsCount', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'partitions',
      alarm: pageAboveZero({
        cause: 'Partitions have no leader: nobody can write to them or read from them',
        firstStep: 'See which brokers are down, and whether topics have a replication factor below three',
      }),
    },
    underMinIsr: {
      ...perStandardBroker, title: 'Partitions below the minimum of replicas', category: SignalCategory.AVAILABILITY, metricName: 'UnderMinIsrPartitionCount', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'replicas',
      alarm: pageAboveZero({
        cause: 'Too few replicas are in sync, so writes that ask for all of them are refused',
        firstStep: 'See which broker the replicas are missing on, and whether min.insync.replicas leaves room for one broker to fail',
      }),
    },
    underReplicatedPartitions: {
      ...perStandardBroker, title: 'Partitions under-replicated', category: SignalCategory.SATURATION, metricName: 'UnderReplicatedPartitions', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'replicas',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, origin: ThresholdOrigin.LIBRARY,
        rationale: 'Half an hour is longer than the restart of a broker. Missing data does not breach: a broker that is replaced reports none.',
        cause: 'A broker is down or overloaded, and its replicas fall behind',
        firstStep: 'Compare processor, disk and network of the brokers, and add brokers or move partitions',
      },
    },
    cpu: {
      ...perBroker, title: 'CPU in use', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'cpu', bestPractices: ['PERF03-BP03'],
      expression: 'user+system', inputs: { user: { metricName: 'CpuUser', statistic: 'Average' }, system: { metricName: 'CpuSystem', statistic: 'Average' } },
      alarm: ticketAt(60, {
        cause: 'The brokers have no room left to take over for one that fails',
        firstStep: 'Compare the brokers: move partitions where one has more, else use a larger instance or more brokers',
      }, 'AWS asks to stay below 60%. Missing data does not breach: a broker that is replaced reports none.'),
    },
    diskUsed: {
      ...perStandardBroker, title: 'Disk for data in use', category: SignalCategory.SATURATION, metricName: 'KafkaDataLogsDiskUsed', statistic: 'Maximum', unit: SignalUnit.PERCENT, chart: 'disk', bestPractices: ['PERF03-BP03'],
      alarm: {
        ...ticketAt(85, {
          cause: 'The data of the topics fills the disk of the broker; a full disk stops it',
          firstStep: 'Raise the storage of the brokers, shorten the retention of the largest topics, or switch on storage auto scaling',
        }),
        comparison: Comparison.AT_OR_ABOVE,
      },
    },
    heapAfterGc: {
      ...perStandardBroker, title: 'Heap in use after garbage collection', category: SignalCategory.SATURATION, metricName: 'HeapMemoryAfterGC', statistic: 'Maximum', unit: SignalUnit.PERCENT, chart: 'heap',
      alarm: ticketAt(60, {
        cause: 'Many partitions, clients or transactions keep the heap of the broker full',
        firstStep: 'Lower transactional.id.expiration.ms if clients use transactions, else use a larger instance or fewer partitions',
      }),
    },
    partitions: {
      ...perStandardBroker, title: 'Partitions of a broker', category: SignalCategory.SATURATION, metricName: 'PartitionCount', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'partitions-of-a-broker',
      alarm: {
        threshold: partitions, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_DOCUMENTATION,
        cause: 'The broker has more partitions, replicas included, than its instance is made for',
        firstStep: 'Add brokers and move partitions to them, use a larger instance, or delete topics that nobody uses',
      },
    },
    connections: { ...perBroker, title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'ConnectionCount', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'connections' },
    bandwidthInExceeded: bandwidth('Packets held back on the way in', 'BwInAllowanceExceeded'),
    bandwidthOutExceeded: bandwidth('Packets held back on the way out', 'BwOutAllowanceExceeded'),
    produceThrottleTime: {
      ...perBroker, ...monitored, title: 'Throttling of producers', category: SignalCategory.LATENCY, metricName: 'ProduceThrottleTime', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'throttling',
    },
    fetchThrottleTime: {
      ...perBroker, ...monitored, title: 'Throttling of consumers', category: SignalCategory.LATENCY, metricName: 'FetchThrottleTime', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'throttling',
    },
  },
});
