import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import {
  CfnCacheCluster, CfnParameterGroup, CfnReplicationGroup, CfnServerlessCache, type CfnReplicationGroupProps, type CfnServerlessCacheProps,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnCluster } from 'aws-cdk-lib/aws-memorydb';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const group = (props: Partial<CfnReplicationGroupProps> = {}) => new CfnReplicationGroup(stack, `Group${stack.node.children.length}`, {
  replicationGroupDescription: 'Sessions', engine: 'valkey', cacheNodeType: 'cache.t4g.small', ...props,
});
const nodesOf = (construct: Construct, signal = 'engineCpu') => observe(construct).variants(signal).map(({ id }) => id);

describe('nodes of a replication group', () => {
  const parameters = (value: string) => new CfnParameterGroup(stack, `Parameters${value}`, {
    cacheParameterGroupFamily: 'valkey8', description: 'Own', properties: { 'cluster-enabled': value },
  }).ref;

  test('are numbered without a shard while cluster mode is off', () => {
    expect(nodesOf(group({ numCacheClusters: 2 }))).toEqual(['001', '002']);
    expect(nodesOf(group({ numNodeGroups: 1, replicasPerNodeGroup: 1 }))).toEqual(['001', '002']);
    expect(nodesOf(group())).toEqual(['001']);
    expect(nodesOf(group({ numNodeGroups: 1, cacheParameterGroupName: parameters('no') }))).toEqual(['001']);
  });

  test('have the number of their shard where cluster mode is on', () => {
    const ids = ['0001-001', '0002-001', '0001-002', '0002-002'];
    expect(nodesOf(group({ numNodeGroups: 2, replicasPerNodeGroup: 1 }))).toEqual(ids);
    expect(nodesOf(group({ clusterMode: 'enabled', numNodeGroups: 1 }))).toEqual(['0001-001']);
    expect(nodesOf(group({ cacheParameterGroupName: 'default.valkey8.cluster.on', numNodeGroups: 1, numCacheClusters: 2 }))).toEqual(['0001-001']);
    expect(nodesOf(group({ cacheParameterGroupName: parameters('yes'), numNodeGroups: 1 }))).toEqual(['0001-001']);
  });

  test('follow shards that are listed one by one', () => {
    expect(nodesOf(group({ nodeGroupConfiguration: [{ nodeGroupId: 'a1', replicaCount: 1 }, {}], replicasPerNodeGroup: 0 }))).toEqual(['a1-001', '0002-001', 'a1-002']);
  });

  test('are at most twenty, the first of each shard before the second', () => {
    const ids = nodesOf(group({ numNodeGroups: 15, replicasPerNodeGroup: 1 }));
    expect(ids).toHaveLength(20);
    expect([ids[14], ids[15], ids[19]]).toEqual(['0015-001', '0001-002', '0005-002']);
  });

  test('are not made up where the template does not tell them', () => {
    const count = new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber;
    for (const props of [{ numCacheClusters: count }, { numNodeGroups: count }, { primaryClusterId: 'old' }, { globalReplicationGroupId: 'global' }]) {
      expect(nodesOf(group(props))).toEqual([]);
    }
    const imported = ImportedResource.declare(new Construct(stack, 'Imported'), {
      resourceType: 'AWS::ElastiCache::ReplicationGroup', attributes: { replicationGroupId: 'sessions' }, properties: { NumCacheClusters: 2 },
    });
    expect(observe(imported as Construct).variants('cpu').map(({ dimensions }) => dimensions.CacheClusterId)).toEqual(['sessions-001', 'sessions-002']);
  });

  test('are clusters of one node each', () => {
    const [first] = observe(group({ numCacheClusters: 2 })).variants('engineCpu');
    expect(stack.resolve(first.dimensions)).toEqual({ CacheClusterId: { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Group/) }, '-001']] }, CacheNodeId: '0001' });
  });

  test('replicate only where a shard has more than one', () => {
    expect(nodesOf(group({ numCacheClusters: 2 }), 'replicationLag')).toEqual(['001', '002']);
    expect(nodesOf(group(), 'replicationLag')).toEqual([]);
    expect(nodesOf(group({ nodeGroupConfiguration: [{ replicaCount: 1 }, { replicaCount: 0 }] }), 'masterLink')).toEqual(['0001-001', '0001-002']);
  });
});

test('the latency of requests is reported by Valkey', () => {
  expect(nodesOf(group(), 'readLatency')).toEqual(['001']);
  expect(nodesOf(group({ engine: 'redis' }), 'readLatency')).toEqual([]);
  expect(nodesOf(group({ engine: undefined }), 'readLatency')).toEqual([]);
});

test('the lag behind the primary Region is there for members of a global datastore', () => {
  expect(nodesOf(group({ numCacheClusters: 1, globalReplicationGroupId: 'global' }), 'globalDatastoreLag')).toEqual(['001']);
  expect(nodesOf(group(), 'globalDatastoreLag')).toEqual([]);
});

test.each([
  ['cache.t2.small', 90], ['cache.t2.medium', 45], ['cache.m3.medium', 90], ['cache.t4g.micro', 45], ['cache.r7g.large', 45], ['cache.r7g.xlarge', 90], ['cache.m5.24xlarge', 90],
])('the CPU of a %s may reach %d', (cacheNodeType, value) => {
  expect(observe(group({ cacheNodeType })).threshold('cpu')).toEqual({ value });
});

test('the CPU of a node of an unknown type has no limit, and says why', () => {
  const type = new CfnParameter(stack, 'Type').valueAsString;
  expect(observe(group({ cacheNodeType: type })).threshold('cpu').reason).toMatch(/^CacheNodeType is only known at deployment/);
  expect(observe(group({ cacheNodeType: undefined })).threshold('cpu').reason).toMatch(/^CacheNodeType is not set/);
  expect(observe(group({ cacheNodeType: 'large' })).threshold('cpu').reason).toMatch(/^CacheNodeType does not tell/);
});

describe('a cache cluster', () => {
  const cluster = (engine: string, numCacheNodes = 1) => new CfnCacheCluster(stack, `Cluster${stack.node.children.length}`, { engine, numCacheNodes, cacheNodeType: 'cache.t4g.small' });

  test('of Memcached has its nodes', () => {
    const observed = observe(cluster('memcached', 2));
    expect(observed.source.kind).toBe('elasticache-memcached');
    expect(stack.resolve(observed.variants('cpu'))).toEqual(['0001', '0002'].map(id =>
      ({ id, dimensions: { CacheClusterId: { Ref: expect.stringMatching(/^Cluster/) }, CacheNodeId: id } })));
    expect(observe(cluster('memcached', 40)).variants('cpu')).toHaveLength(20);
  });

  test.each(['redis', 'valkey', 'Redis'])('of %s is one node, and has no replicas', engine => {
    const observed = observe(cluster(engine));
    expect(observed.source.kind).toBe('elasticache-redis');
    expect(stack.resolve(observed.variants('cpu'))).toEqual([{ dimensions: { CacheClusterId: { Ref: expect.stringMatching(/^Cluster/) }, CacheNodeId: '0001' } }]);
    expect(observed.variants('replicationLag')).toEqual([]);
  });
});

describe('a serverless cache', () => {
  const cache = (props: Partial<CfnServerlessCacheProps> = {}) =>
    observe(new CfnServerlessCache(stack, `Cache${stack.node.children.length}`, { serverlessCacheName: 'sessions', engine: 'valkey', ...props }));

  test('is named by its name', () => {
    expect(cache().dimensions).toEqual({ clusterId: { Ref: 'Cache0' } });
  });

  test('is compared with limits of its own', () => {
    const limited = cache({ cacheUsageLimits: { dataStorage: { maximum: 10, unit: 'GB' }, ecpuPerSecond: { maximum: 5000 } } });
    expect(limited.threshold('dataStored')).toEqual({ value: 8_000_000_000 });
    expect(limited.variants('processingUnitsUtil').map(({ constants }) => constants)).toEqual([{ maximum: 5000 }]);
    expect(cache().variants('processingUnitsUtil')).toEqual([]);
    expect(cache().threshold('dataStored').reason).toMatch(/is not set/);
  });

  test.each([['valkey', ['hitRate']], ['redis', ['hitRate']], ['memcached', ['getHitRatio']]])('of %s has the hits of its engine', (engine, expected) => {
    expect(cache({ engine }).signals.filter(id => /^(hit|getHit)/.test(id))).toEqual(expected);
  });
});

describe('a MemoryDB cluster', () => {
  const cluster = (properties: Record<string, unknown>) => new CfnResource(stack, `Cluster${stack.node.children.length}`, { type: 'AWS::MemoryDB::Cluster', properties });

  test('has one shard with one replica, unless it says otherwise', () => {
    expect(nodesOf(new CfnCluster(stack, 'Cluster', { clusterName: 'sessions', nodeType: 'db.t4g.small', aclName: 'open-access' }))).toEqual(['0001-001', '0001-002']);
    expect(nodesOf(cluster({ NumShards: 2, NumReplicasPerShard: 0 }))).toEqual(['0001-001', '0002-001']);
    expect(nodesOf(cluster({ NumShards: { Ref: 'Count' } }))).toEqual([]);
  });

  test('has replication where it has replicas', () => {
    expect(nodesOf(cluster({ NumReplicasPerShard: 0 }), 'replicationLag')).toEqual([]);
    expect(nodesOf(cluster({ NumReplicasPerShard: 1 }), 'primaryLink')).toEqual(['0001-001', '0001-002']);
  });

  test('names its nodes after itself', () => {
    const [first] = observe(cluster({ NumShards: 1 })).variants('engineCpu');
    expect(stack.resolve(first.dimensions)).toEqual({ ClusterName: { Ref: 'Cluster0' }, NodeName: { 'Fn::Join': ['', [{ Ref: 'Cluster0' }, '-0001-001']] } });
  });
});
