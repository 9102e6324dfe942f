import { defineRule } from '../private/define-rule';
import { judgeFamily } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { CACHE_NODE_FAMILIES } from '../tables/cache-node-families';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const group = (CacheNodeType: unknown) => ({ Sessions: { Type: GROUP, Properties: { ReplicationGroupDescription: 'Sessions', Engine: 'valkey', NumCacheClusters: 2, CacheNodeType } } });

export default defineRule({
  id: 'PE-CacheNodeGeneration',
  bestPractices: ['PERF03-BP02', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  table: CACHE_NODE_FAMILIES,
  title: 'Caches are on nodes of a current family',
  why: 'Nodes of an old family have slower processors and networks, get no newer engine features such as enhanced I/O, and a failed one may not be replaced',
  remedy: 'Set cacheNodeType to one of the families cache.m7g or cache.r7g, or cache.t4g for small ones',
  resourceTypes: [GROUP, CLUSTER],
  check: (cache, context) => judgeFamily(cache, 'CacheNodeType', CACHE_NODE_FAMILIES, context),
  compliant: [
    {
      title: 'nodes of a current family',
      resources: group('cache.r7g.large'),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: 2,
});`,
    },
    { title: 'a Memcached cluster', resources: { Pages: { Type: CLUSTER, Properties: { Engine: 'memcached', NumCacheNodes: 2, CacheNodeType: 'cache.t4g.medium' } } } },
  ],
  violating: [
    {
      title: 'nodes of an old family',
      resources: group('cache.r4.large'),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'redis',
  cacheNodeType: 'cache.r4.large',
  numCacheClusters: 2,
});`,
    },
    { title: 'a cluster of burstable nodes of an old family', resources: { Pages: { Type: CLUSTER, Properties: { Engine: 'memcached', NumCacheNodes: 2, CacheNodeType: 'cache.t2.micro' } } } },
    { title: 'an old family of which the size is a parameter', resources: group({ 'Fn::Sub': 'cache.m3.${Size}' }) },
  ],
  ignored: [
    { title: 'the node type is a parameter', resources: group({ Ref: 'NodeType' }) },
    { title: 'a group of a global datastore, which has the nodes of the primary', resources: { Sessions: { Type: GROUP, Properties: { GlobalReplicationGroupId: 'sessions' } } } },
  ],
});
