import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { NODES_CAUTION } from '../private/cluster-nodes';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { isRedisLike, redisDimensions, redisNodes, reportsLatency } from '../private/redis-nodes';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold, type ThresholdValue } from '../threshold';

type Dimensions = { [name: string]: string };

const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const QUIET = 'Missing data does not breach: nodes that are replaced publish none for a while.';

const everyNode = (cache: ObservedResource, dimensions: Dimensions): SignalVariant[] => redisNodes(cache, dimensions);
/** Any node may be the replica: failover swaps the roles. */
const replicated = (cache: ObservedResource, dimensions: Dimensions): SignalVariant[] => redisNodes(cache, dimensions, 2);
const only = (applies: (cache: ObservedResource) => boolean) => (cache: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  applies(cache) ? redisNodes(cache, dimensions) : [];

const perNode = (signal: SignalDefinition): SignalDefinition => ({ appliesWhen: 'the template tells how many nodes there are', variants: everyNode, ...signal });

const latency = (title: string, metricName: string): SignalDefinition => perNode({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'p99', percentiles: true, unit: SignalUnit.MICROSECONDS, chart: 'request-latency',
  appliesWhen: 'the engine is Valkey, 7.2 or newer', variants: only(reportsLatency),
});

/** The engine runs commands on one core: on small nodes, the share of that core in the whole node is what counts. */
function cpuLimit(cache: ObservedResource): ThresholdValue {
  const type = cache.property('CacheNodeType');
  if (type === undefined || Token.isUnresolved(type)) return unknownProperty(cache, 'CacheNodeType', type === undefined ? 'absent' : 'token');
  const [, family, size] = /^cache\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(String(type)) ?? [];
  if (size === undefined) return { reason: 'CacheNodeType does not tell the size of the node: give the signal a threshold of its own' };
  if (!['micro', 'small', 'medium', 'large'].includes(size)) return { value: 90 };
  const hasOneCore = family === 't1' || (family === 't2' && size !== 'medium') || (['m1', 'm3'].includes(family) && size === 'medium');
  return { value: hasOneCore ? 90 : 45 };
}

export default defineSignals({
  kind: 'elasticache-redis',
  title: 'ElastiCache cache for Valkey or Redis OSS',
  resourceType: 'AWS::ElastiCache::ReplicationGroup',
  alternateResourceTypes: [CLUSTER],
  namespace: 'AWS/ElastiCache',
  naming: 'the id of the replication group or cluster, and of a group also NumCacheClusters, or NumNodeGroups and ReplicasPerNodeGroup: '
    + 'ImportedResource.declare(group, { resourceType: "AWS::ElastiCache::ReplicationGroup", attributes: { replicationGroupId: "…" }, properties: { NumCacheClusters: 2 } })',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html',
  cautions: [
    NODES_CAUTION,
    'Ids of nodes follow from the numbers in the template, as when the group is created: nodes that scaling adds later are not observed.',
    'The engine runs commands on one core, so CPUUtilization of a node with many cores stays low when the engine is busy.',
  ],
  claims: cache => cache.resourceType !== CLUSTER || isRedisLike(cache),
  dimensions: redisDimensions,
  slis: [
    { type: SliType.LATENCY, id: 'read', title: 'time that a read takes', signalId: 'readLatency' },
    { type: SliType.LATENCY, id: 'write', title: 'time that a write takes', signalId: 'writeLatency' },
    { type: SliType.FRESHNESS, id: 'replicas', title: 'lag behind the primary node', signalId: 'replicationLag' },
    { type: SliType.FRESHNESS, id: 'global', title: 'lag behind the primary Region', signalId: 'globalDatastoreLag' },
  ],
  signals: {
    connections: perNode({
      title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'CurrConnections', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'connections',
      alarm: {
        threshold: Threshold.absolute(52_000), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS gives no number; 52,000 are 80% of the 65,000 connections that a node takes. ${QUIET}`,
        cause: 'Clients leak connections, or all of them reconnect at once',
        firstStep: 'Check that clients pool their connections, and set the parameter timeout to close idle ones',
      },
    }),
    newConnections: perNode({
      title: 'New connections', category: SignalCategory.TRAFFIC, metricName: 'NewConnections', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'new-connections',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'A band bills three alarm metrics per node, and every deployment of the clients leaves it.',
        cause: 'Clients open a connection per request, or reconnect in a storm',
        firstStep: 'Find the client with the most new connections, and let it keep and pool them',
      },
    }),
    engineCpu: perNode({
      title: 'CPU of the engine', category: SignalCategory.SATURATION, metricName: 'EngineCPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'cpu',
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, rationale: QUIET,
        cause: 'A hot key, expensive commands such as KEYS, or more traffic than one core takes',
        firstStep: 'Read the slow log and the mix of commands, then add shards for writes or replicas for reads',
      },
    }),
    cpu: perNode({
      title: 'CPU of the node', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'cpu',
      alarm: {
        threshold: new DerivedThreshold('90% of one core on node types of up to two cores, 90 on larger ones', cpuLimit),
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS asks for 90% divided by the number of cores on small nodes; on larger ones engineCpu watches that core. ${QUIET}`,
        cause: 'The engine, a snapshot or encrypted connections use up the node',
        firstStep: 'Compare with the CPU of the engine: if that is low, look for snapshots and many new connections',
      },
    }),
    memoryUsage: perNode({
      title: 'Memory in use', category: SignalCategory.SATURATION, metricName: 'DatabaseMemoryUsagePercentage', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'memory',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS gives no number; 80% leaves time to scale before keys are evicted or writes fail. ${QUIET}`,
        cause: 'The data grows, or keys are written without a time to live',
        firstStep: 'Look for large keys and for keys without a time to live, then scale up or out',
      },
    }),
    evictions: perNode({
      title: 'Evictions', category: SignalCategory.SATURATION, metricName: 'Evictions', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'evictions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The memory is full, and keys are dropped before they expire',
        firstStep: 'Add memory, shorten the time to live, and check that maxmemory-policy is the one you want',
      },
    }),
    swap: perNode({
      title: 'Swap in use', category: SignalCategory.SATURATION, metricName: 'SwapUsage', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'swap',
      alarm: {
        threshold: Threshold.absolute(52_428_800), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The host runs out of memory, often while it takes a snapshot',
        firstStep: 'Raise reserved-memory-percent, or take a larger node type',
      },
    }),
    bandwidthInExceeded: perNode({
      title: 'Packets beyond the inbound bandwidth', category: SignalCategory.SATURATION, metricName: 'NetworkBandwidthInAllowanceExceeded', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'network',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Traffic comes near the network limit of the node type',
        firstStep: 'Look for large values and hot keys, then take a larger node type or more shards',
      },
    }),
    trafficManagement: perNode({
      title: 'Traffic held back', category: SignalCategory.SATURATION, metricName: 'TrafficManagementActive', statistic: 'Maximum', unit: SignalUnit.NONE, chart: 'traffic-management',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'More commands arrive than the engine works off, and ElastiCache slows them down',
        firstStep: 'Compare with the CPU of the engine, then take a larger node type or more shards',
      },
    }),
    hitRate: perNode({
      title: 'Hit rate', category: SignalCategory.CACHE, metricName: 'CacheHitRate', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'hit-rate',
      alarm: {
        threshold: Threshold.absolute(80), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Keys expire or are evicted early, or a release changed how keys are built',
        firstStep: 'Compare with evictions and the latest deployment of the clients',
      },
    }),
    hitRateMath: perNode({
      title: 'Hits of all lookups', category: SignalCategory.CACHE, unit: SignalUnit.PERCENT, chart: 'hit-rate',
      expression: 'IF(hits+misses>0,100*hits/(hits+misses),0)',
      inputs: { hits: { metricName: 'CacheHits', statistic: 'Sum' }, misses: { metricName: 'CacheMisses', statistic: 'Sum' } },
    }),
    replicationLag: perNode({
      title: 'Replication lag', category: SignalCategory.LATENCY, metricName: 'ReplicationLag', statistic: 'Average', percentiles: true, unit: SignalUnit.SECONDS, chart: 'replication',
      appliesWhen: 'there are replicas', variants: replicated,
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; a replica is usually less than a second behind. Missing data does not breach: only replicas publish it.',
        cause: 'A burst of writes, or a replica that is short of CPU or network',
        firstStep: 'Check CPU and network of the replica, and the volume of writes',
      },
    }),
    masterLink: perNode({
      title: 'Link to the primary', category: SignalCategory.AVAILABILITY, metricName: 'MasterLinkHealthStatus', statistic: 'Minimum', unit: SignalUnit.NONE, chart: 'primary-link',
      appliesWhen: 'there are replicas', variants: replicated,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, severity: Severity.PAGE, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'A replica lost its primary, and serves data that grows old',
        firstStep: 'Read the events of the group, and wait if a failover or the replacement of a node is under way',
      },
    }),
    globalDatastoreLag: perNode({
      title: 'Lag behind the primary Region', category: SignalCategory.LATENCY, metricName: 'GlobalDatastoreReplicationLag', statistic: 'Maximum', percentiles: true, unit: SignalUnit.SECONDS, chart: 'global-datastore',
      appliesWhen: 'the group is a member of a global datastore', variants: only(cache => cache.property('GlobalReplicationGroupId') !== undefined),
    }),
    readLatency: {
      ...latency('Read latency', 'SuccessfulReadRequestLatency'),
      alarm: {
        threshold: Threshold.absolute(5_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Large values, expensive commands, or an engine that is busy',
        firstStep: 'Read the slow log, then compare with the CPU of the engine and the network limits',
      },
    },
    writeLatency: latency('Write latency', 'SuccessfulWriteRequestLatency'),
  },
});
