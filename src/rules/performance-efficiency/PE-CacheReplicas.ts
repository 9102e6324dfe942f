import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTERS = 'NumCacheClusters';
const REPLICAS = 'ReplicasPerNodeGroup';
const SHARDS = 'NodeGroupConfiguration';

/** Replicas of the shard that has the fewest, and where that is said; `undefined` where nothing is said. */
function fewestReplicas(group: WorkloadResource): { property: string; counts: (number | undefined)[] } | undefined {
  const ofShards = group.values(`${SHARDS}.*.ReplicaCount`).filter(({ isAbsent }) => !isAbsent);
  const said: [property: string, values: PropertyValue[], primaries: number][] = [
    [SHARDS, ofShards, 0], [REPLICAS, [group.property(REPLICAS)], 0], [CLUSTERS, [group.property(CLUSTERS)], 1],
  ];
  const first = said.find(([, values]) => values.some(({ isAbsent }) => !isAbsent));
  if (!first) return undefined;
  const [property, values, primaries] = first;
  return { property, counts: values.map(({ number }) => number === undefined ? undefined : number - primaries) };
}

/** Whether shards have the one node that a group without cluster mode and failover has by default. */
function hasOneNodeByDefault(group: WorkloadResource): boolean | undefined {
  const shards = group.property('NumNodeGroups');
  const mode = group.property('ClusterMode');
  const failover = group.property('AutomaticFailoverEnabled');
  if (shards.isUnknown || mode.isUnknown || failover.isUnknown || group.property(SHARDS).isUnknown) return undefined;
  return (shards.number ?? 1) <= 1 && (mode.text ?? 'disabled') === 'disabled' && failover.flag !== true;
}

const group = (properties: object) => ({ Sessions: { Type: GROUP, Properties: { ReplicationGroupDescription: 'Sessions', Engine: 'valkey', CacheNodeType: 'cache.r7g.large', ...properties } } });

export default defineRule({
  id: 'PE-CacheReplicas',
  bestPractices: ['PERF03-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'caching',
  title: 'Caches have replicas to read from',
  why: 'All reads go to the one primary of a shard, which takes them on a single thread, and when it fails the database behind takes all the load until a new node has warmed up',
  remedy: 'Set replicasPerNodeGroup: 1 or numCacheClusters: 2, and automaticFailoverEnabled: true, and read from the reader endpoint',
  resourceTypes: [GROUP],
  check: resource => {
    // A group of a global datastore, or of a cluster that there is already.
    if (!resource.property('GlobalReplicationGroupId').isAbsent || !resource.property('PrimaryClusterId').isAbsent) return Verdict.NOT_APPLICABLE;
    const said = fewestReplicas(resource);
    if (!said) {
      const isOne = hasOneNodeByDefault(resource);
      if (!isOne) return isOne === undefined ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
      return Verdict.violating({ message: 'Neither replicas nor cache clusters are set, which means one node', property: CLUSTERS });
    }
    if (said.counts.some(count => count !== undefined && count <= 0)) return Verdict.violating({ message: 'A shard has no replica', property: said.property });
    return said.counts.includes(undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a primary and a replica',
      resources: group({ NumCacheClusters: 2, AutomaticFailoverEnabled: true }),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
});`,
    },
    { title: 'a replica of each shard', resources: group({ NumNodeGroups: 3, ReplicasPerNodeGroup: 1 }) },
    { title: 'shards one by one', resources: group({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 2 }] }) },
  ],
  violating: [
    {
      title: 'shards without replicas',
      resources: group({ NumNodeGroups: 3, ReplicasPerNodeGroup: 0 }),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numNodeGroups: 3,
  replicasPerNodeGroup: 0,
});`,
    },
    { title: 'one node', resources: group({ NumCacheClusters: 1 }) },
    { title: 'one node by default', resources: group({}) },
    { title: 'one shard without replicas', resources: group({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] }) },
  ],
  ignored: [
    { title: 'the number of replicas is a parameter', resources: group({ NumNodeGroups: 3, ReplicasPerNodeGroup: { Ref: 'Replicas' } }) },
    { title: 'failover is a parameter, which needs replicas', resources: group({ AutomaticFailoverEnabled: { Ref: 'Failover' } }) },
    { title: 'shards with as many replicas as the service gives them', resources: group({ NumNodeGroups: 3, AutomaticFailoverEnabled: true }) },
    { title: 'a group of a global datastore', resources: { Sessions: { Type: GROUP, Properties: { GlobalReplicationGroupId: 'sessions' } } } },
  ],
});
