import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { cacheNodeIds, countOf, nodeVariants } from '../private/cluster-nodes';
import { defineSignals, type SignalDefinition } from '../private/define';
import { isRedisLike } from '../private/redis-nodes';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

const QUIET = 'Missing data does not breach: nodes that are replaced publish none for a while.';

const perNode = (signal: SignalDefinition): SignalDefinition => ({
  ...signal,
  appliesWhen: 'the template tells how many nodes there are',
  variants: (cluster, dimensions) => nodeVariants(cacheNodeIds(countOf(cluster, 'NumCacheNodes', 1) ?? 0), id => ({ ...dimensions, CacheNodeId: id })),
});

export default defineSignals({
  kind: 'elasticache-memcached',
  title: 'ElastiCache cluster for Memcached',
  resourceType: 'AWS::ElastiCache::CacheCluster',
  namespace: 'AWS/ElastiCache',
  naming: 'the id of the cluster, and NumCacheNodes: '
    + 'ImportedResource.declare(cluster, { resourceType: "AWS::ElastiCache::CacheCluster", attributes: { clusterName: "…" }, properties: { NumCacheNodes: 2 } })',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html',
  cautions: [
    'Metrics are per node. Of a cluster with more than 20 nodes, the first 20 are observed.',
    'Nodes are named as when the cluster is created: those that are added by hand later are not observed.',
  ],
  claims: cluster => !isRedisLike(cluster),
  dimensions: cluster => ({ CacheClusterId: cluster.ref('clusterName') }),
  signals: {
    connections: perNode({
      title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'CurrConnections', statistic: 'Average', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(52_000), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS gives no number; 52,000 are 80% of the 65,000 connections that a node takes. ${QUIET}`,
        cause: 'Clients leak connections, or all of them reconnect at once',
        firstStep: 'Check that clients pool their connections, and set idle_timeout to close idle ones',
      },
    }),
    cpu: perNode({
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'cpu',
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: `AWS gives no number for the metric; Memcached uses all cores of a node. ${QUIET}`,
        cause: 'Hot keys on one node, or more traffic than the nodes take',
        firstStep: 'Compare the nodes: if one stands out, spread its keys, else add nodes or take larger ones',
      },
    }),
    evictions: perNode({
      title: 'Evictions', category: SignalCategory.SATURATION, metricName: 'Evictions', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'evictions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The memory is full, and items are dropped before they expire',
        firstStep: 'Add nodes or take larger ones, and shorten the time to live',
      },
    }),
    swap: perNode({
      title: 'Swap in use', category: SignalCategory.SATURATION, metricName: 'SwapUsage', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'memory',
      alarm: {
        threshold: Threshold.absolute(52_428_800), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The host runs out of memory: connections and buffers take more than is reserved',
        firstStep: 'Raise memcached_connections_overhead, or take a larger node type',
      },
    }),
    unusedMemory: perNode({
      title: 'Unused memory', category: SignalCategory.SATURATION, metricName: 'UnusedMemory', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'memory',
    }),
    hitRatio: perNode({
      title: 'Hit ratio', category: SignalCategory.CACHE, unit: SignalUnit.PERCENT,
      expression: 'IF(hits+misses>0,100*hits/(hits+misses),0)',
      inputs: { hits: { metricName: 'GetHits', statistic: 'Sum' }, misses: { metricName: 'GetMisses', statistic: 'Sum' } },
    }),
  },
});
