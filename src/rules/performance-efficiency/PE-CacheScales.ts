import { defineRule } from '../private/define-rule';
import { isScaled } from '../private/scalable-targets';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const DIMENSIONS = ['elasticache:replication-group:NodeGroups', 'elasticache:replication-group:Replicas'];

/** Burstable nodes cannot be scaled automatically. */
const BURSTABLE = /^cache\.t\d/;

function hasClusterMode(group: WorkloadResource): boolean | undefined {
  const mode = group.property('ClusterMode');
  const shards = group.property('NumNodeGroups');
  if (mode.text === 'enabled' || (shards.number ?? 1) > 1 || group.property('NodeGroupConfiguration').items.length > 1) return true;
  return mode.isUnknown || shards.isUnknown ? undefined : false;
}

const group = (properties: object) => ({ Sessions: { Type: GROUP, Properties: { ReplicationGroupDescription: 'Sessions', CacheNodeType: 'cache.r7g.large', ReplicasPerNodeGroup: 1, ...properties } } });
const target = (ResourceId: unknown, ScalableDimension = DIMENSIONS[0]) =>
  ({ Shards: { Type: TARGET, Properties: { ResourceId, ScalableDimension, ServiceNamespace: 'elasticache', MinCapacity: 2, MaxCapacity: 10 } } });

export default defineRule({
  id: 'PE-CacheScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'caching',
  title: 'Shards or replicas of caches in cluster mode scale',
  why: 'A cache of a fixed size evicts what it should keep when data grows, and its primaries run hot at the peak, while resharding by hand under load is the worst moment for it',
  remedy: 'Add an applicationautoscaling.ScalableTarget for elasticache:replication-group:NodeGroups or :Replicas, with a policy',
  resourceTypes: [GROUP],
  check: resource => {
    // A global datastore cannot be scaled automatically.
    if (!resource.property('GlobalReplicationGroupId').isAbsent || BURSTABLE.test(resource.property('CacheNodeType')._start)) return Verdict.NOT_APPLICABLE;
    const isClustered = hasClusterMode(resource);
    if (!isClustered) return isClustered === undefined ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const answers = DIMENSIONS.map(dimension => isScaled(resource, dimension));
    if (answers.includes(true)) return Verdict.COMPLIANT;
    return answers.includes(undefined) ? Verdict.UNKNOWN : Verdict.violating({ message: 'Nothing scales its shards or replicas' });
  },
  compliant: [
    {
      title: 'shards that scale',
      resources: { ...group({ NumNodeGroups: 2 }), ...target({ 'Fn::Sub': 'replication-group/${Sessions}' }) },
      cdk: `const sessions = new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numNodeGroups: 2,
  replicasPerNodeGroup: 1,
});
new applicationautoscaling.ScalableTarget(this, 'Shards', {
  serviceNamespace: applicationautoscaling.ServiceNamespace.ELASTICACHE,
  scalableDimension: 'elasticache:replication-group:NodeGroups',
  resourceId: \`replication-group/\${sessions.ref}\`,
  minCapacity: 2,
  maxCapacity: 10,
});`,
    },
    { title: 'replicas that scale, by name', resources: { ...group({ ReplicationGroupId: 'sessions', ClusterMode: 'enabled' }), ...target('replication-group/sessions', DIMENSIONS[1]) } },
  ],
  violating: [
    {
      title: 'a fixed number of shards',
      resources: group({ NumNodeGroups: 2 }),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numNodeGroups: 2,
  replicasPerNodeGroup: 1,
});`,
    },
  ],
  ignored: [
    { title: 'no cluster mode', resources: group({ NumCacheClusters: 2 }) },
    { title: 'burstable nodes', resources: group({ NumNodeGroups: 2, CacheNodeType: 'cache.t4g.medium' }) },
    { title: 'a group of a global datastore', resources: group({ NumNodeGroups: 2, GlobalReplicationGroupId: 'sessions' }) },
    { title: 'cluster mode is a parameter', resources: group({ ClusterMode: { Ref: 'ClusterMode' } }) },
    { title: 'what is scaled is a parameter', resources: { ...group({ NumNodeGroups: 2 }), ...target({ Ref: 'Scaled' }) } },
  ],
});
