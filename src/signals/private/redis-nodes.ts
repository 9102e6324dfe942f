import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import type { SignalVariant } from '../signal-source';
import { countOf, nodeIds, nodeVariants, shards, type Shard } from './cluster-nodes';
import { text } from './text';

const REDIS_LIKE = ['redis', 'valkey'];

/** Each member of a replication group is a cluster of one node. */
const ONLY_NODE = '0001';

/** Whether a cache cluster runs Redis OSS or Valkey and not Memcached. */
export function isRedisLike(cluster: ObservedResource): boolean {
  return REDIS_LIKE.includes(engineOf(cluster) ?? '');
}

/** The engine where it is literal, in lower case. */
export function engineOf(cache: ObservedResource): string | undefined {
  const engine = cache.property('Engine');
  return typeof engine === 'string' && !Token.isUnresolved(engine) ? engine.toLowerCase() : undefined;
}

/** Whether the nodes report the latency of requests, which Valkey does and Redis OSS does not. */
export function reportsLatency(cache: ObservedResource): boolean {
  return cache.property('Engine') !== undefined && engineOf(cache) !== 'redis';
}

/** Each node of a replication group whose shards have at least so many nodes, or the one node of a cluster. */
export function redisNodes(cache: ObservedResource, dimensions: { [name: string]: string }, nodesPerShard = 1): SignalVariant[] {
  if (!('ReplicationGroupId' in dimensions)) return nodesPerShard > 1 ? [] : [{ dimensions }];
  return nodeVariants(nodeIds((shardsOf(cache) ?? []).filter(({ nodes }) => nodes >= nodesPerShard)), id =>
    ({ CacheClusterId: `${dimensions.ReplicationGroupId}-${id}`, CacheNodeId: ONLY_NODE }));
}

export function redisDimensions(cache: ObservedResource): { [name: string]: string | undefined } {
  return cache.resourceType === 'AWS::ElastiCache::CacheCluster'
    ? { CacheClusterId: cache.ref('clusterName'), CacheNodeId: ONLY_NODE }
    : { ReplicationGroupId: cache.ref('replicationGroupId') };
}

/** The shards of a replication group; `undefined` where the template does not tell how many nodes they have. */
function shardsOf(group: ObservedResource): Shard[] | undefined {
  // Its first node may be a cluster that was there before, under a name of its own.
  if (group.property('PrimaryClusterId') !== undefined && ['NumCacheClusters', 'NumNodeGroups', 'ReplicasPerNodeGroup'].every(name => group.property(name) === undefined)) return undefined;
  const listed = group.property('NodeGroupConfiguration');
  const isListed = Array.isArray(listed) && listed.length > 0;
  const count = isListed ? listed.length : shardCount(group);
  if (count === undefined) return undefined;
  const sharded = isSharded(group, count);
  if (!sharded && group.property('NumCacheClusters') !== undefined) return known({ nodes: countOf(group, 'NumCacheClusters', 1) });
  // A member of a global datastore has the shards of the datastore.
  if (!sharded && group.property('GlobalReplicationGroupId') !== undefined) return undefined;
  const all = shards(count, 1).map(({ id }, index) => {
    const replicas = countOf(group, isListed && group.property(`NodeGroupConfiguration.${index}.ReplicaCount`) !== undefined
      ? `NodeGroupConfiguration.${index}.ReplicaCount`
      : 'ReplicasPerNodeGroup', 0);
    const given = isListed ? text(group.property(`NodeGroupConfiguration.${index}.NodeGroupId`)) : undefined;
    return { id: sharded ? given ?? id : undefined, nodes: replicas === undefined ? undefined : replicas + 1 };
  });
  return known(...all);
}

/** Without any number, a replication group has one shard of one node. */
function shardCount(group: ObservedResource): number | undefined {
  const isOneShard = group.property('NumNodeGroups') === undefined && group.property('NumCacheClusters') !== undefined;
  return isOneShard ? 1 : countOf(group, 'NumNodeGroups', 1);
}

/** The shards, if all of them are known. */
function known(...all: ReadonlyArray<{ readonly id?: string; readonly nodes: number | undefined }>): Shard[] | undefined {
  return all.every(({ id, nodes }) => nodes !== undefined && !Token.isUnresolved(id)) ? all as Shard[] : undefined;
}

/** Whether cluster mode is on: node ids have the number of the shard then, even of a single one. */
function isSharded(group: ObservedResource, count: number): boolean {
  const mode = group.property('ClusterMode');
  if (mode === 'enabled' || mode === 'disabled') return mode === 'enabled';
  if (count > 1) return true;
  const parameters = group.property('CacheParameterGroupName');
  return (typeof parameters === 'string' && parameters.includes('.cluster.on'))
    || group.referenced('CacheParameterGroupName')?.property('Properties.cluster-enabled') === 'yes';
}
