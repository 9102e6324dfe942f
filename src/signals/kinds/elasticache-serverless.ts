import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { numeric } from '../private/numeric';
import { engineOf } from '../private/redis-nodes';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const LATENCY = {
  category: SignalCategory.LATENCY, statistic: 'p99', percentiles: true, dashboardStatistics: ['p50', 'p99'], unit: SignalUnit.MICROSECONDS, chart: 'latency',
};

/** The most processing units per second that the cache may use. */
function withMaximum(cache: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const maximum = numeric(cache.property('CacheUsageLimits.ECPUPerSecond.Maximum'));
  return maximum !== undefined && maximum > 0 ? [{ dimensions, constants: { maximum } }] : [];
}

export default defineSignals({
  kind: 'elasticache-serverless',
  title: 'ElastiCache serverless cache',
  resourceType: 'AWS::ElastiCache::ServerlessCache',
  namespace: 'AWS/ElastiCache',
  naming: 'the name of the cache: ImportedResource.declare(cache, { resourceType: "AWS::ElastiCache::ServerlessCache", attributes: { serverlessCacheName: "…" } })',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html',
  cautions: [
    'The dimension is clusterId, in lower camel case, and has the name of the cache.',
    'ElastiCacheProcessingUnits is a sum per period: divide it by the period before comparing it with a limit per second.',
    'Hits and misses have other names for Memcached than for Valkey and Redis OSS.',
  ],
  dimensions: cache => ({ clusterId: cache.ref('serverlessCacheName') }),
  slis: [
    { type: SliType.LATENCY, id: 'read', title: 'time that a read takes', signalId: 'readLatency' },
    { type: SliType.LATENCY, id: 'write', title: 'time that a write takes', signalId: 'writeLatency' },
    { type: SliType.THROUGHPUT, title: 'commands', signalId: 'commands' },
  ],
  signals: {
    commands: { title: 'Commands', category: SignalCategory.TRAFFIC, metricName: 'TotalCmdsCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    connections: { title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'CurrConnections', statistic: 'Average', unit: SignalUnit.COUNT, chart: 'connections' },
    newConnections: { title: 'New connections', category: SignalCategory.TRAFFIC, metricName: 'NewConnections', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'connections' },
    throttledCommands: {
      title: 'Throttled commands', category: SignalCategory.ERRORS, metricName: 'ThrottledCmds', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Traffic grows faster than the cache scales, or reaches its maximum of processing units',
        firstStep: 'Raise the maximum of CacheUsageLimits if it is reached, or its minimum ahead of a peak',
      },
    },
    readLatency: {
      ...LATENCY, title: 'Read latency', metricName: 'SuccessfulReadRequestLatency',
      alarm: {
        threshold: Threshold.absolute(5_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Large values, commands over many keys, or a cache that is scaling',
        firstStep: 'Compare with throttled commands and processing units per command, then look for large values',
      },
    },
    writeLatency: { ...LATENCY, title: 'Write latency', metricName: 'SuccessfulWriteRequestLatency' },
    processingUnits: { title: 'Processing units', category: SignalCategory.COST, metricName: 'ElastiCacheProcessingUnits', statistic: 'Sum', unit: SignalUnit.COUNT },
    processingUnitsUtil: {
      title: 'Share of the maximum of processing units', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, chart: 'processing-units',
      appliesWhen: 'the cache states a maximum of processing units per second', variants: withMaximum,
      expression: '100*(used/PERIOD(used))/{maximum}',
      inputs: { used: { metricName: 'ElastiCacheProcessingUnits', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Demand comes near the maximum, beyond which commands are throttled',
        firstStep: 'Raise ECPUPerSecond of CacheUsageLimits, or find the commands that cost most',
      },
    },
    dataStored: {
      title: 'Data stored', category: SignalCategory.SATURATION, metricName: 'BytesUsedForCache', statistic: 'Maximum', unit: SignalUnit.BYTES, chart: 'data-stored',
      alarm: {
        threshold: Threshold.fractionOf('CacheUsageLimits.DataStorage.Maximum', 0.8, { scale: 1_000_000_000 }), comparison: Comparison.ABOVE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        rationale: 'Only with a maximum of the cache itself. The limit is in GB, which are taken as billions of bytes.',
        cause: 'The data grows, or keys are written without a time to live',
        firstStep: 'Look for keys without a time to live, or raise the maximum before keys are evicted',
      },
    },
    evictions: {
      title: 'Evictions', category: SignalCategory.SATURATION, metricName: 'Evictions', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'evictions',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The cache reached its maximum of data, and drops keys before they expire',
        firstStep: 'Raise the maximum of data storage, or shorten the time to live',
      },
    },
    hitRate: {
      title: 'Hit rate', category: SignalCategory.CACHE, metricName: 'CacheHitRate', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'hit-rate',
      appliesWhen: 'the engine is Valkey or Redis OSS', variants: (cache, dimensions) => engineOf(cache) === 'memcached' ? [] : [{ dimensions }],
      alarm: {
        threshold: Threshold.absolute(80), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Keys expire or are evicted early, or a release changed how keys are built',
        firstStep: 'Compare with evictions and the latest deployment of the clients',
      },
    },
    getHitRatio: {
      title: 'Hit ratio of get commands', category: SignalCategory.CACHE, unit: SignalUnit.PERCENT, chart: 'hit-rate',
      appliesWhen: 'the engine is Memcached', variants: (cache, dimensions) => ['valkey', 'redis'].includes(engineOf(cache) ?? '') ? [] : [{ dimensions }],
      expression: 'IF(hits+misses>0,100*hits/(hits+misses),0)',
      inputs: { hits: { metricName: 'GetHits', statistic: 'Sum' }, misses: { metricName: 'GetMisses', statistic: 'Sum' } },
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events.memcached.html',
    },
  },
});
