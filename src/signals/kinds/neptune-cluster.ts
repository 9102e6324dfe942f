import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { shareOfSmallestMemory } from '../private/database-instance';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const errors = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.ERRORS, metricName, statistic: 'Sum', unit: SignalUnit.COUNT,
  alarm: {
    threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
    cause: 'Queries are wrong, run into their timeout, or find the engine overloaded',
    firstStep: 'Look up the failed queries in the audit and slow query logs, and compare with CPU and memory',
  },
});

export default defineSignals({
  kind: 'neptune-cluster',
  title: 'Neptune cluster',
  resourceType: 'AWS::Neptune::DBCluster',
  namespace: 'AWS/Neptune',
  naming: 'the identifier of the cluster, as DatabaseCluster.fromDatabaseClusterAttributes gives it',
  source: 'https://docs.aws.amazon.com/neptune/latest/userguide/cw-metrics.html',
  cautions: [
    'There is no metric of the latency of queries: use the slow query log, or measure at the client.',
    'Metrics are published only when they are not zero.',
    'GremlinErrors and SparqlErrors are deprecated, though still published; TotalServerErrorsPerSec replaces Http5xx.',
  ],
  dimensions: cluster => ({ DBClusterIdentifier: cluster.ref('clusterIdentifier') }),
  slis: [
    { type: SliType.FRESHNESS, title: 'lag of the replica that is furthest behind', signalId: 'replicaLag' },
    { type: SliType.THROUGHPUT, id: 'gremlin', title: 'requests in Gremlin in a second', signalId: 'gremlinRequests' },
    { type: SliType.THROUGHPUT, id: 'sparql', title: 'requests in SPARQL in a second', signalId: 'sparqlRequests' },
  ],
  signals: {
    gremlinRequests: { title: 'requests in Gremlin in a second', category: SignalCategory.TRAFFIC, metricName: 'GremlinRequestsPerSec', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND },
    sparqlRequests: { title: 'requests in SPARQL in a second', category: SignalCategory.TRAFFIC, metricName: 'SparqlRequestsPerSec', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND },
    gremlinErrors: errors('Gremlin errors', 'GremlinErrors'),
    sparqlErrors: errors('SPARQL errors', 'SparqlErrors'),
    serverErrors: {
      title: 'Server errors', category: SignalCategory.ERRORS, metricName: 'TotalServerErrorsPerSec',
      statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND, chart: 'server-errors',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The engine fails requests: queries run into their timeout, or memory and threads are used up',
        firstStep: 'Look up the failed queries in the slow query log, and compare with CPU, memory and waiting requests',
      },
    },
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Traversals visit much of the graph, or more queries come than the instances can serve',
        firstStep: 'Look up the longest queries in the slow query log, then add readers or take a larger class',
      },
    },
    freeableMemory: {
      title: 'Free memory', category: SignalCategory.SATURATION, metricName: 'FreeableMemory', statistic: 'Minimum', unit: SignalUnit.BYTES,
      chart: 'memory',
      alarm: {
        threshold: shareOfSmallestMemory('5% of the memory of the smallest instance', 0.05, 'AWS::Neptune::DBInstance', 'ServerlessScalingConfiguration'),
        comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Queries hold large results, or the part of the graph in use is larger than the memory',
        firstStep: 'Look for queries with large results in the slow query log, then take a larger class',
      },
    },
    bufferCacheHitRatio: {
      title: 'Buffer cache hits', category: SignalCategory.CACHE, metricName: 'BufferCacheHitRatio', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(99.9), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6,
        origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'The part of the graph in use is larger than the memory, so queries wait for the storage',
        firstStep: 'Take a class with more memory, or one with a lookup cache',
      },
    },
    mainQueue: {
      title: 'Waiting requests', category: SignalCategory.SATURATION, metricName: 'MainRequestQueuePendingRequests',
      statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'waiting-requests',
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
        cause: 'All worker threads are busy, and requests wait for one',
        firstStep: 'Add readers for queries that only read, or let clients send fewer at a time',
      },
    },
    replicaLag: {
      title: 'Replica lag', category: SignalCategory.LATENCY, metricName: 'ClusterReplicaLagMaximum',
      statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag',
      alarm: {
        threshold: Threshold.absolute(2_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A reader is overloaded, or the writer writes a burst',
        firstStep: 'Look at the CPU of the readers, and make them as large as the writer',
      },
    },
    engineUptime: {
      title: 'Uptime', category: SignalCategory.AVAILABILITY, metricName: 'EngineUptime', statistic: 'Minimum', unit: SignalUnit.SECONDS,
      alarm: {
        threshold: Threshold.absolute(0), comparison: Comparison.AT_OR_BELOW, severity: Severity.PAGE, evaluationPeriods: 2,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.LIBRARY,
        cause: 'No instance of the cluster is up: the writer restarts or fails over',
        firstStep: 'Read the events of the cluster, and see that applications connect again',
      },
    },
  },
});
