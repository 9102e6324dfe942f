import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { CACHE_ENGINE_VERSIONS } from '../tables/cache-engine-versions';
import { Verdict } from '../verdict';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const PROPERTY = 'EngineVersion';
const MAJOR = /^\d+(?=\.|$)/;

function supportOf(end: string, today: string): string {
  if (!/^\d/.test(end)) return 'which is no longer supported';
  return end < today ? `of which standard support ended on ${end}` : `of which standard support ends on ${end}`;
}

const group = (properties: object) => ({ Sessions: { Type: GROUP, Properties: { ReplicationGroupDescription: 'Sessions', ...properties } } });

export default defineRule({
  id: 'PE-CacheEngineCurrent',
  bestPractices: ['PERF05-BP06'],
  level: RuleLevel.WARNING,
  table: CACHE_ENGINE_VERSIONS,
  title: 'Caches run Valkey, or Redis OSS 7',
  why: 'Versions of Redis OSS before 7 lack the I/O threads and memory savings of later ones, and after their standard support they cost extra for each node',
  remedy: 'Set engine: \'valkey\' and engineVersion: \'8.0\', which is an upgrade in place, or a 7.x version of redis',
  resourceTypes: [GROUP, CLUSTER],
  check: (cache, context) => {
    const engine = cache.property('Engine');
    const version = cache.property(PROPERTY);
    if (engine.isUnknown) return Verdict.UNKNOWN;
    if (engine.text === 'memcached') return Verdict.NOT_APPLICABLE;
    const major = MAJOR.exec(version._start)?.[0];
    if (version.isUnknown && major === undefined) return Verdict.UNKNOWN;
    // No version is the newest one, and no engine of a replication group is redis.
    const row = rowsOf(context, CACHE_ENGINE_VERSIONS).get(`${engine.text ?? 'redis'} ${major}`);
    if (row === undefined) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The engine is Redis OSS ${version.text ?? major}, ${supportOf(row, context.asOf)}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'Valkey',
      resources: group({ Engine: 'valkey', EngineVersion: '8.0' }),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  engineVersion: '8.0',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: 2,
});`,
    },
    { title: 'Redis OSS 7', resources: group({ Engine: 'redis', EngineVersion: '7.1' }) },
    { title: 'no version, which is the newest one', resources: group({ Engine: 'redis' }) },
  ],
  violating: [
    {
      title: 'Redis OSS 5',
      resources: group({ Engine: 'redis', EngineVersion: '5.0.6' }),
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'redis',
  engineVersion: '5.0.6',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: 2,
});`,
    },
    { title: 'Redis OSS 6', resources: group({ EngineVersion: '6.x' }) },
    { title: 'a cluster of one node', resources: { Sessions: { Type: CLUSTER, Properties: { Engine: 'redis', EngineVersion: '3.2.10', NumCacheNodes: 1 } } } },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: group({ Engine: 'redis', EngineVersion: { Ref: 'EngineVersion' } }) },
    { title: 'the engine is a parameter', resources: group({ Engine: { Ref: 'Engine' }, EngineVersion: '6.2' }) },
    { title: 'Memcached', resources: { Pages: { Type: CLUSTER, Properties: { Engine: 'memcached', EngineVersion: '1.6.22', NumCacheNodes: 2 } } } },
  ],
});
