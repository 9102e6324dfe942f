import { defineRule } from '../private/define-rule';
import { logTypesIn, requireLogTypes } from '../private/log-types';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const NODE = 'AWS::ElastiCache::CacheCluster';
const PROPERTY = 'LogDeliveryConfigurations';

/**
 * The logs that a cache can deliver: the slow log since Redis 6.0, the engine log since 6.2, which `6.x` is. `undefined` where only deployment tells.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
 */
function logsOf(cache: WorkloadResource): readonly string[] | undefined {
  const engine = cache.property('Engine');
  const version = cache.property('EngineVersion');
  if (engine.isUnknown || version.isUnknown) return undefined;
  if (engine.text === 'memcached') return [];
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version.text ?? '') ?? [];
  if (Number(major) < 6) return [];
  return major === '6' && Number(minor) < 2 ? ['slow-log'] : ['slow-log', 'engine-log'];
}

export default defineRule({
  id: 'OE-ElastiCacheLogs',
  bestPractices: ['OPS04-BP02', 'PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Caches deliver their slow log and their engine log',
  why: 'Which command holds up all others, and why a node failed over or ran out of memory, is known to the node alone, and only for a short while',
  remedy: 'Set logDeliveryConfigurations with one entry of logType: \'slow-log\' and one of logType: \'engine-log\'',
  resourceTypes: [GROUP, NODE],
  check: cache => {
    const wanted = logsOf(cache);
    if (wanted === undefined) return Verdict.UNKNOWN;
    if (wanted.length === 0) return Verdict.NOT_APPLICABLE;
    return requireLogTypes(wanted, logTypesIn(cache.values(`${PROPERTY}.*.LogType`)), PROPERTY);
  },
  compliant: [
    {
      title: 'both logs',
      resources: { Sessions: { Type: GROUP, Properties: { Engine: 'valkey', LogDeliveryConfigurations: [{ LogType: 'slow-log' }, { LogType: 'engine-log' }] } } },
      cdk: `const log = new logs.LogGroup(this, 'Log');
new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions of the shop',
  engine: 'valkey',
  cacheNodeType: 'cache.m7g.large',
  logDeliveryConfigurations: ['slow-log', 'engine-log'].map(logType => ({
    logType,
    logFormat: 'json',
    destinationType: 'cloudwatch-logs',
    destinationDetails: { cloudWatchLogsDetails: { logGroup: log.logGroupName } },
  })),
});`,
    },
    {
      title: 'the one log that an old version has',
      resources: { Sessions: { Type: NODE, Properties: { Engine: 'redis', EngineVersion: '6.0', LogDeliveryConfigurations: [{ LogType: 'slow-log' }] } } },
    },
  ],
  violating: [
    {
      title: 'no logs',
      resources: { Sessions: { Type: GROUP, Properties: { Engine: 'redis', EngineVersion: '7.1', CacheNodeType: 'cache.m7g.large' } } },
      findings: ['slow-log', 'engine-log'],
      cdk: `new elasticache.CfnReplicationGroup(this, 'Sessions', {
  replicationGroupDescription: 'Sessions of the shop',
  engine: 'redis',
  engineVersion: '7.1',
  cacheNodeType: 'cache.m7g.large',
});`,
    },
    {
      title: 'the engine log alone',
      resources: { Sessions: { Type: GROUP, Properties: { EngineVersion: '6.x', LogDeliveryConfigurations: [{ LogType: 'engine-log' }] } } },
      findings: ['slow-log'],
    },
    { title: 'a single node', resources: { Sessions: { Type: NODE, Properties: { Engine: 'valkey', EngineVersion: '8.0' } } }, findings: ['slow-log', 'engine-log'] },
  ],
  ignored: [
    { title: 'Memcached, which has no logs', resources: { Pages: { Type: NODE, Properties: { Engine: 'memcached' } } } },
    { title: 'a version without logs', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'redis', EngineVersion: '5.0.6' } } } },
    { title: 'the version is a parameter', resources: { Sessions: { Type: GROUP, Properties: { Engine: 'redis', EngineVersion: { Ref: 'Version' } } } } },
    { title: 'the logs are a parameter', resources: { Sessions: { Type: GROUP, Properties: { LogDeliveryConfigurations: { Ref: 'Logs' } } } } },
  ],
});
