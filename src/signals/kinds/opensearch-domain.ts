import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin, type AlarmSpec } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold, numberOf, unknownAmong } from '../private/derived-threshold';
import { numeric } from '../private/numeric';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold, type ThresholdValue } from '../threshold';

type Dimensions = { [name: string]: string };

const MEBIBYTES_PER_GIBIBYTE = 1024;

const only = (applies: (domain: ObservedResource) => boolean) => (domain: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  applies(domain) ? [{ dimensions }] : [];
const isOn = (domain: ObservedResource, property: string): boolean => domain.property(property) === true || domain.property(property) === 'true';

const MASTERS = { appliesWhen: 'the domain has dedicated master nodes', variants: only(domain => isOn(domain, 'ClusterConfig.DedicatedMasterEnabled')) };
const ENCRYPTED = { appliesWhen: 'data is encrypted at rest', variants: only(domain => isOn(domain, 'EncryptionAtRestOptions.Enabled')) };

const documented = (alarm: Omit<AlarmSpec, 'origin'>): AlarmSpec => ({ comparison: Comparison.AT_OR_ABOVE, origin: ThresholdOrigin.AWS_DOCUMENTATION, ...alarm });

const rejected = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'rejected',
  alarm: documented({
    threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 1,
    cause: 'The thread pool and its queue are full, and requests are turned away',
    firstStep: 'Slow the clients down, look for heavy requests, and add data nodes',
  }),
});

const queued = (title: string, metricName: string, threshold: number): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Average', unit: SignalUnit.COUNT, chart: 'queues',
  alarm: documented({
    threshold: Threshold.absolute(threshold), severity: Severity.TICKET, evaluationPeriods: 1,
    cause: 'Requests arrive faster than the nodes work them off',
    firstStep: 'Slow the clients down, look for heavy requests, and add data nodes',
  }),
});

const slow = (title: string, metricName: string, milliseconds: number): SignalDefinition => ({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'p99', percentiles: true, unit: SignalUnit.MILLISECONDS,
  alarm: {
    threshold: Threshold.absolute(milliseconds), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
    cause: 'Heavy queries or large bulk requests, or nodes that are busy',
    firstStep: 'Read the slow logs, look for rejected tasks, then scale the data nodes',
  },
});

const keyTrouble = (title: string, metricName: string, cause: string): SignalDefinition => ({
  title, category: SignalCategory.ERRORS, metricName, statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'key', ...ENCRYPTED,
  alarm: documented({
    threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 1, cause,
    firstStep: 'Enable the key and restore its grants at once: without it the data of the domain is lost',
  }),
});

const jvm = (title: string, metricName: string, threshold: number, severity: Severity): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Maximum', unit: SignalUnit.PERCENT, chart: 'memory',
  alarm: documented({
    threshold: Threshold.absolute(threshold), severity, evaluationPeriods: 3,
    cause: 'Large aggregations, large bulk requests, or too many shards for the memory',
    firstStep: 'Cancel heavy tasks, then take larger nodes or fewer shards',
  }),
});

const cpu = (title: string, metricName: string, threshold: number): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Maximum', unit: SignalUnit.PERCENT, chart: 'cpu',
  alarm: documented({
    threshold: Threshold.absolute(threshold), severity: Severity.TICKET, periodSeconds: 900, evaluationPeriods: 3,
    cause: 'Heavy queries, much indexing, or too many shards',
    firstStep: 'Read the hot threads of the nodes, then take larger or more of them',
  }),
});

function storageLimit(domain: ObservedResource): ThresholdValue {
  const size = domain.property('EBSOptions.VolumeSize');
  if (size === undefined && !domain.imported) return { value: 20_480 };
  const gibibytes = numeric(size);
  return gibibytes === undefined || gibibytes < 0 ? unknownAmong(domain, 'EBSOptions.VolumeSize') : { value: gibibytes * MEBIBYTES_PER_GIBIBYTE / 4 };
}

/** Data nodes, dedicated masters and UltraWarm nodes: the metric counts all of them. */
function nodeCount(domain: ObservedResource): ThresholdValue {
  const config = (name: string) => `ClusterConfig.${name}`;
  const parts = [
    numberOf(domain, config('InstanceCount'), 1),
    isOn(domain, config('DedicatedMasterEnabled')) ? numberOf(domain, config('DedicatedMasterCount'), 3) : 0,
    isOn(domain, config('WarmEnabled')) ? numberOf(domain, config('WarmCount'), 2) : 0,
  ];
  const nodes = parts.reduce<number>((total, part) => total + Math.max(0, part ?? NaN), 0);
  return Number.isNaN(nodes) ? unknownAmong(domain, config('InstanceCount'), config('DedicatedMasterCount'), config('WarmCount')) : { value: nodes };
}

export default defineSignals({
  kind: 'opensearch-domain',
  title: 'OpenSearch domain',
  resourceType: 'AWS::OpenSearchService::Domain',
  namespace: 'AWS/ES',
  naming: 'the name of the domain, as Domain.fromDomainEndpoint and fromDomainAttributes give it',
  source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html',
  cautions: [
    'Metrics have the account in the dimension ClientId, beside the name of the domain.',
    'FreeStorageSpace is in MiB and per node: its Minimum is the fullest node, its Sum the whole domain.',
    'KMSKeyError and KMSKeyInaccessible are published only when there is a problem with the key.',
    'While a change is deployed, the domain has the nodes of the old and the new configuration.',
  ],
  dimensions: domain => ({ DomainName: domain.ref('domainName'), ClientId: domain.env.account }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests that are not answered with a 5xx',
      bad: { inputs: { failed: sum('5xx') }, expression: 'FILL(failed,0)' }, total: { inputs: { requests: sum('OpenSearchRequests') } },
    },
    { type: SliType.LATENCY, id: 'search', title: 'time that a search takes on a shard', signalId: 'searchLatency' },
    { type: SliType.LATENCY, id: 'indexing', title: 'time that indexing takes on a shard', signalId: 'indexingLatency' },
    { type: SliType.THROUGHPUT, id: 'search', title: 'searches', signalId: 'searchRate' },
    { type: SliType.THROUGHPUT, id: 'indexing', title: 'indexing operations', signalId: 'indexingRate' },
  ],
  signals: {
    searchRate: { title: 'Searches', category: SignalCategory.TRAFFIC, metricName: 'SearchRate', statistic: 'Sum', unit: SignalUnit.COUNT },
    indexingRate: { title: 'Indexing operations', category: SignalCategory.TRAFFIC, metricName: 'IndexingRate', statistic: 'Sum', unit: SignalUnit.COUNT },
    statusRed: {
      title: 'Red status', category: SignalCategory.AVAILABILITY, metricName: 'ClusterStatus.red', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'status',
      alarm: documented({
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 1,
        cause: 'A primary shard and its replicas are on no node, and the data of an index is missing',
        firstStep: 'Ask _cluster/allocation/explain why the shard has no node, and restore the index from a snapshot if it is lost',
      }),
    },
    statusYellow: {
      title: 'Yellow status', category: SignalCategory.AVAILABILITY, metricName: 'ClusterStatus.yellow', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'status',
      alarm: documented({
        threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 5,
        cause: 'A replica shard is on no node: there are too few nodes or zones for it, or one just failed',
        firstStep: 'Ask _cluster/allocation/explain, and compare the number of replicas with that of nodes and zones',
      }),
    },
    nodes: {
      title: 'Nodes', category: SignalCategory.AVAILABILITY, metricName: 'Nodes', statistic: 'Minimum', unit: SignalUnit.COUNT, chart: 'nodes',
      alarm: documented({
        threshold: new DerivedThreshold('the number of data, dedicated master and UltraWarm nodes', nodeCount), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 86_400, evaluationPeriods: 1,
        cause: 'A node failed during the day',
        firstStep: 'Read the notifications of the domain, and see that the node was replaced and the status is green',
      }),
    },
    masterReachable: {
      title: 'Master reachable', category: SignalCategory.AVAILABILITY, metricName: 'MasterReachableFromNode', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'nodes',
      alarm: documented({
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 86_400, evaluationPeriods: 1,
        cause: 'The master node stopped, or the nodes cannot reach it',
        firstStep: 'Check CPU and memory of the master nodes and the notifications of the domain',
      }),
    },
    serverErrorRate: {
      title: 'Server error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'server-errors',
      expression: 'IF(requests>0,100*failed/requests,0)',
      inputs: { failed: { metricName: '5xx', statistic: 'Sum' }, requests: { metricName: 'OpenSearchRequests', statistic: 'Sum' } },
      alarm: documented({
        threshold: Threshold.absolute(10), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3,
        rationale: 'AWS alarms when 10% of the requests fail in one minute; three minutes of five keep a restarting node from paging.',
        cause: 'The nodes are overloaded or restart, and answer with HTTP 5xx',
        firstStep: 'Check CPU, memory pressure and rejected tasks of the data nodes',
      }),
    },
    writesBlocked: {
      title: 'Writes blocked', category: SignalCategory.ERRORS, metricName: 'ClusterIndexWritesBlocked', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'blocked',
      alarm: documented({
        threshold: Threshold.absolute(1), severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 1,
        cause: 'Storage is short or memory pressure is high, and the domain takes no writes',
        firstStep: 'Free storage or lower the memory pressure, then lift the block',
      }),
    },
    snapshotFailure: {
      title: 'Failed automated snapshots', category: SignalCategory.ERRORS, metricName: 'AutomatedSnapshotFailure', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'snapshots',
      alarm: documented({
        threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 1,
        cause: 'No snapshot was taken for 36 hours, often because the status is red',
        firstStep: 'Mend the red status, and see that the next snapshot succeeds',
      }),
    },
    kmsKeyError: keyTrouble('Key disabled', 'KMSKeyError', 'The key that encrypts the data is disabled'),
    kmsKeyInaccessible: keyTrouble('Key out of reach', 'KMSKeyInaccessible', 'The key that encrypts the data was deleted, or its grants were revoked'),
    searchLatency: slow('Search latency', 'SearchLatency', 500),
    indexingLatency: slow('Indexing latency', 'IndexingLatency', 100),
    freeStorage: {
      title: 'Free storage of the fullest node', category: SignalCategory.SATURATION, metricName: 'FreeStorageSpace', statistic: 'Minimum', unit: SignalUnit.MEGABYTES, chart: 'storage',
      alarm: documented({
        threshold: new DerivedThreshold('25% of the volume of a node in MiB, 20,480 without EBS', storageLimit), comparison: Comparison.AT_OR_BELOW, severity: Severity.PAGE, evaluationPeriods: 1,
        cause: 'Indices grow, or shards are spread unevenly over the nodes',
        firstStep: 'Delete or move old indices, then raise the volume size; writes are blocked when storage runs out',
      }),
    },
    cpu: cpu('CPU', 'CPUUtilization', 80),
    masterCpu: { ...cpu('CPU of the master nodes', 'MasterCPUUtilization', 50), ...MASTERS },
    jvm: jvm('Memory pressure', 'JVMMemoryPressure', 95, Severity.PAGE),
    oldGenJvm: jvm('Memory pressure of the old generation', 'OldGenJVMMemoryPressure', 80, Severity.TICKET),
    masterJvm: { ...jvm('Memory pressure of the master nodes', 'MasterJVMMemoryPressure', 95, Severity.TICKET), ...MASTERS },
    shardsActive: {
      title: 'Active shards', category: SignalCategory.SATURATION, metricName: 'Shards.active', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'shards',
      alarm: documented({
        threshold: Threshold.absolute(30_000), severity: Severity.TICKET, evaluationPeriods: 1,
        cause: 'Indices are rotated often, or have more shards than their size needs',
        firstStep: 'Roll indices over less often, shrink or delete old ones',
      }),
    },
    searchRejected: rejected('Rejected searches', 'ThreadpoolSearchRejected'),
    writeRejected: rejected('Rejected writes', 'ThreadpoolWriteRejected'),
    searchQueue: queued('Queued searches', 'ThreadpoolSearchQueue', 500),
    writeQueue: queued('Queued writes', 'ThreadpoolWriteQueue', 100),
  },
});
