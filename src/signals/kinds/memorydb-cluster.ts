import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { countOf, nodeIds, NODES_CAUTION, nodeVariants, shards } from '../private/cluster-nodes';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

function nodes(cluster: ObservedResource, dimensions: Dimensions, fewestReplicas: number): SignalVariant[] {
  const count = countOf(cluster, 'NumShards', 1);
  const replicas = countOf(cluster, 'NumReplicasPerShard', 1);
  if (count === undefined || replicas === undefined || replicas < fewestReplicas) return [];
  return nodeVariants(nodeIds(shards(count, replicas + 1)), id => ({ ...dimensions, NodeName: `${dimensions.ClusterName}-${id}` }));
}

const perNode = (signal: SignalDefinition): SignalDefinition => ({
  ...signal, appliesWhen: 'the template tells how many nodes there are', variants: (cluster, dimensions) => nodes(cluster, dimensions, 0),
});
/** Any node may be the replica: failover swaps the roles. */
const perReplica = (signal: SignalDefinition): SignalDefinition => ({
  ...signal, appliesWhen: 'there are replicas', variants: (cluster, dimensions) => nodes(cluster, dimensions, 1),
});

export default defineSignals({
  kind: 'memorydb-cluster',
  title: 'MemoryDB cluster',
  resourceType: 'AWS::MemoryDB::Cluster',
  namespace: 'AWS/MemoryDB',
  naming: 'the name of the cluster, NumShards and NumReplicasPerShard: '
    + 'ImportedResource.declare(cluster, { resourceType: "AWS::MemoryDB::Cluster", attributes: { clusterName: "…" }, properties: { NumShards: 2, NumReplicasPerShard: 1 } })',
  source: 'https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.memorydb.html',
  cautions: [
    NODES_CAUTION,
    'Names of nodes follow from the numbers in the template, as when the cluster is created: nodes that scaling adds later are not observed.',
    'Request latency is published by clusters with engine version 7.2 or newer.',
  ],
  dimensions: cluster => ({ ClusterName: cluster.ref('clusterName') }),
  slis: [
    { type: SliType.LATENCY, title: 'time that a read takes', signalId: 'readLatency' },
    { type: SliType.FRESHNESS, title: 'lag behind the primary node', signalId: 'replicationLag' },
  ],
  signals: {
    connections: perNode({
      title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'CurrConnections', statistic: 'Average', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(52_000), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients leak connections, or all of them reconnect at once',
        firstStep: 'Check that clients pool their connections, and set the parameter timeout to close idle ones',
      },
    }),
    engineCpu: perNode({
      title: 'CPU of the engine', category: SignalCategory.SATURATION, metricName: 'EngineCPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'engine',
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A hot key, expensive commands such as KEYS, or more traffic than one core takes',
        firstStep: 'Read the slow log and the mix of commands, then add shards for writes or replicas for reads',
      },
    }),
    memoryUsage: perNode({
      title: 'Memory in use', category: SignalCategory.SATURATION, metricName: 'DatabaseMemoryUsagePercentage', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'engine',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The data grows, or keys are written without a time to live',
        firstStep: 'Look for large keys and for keys without a time to live, then take larger nodes or more shards',
      },
    }),
    evictions: perNode({
      title: 'Evictions', category: SignalCategory.SATURATION, metricName: 'Evictions', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'evictions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The memory is full, and keys of what may be a primary database are dropped',
        firstStep: 'Add memory at once, and check that maxmemory-policy is the one you want',
      },
    }),
    replicationThrottled: perNode({
      title: 'Writes delayed by replication', category: SignalCategory.SATURATION, metricName: 'ReplicationDelayedWriteCommands', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'delayed-writes',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A shard writes more than its transaction log takes',
        firstStep: 'Spread the writes over more shards, and write smaller values',
      },
    }),
    swap: perNode({ title: 'Swap in use', category: SignalCategory.SATURATION, metricName: 'SwapUsage', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'swap' }),
    replicationLag: perReplica({
      title: 'Replication lag', category: SignalCategory.LATENCY, metricName: 'ReplicationLag', statistic: 'Average', unit: SignalUnit.SECONDS, chart: 'replication',
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A burst of writes, or a replica that is short of CPU',
        firstStep: 'Check the CPU of the replica and the volume of writes, then spread the writes over shards',
      },
    }),
    readLatency: perNode({
      title: 'Read latency', category: SignalCategory.LATENCY, metricName: 'SuccessfulReadRequestLatency', statistic: 'p99', percentiles: true, unit: SignalUnit.MICROSECONDS, chart: 'latency',
    }),
    primaryLink: perReplica({
      title: 'Link to the primary', category: SignalCategory.AVAILABILITY, metricName: 'PrimaryLinkHealthStatus', statistic: 'Minimum', unit: SignalUnit.NONE,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, severity: Severity.PAGE, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'A replica lost its primary, and serves data that grows old',
        firstStep: 'Read the events of the cluster, and wait if a failover or the replacement of a node is under way',
      },
    }),
    hitRatio: perNode({
      title: 'Hit ratio', category: SignalCategory.CACHE, unit: SignalUnit.PERCENT,
      expression: 'IF(hits+misses>0,100*hits/(hits+misses),0)',
      inputs: { hits: { metricName: 'KeyspaceHits', statistic: 'Sum' }, misses: { metricName: 'KeyspaceMisses', statistic: 'Sum' } },
    }),
  },
});
