import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { shareOfSmallestMemory } from '../private/database-instance';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const latency = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'storage-latency',
  alarm: {
    threshold: Threshold.absolute(20), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
    cause: 'Operations read or write more than the storage serves at once, as without an index',
    firstStep: 'Look up slow operations in the profiler log, and explain them to see which index is missing',
  },
});

/** How much of a limit that DocumentDB publishes itself is used; the smallest limit of the instances counts. */
const utilization = (title: string, used: string, limit: string, words: { cause: string; firstStep: string }): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT,
  chart: 'limits', source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/how-it-works.html',
  expression: '100*used/limit',
  inputs: { used: { metricName: used, statistic: 'Maximum' }, limit: { metricName: limit, statistic: 'Minimum' } },
  alarm: { threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...words },
});

const hitRatio = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.CACHE, metricName, statistic: 'Average', unit: SignalUnit.PERCENT,
  alarm: {
    threshold: Threshold.absolute(90), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6,
    origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
    rationale: 'What is normal depends on how much of the data is in use: switch it on once you know.',
    cause: 'The data and indexes in use are larger than the memory',
    firstStep: 'Drop indexes that no operation uses, then take a class with more memory',
  },
});

export default defineSignals({
  kind: 'docdb-cluster',
  title: 'DocumentDB cluster',
  resourceType: 'AWS::DocDB::DBCluster',
  namespace: 'AWS/DocDB',
  naming: 'the identifier of the cluster, as DatabaseCluster.fromDatabaseClusterAttributes gives it',
  source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html',
  cautions: [
    'Metrics of the cluster are averages or extremes over its instances; the dimension Role tells the writer from the readers.',
    'An idle cluster still counts about 50 operations a minute, its own health checks.',
    'Latencies are those of the storage, in milliseconds; there is no metric of the latency of operations.',
  ],
  dimensions: cluster => ({ DBClusterIdentifier: cluster.ref('clusterIdentifier') }),
  slis: [
    { type: SliType.LATENCY, id: 'read', title: 'time that a read from storage takes', signalId: 'readLatency' },
    { type: SliType.LATENCY, id: 'write', title: 'time that a write to storage takes', signalId: 'writeLatency' },
    { type: SliType.FRESHNESS, title: 'lag of the replica that is furthest behind', signalId: 'replicaLagMaximum' },
  ],
  signals: {
    connections: { title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnections', statistic: 'Sum', unit: SignalUnit.COUNT },
    connectionsMax: { title: 'Most connections of an instance', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnectionsMax', statistic: 'Maximum', unit: SignalUnit.COUNT },
    connectionUtilization: utilization('Connections in use', 'DatabaseConnectionsMax', 'DatabaseConnectionsLimit', {
      cause: 'Clients leak connections, or more clients than before have a pool of their own',
      firstStep: 'Lower the pool size of the clients and close idle connections, then take a larger class',
    }),
    cursors: { title: 'Open cursors', category: SignalCategory.SATURATION, metricName: 'DatabaseCursors', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'cursors' },
    cursorUtilization: utilization('Cursors in use', 'DatabaseCursorsMax', 'DatabaseCursorsLimit', {
      cause: 'Clients leave cursors open that they do not read to the end',
      firstStep: 'Close cursors in the clients, or give queries a limit',
    }),
    cursorsTimedOut: { title: 'Cursors that timed out', category: SignalCategory.ERRORS, metricName: 'DatabaseCursorsTimedOut', statistic: 'Sum', unit: SignalUnit.COUNT },
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Expensive operations, or more traffic than the instances can serve',
        firstStep: 'Look up slow operations in the profiler log or in Performance Insights, then add readers or take a larger class',
      },
    },
    freeableMemory: {
      title: 'Free memory', category: SignalCategory.SATURATION, metricName: 'FreeableMemory', statistic: 'Minimum', unit: SignalUnit.BYTES,
      chart: 'memory',
      alarm: {
        threshold: shareOfSmallestMemory('5% of the memory of the smallest instance', 0.05, 'AWS::DocDB::DBInstance', 'ServerlessV2ScalingConfiguration'),
        comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'More connections, larger sorts and aggregations, or more indexes than the memory holds',
        firstStep: 'Compare with the number of connections and the operations that were throttled, then take a larger class',
      },
    },
    lowMemoryQueue: {
      title: 'Requests held back for memory', category: SignalCategory.SATURATION, metricName: 'LowMemThrottleQueueDepth',
      statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'low-memory',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'An instance is short of memory, and holds requests back to stay up',
        firstStep: 'Take a larger class; until then send fewer operations at a time',
      },
    },
    lowMemoryThrottled: {
      title: 'Requests throttled for memory', category: SignalCategory.SATURATION, metricName: 'LowMemNumOperationsThrottled',
      statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'low-memory',
    },
    readLatency: latency('Read latency', 'ReadLatency'),
    writeLatency: latency('Write latency', 'WriteLatency'),
    diskQueueDepth: { title: 'Disk queue', category: SignalCategory.SATURATION, metricName: 'DiskQueueDepth', statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'disk-queue' },
    bufferCacheHitRatio: hitRatio('Buffer cache hits', 'BufferCacheHitRatio'),
    indexCacheHitRatio: hitRatio('Index cache hits', 'IndexBufferCacheHitRatio'),
    replicaLagMaximum: {
      title: 'Replica lag', category: SignalCategory.LATENCY, metricName: 'DBClusterReplicaLagMaximum',
      statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag',
      alarm: {
        threshold: Threshold.absolute(2_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A reader is overloaded, or the writer writes a burst',
        firstStep: 'Look at the CPU of the readers, and make them as large as the writer',
      },
    },
    instanceReplicaLag: {
      title: 'Replica lag on average', category: SignalCategory.LATENCY, metricName: 'DBInstanceReplicaLag',
      statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag',
    },
    engineUptime: {
      title: 'Uptime of the writer', category: SignalCategory.AVAILABILITY, metricName: 'EngineUptime',
      statistic: 'Average', unit: SignalUnit.SECONDS,
      variants: (_, dimensions) => [{ dimensions: { ...dimensions, Role: 'WRITER' } }],
      alarm: {
        threshold: Threshold.absolute(0), comparison: Comparison.AT_OR_BELOW, severity: Severity.PAGE, evaluationPeriods: 2,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.LIBRARY,
        cause: 'The writer is down: it restarts, or fails over to a reader',
        firstStep: 'Read the events of the cluster, and see that applications connect again',
      },
    },
    volumeBytesUsed: { title: 'Volume size', category: SignalCategory.COST, metricName: 'VolumeBytesUsed', statistic: 'Average', unit: SignalUnit.BYTES },
  },
});
