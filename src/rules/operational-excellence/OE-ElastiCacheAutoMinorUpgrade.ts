import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const PROPERTY = 'AutoMinorVersionUpgrade';
/** Versions before 6, which ElastiCache does not upgrade by itself. */
const OLD = /^[1-5]\./;

const code = (upgrade: boolean) => `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: 2,
  autoMinorVersionUpgrade: ${upgrade},
});`;

export default defineRule({
  id: 'OE-ElastiCacheAutoMinorUpgrade',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Caches get minor versions of their engine in their maintenance window',
  why: 'Minor versions bring the security fixes of the engine, which a cache that nobody upgrades never gets',
  remedy: 'Set autoMinorVersionUpgrade: true, or leave it out',
  resourceTypes: [GROUP],
  check: group => {
    const upgrade = group.property(PROPERTY);
    if (upgrade.isUnknown) return Verdict.UNKNOWN;
    if (upgrade.flag !== false) return Verdict.COMPLIANT;
    const version = group.property('EngineVersion');
    if (version.isUnknown) return Verdict.UNKNOWN;
    if (OLD.test(version.text ?? '')) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: 'Minor versions are not installed by themselves', property: PROPERTY });
  },
  compliant: [
    { title: 'switched on', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'valkey', AutoMinorVersionUpgrade: true } } }, cdk: code(true) },
    { title: 'the default', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'valkey' } } } },
  ],
  violating: [
    { title: 'switched off', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'valkey', EngineVersion: '8.0', AutoMinorVersionUpgrade: false } } }, cdk: code(false) },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Sessions: { Type: GROUP, Properties: { AutoMinorVersionUpgrade: { Ref: 'Upgrade' } } } } },
    { title: 'a version that is not upgraded so', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'redis', EngineVersion: '5.0.6', AutoMinorVersionUpgrade: false } } } },
    { title: 'the version is a parameter', resources: { Sessions: { Type: GROUP, Properties: { EngineVersion: { Ref: 'Version' }, AutoMinorVersionUpgrade: false } } } },
  ],
});
