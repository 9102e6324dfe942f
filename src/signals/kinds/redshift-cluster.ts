import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

/** Queries by how long they run: below 10 seconds, below 10 minutes, longer. */
const perDuration = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  ['short', 'medium', 'long'].map(id => ({ id, dimensions: { ...dimensions, latency: id } }));

const perQueue = (cluster: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  [...new Set(['Default queue', ...queueNames(cluster)])].map(id => ({ id, dimensions: { ...dimensions, QueueName: id } }));

/** The names of queues in the parameter group of the cluster, where its configuration of workload management is literal. */
function queueNames(cluster: ObservedResource): string[] {
  const parameters = cluster.referenced('ClusterParameterGroupName')?.property('Parameters');
  if (!Array.isArray(parameters)) return [];
  const configuration = parameters.find(parameter => (parameter?.ParameterName ?? parameter?.parameterName) === 'wlm_json_configuration');
  const queues = parsed(configuration?.ParameterValue ?? configuration?.parameterValue);
  return Array.isArray(queues) ? queues.map(queue => queue?.name).filter(name => typeof name === 'string' && name !== '') : [];
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || Token.isUnresolved(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const waiting = {
  cause: 'The slots of the queue are taken: queries run long, or more of them come at once',
  firstStep: 'Look for the longest queries, then give the queue more concurrency, or switch on concurrency scaling',
};

export default defineSignals({
  kind: 'redshift-cluster',
  title: 'Redshift cluster',
  resourceType: 'AWS::Redshift::Cluster',
  namespace: 'AWS/Redshift',
  naming: 'the name of the cluster: ImportedResource.declare(cluster, { resourceType: "AWS::Redshift::Cluster", attributes: { clusterName: "…" } })',
  source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html',
  cautions: [
    'QueryDuration is in microseconds, WLMQueueWaitTime in milliseconds.',
    'Metrics of the cluster take the leader node and the compute nodes together: look at NodeID before blaming one of them.',
    'A paused cluster publishes nothing, and its health alarm goes off.',
  ],
  dimensions: cluster => ({ ClusterIdentifier: cluster.ref('clusterName') }),
  slis: [
    { type: SliType.LATENCY, title: 'time that a query takes', signalId: 'queryDuration' },
    { type: SliType.FRESHNESS, title: 'time that a query waits in its queue', signalId: 'wlmQueueWait' },
    { type: SliType.THROUGHPUT, title: 'queries completed in a second', signalId: 'queriesPerSecond' },
  ],
  signals: {
    health: {
      title: 'Health', category: SignalCategory.AVAILABILITY, metricName: 'HealthStatus', statistic: 'Minimum', unit: SignalUnit.NONE,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, severity: Severity.PAGE, evaluationPeriods: 5,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.LIBRARY,
        cause: 'The cluster does not answer a simple query, or is paused or under maintenance',
        firstStep: 'Read the events of the cluster, and look at MaintenanceMode',
      },
    },
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, origin: ThresholdOrigin.LIBRARY,
        cause: 'Heavy queries, or more of them than the nodes can serve',
        firstStep: 'Look up the most expensive queries in query monitoring, then switch on concurrency scaling or add nodes',
      },
    },
    disk: {
      title: 'Disk in use', category: SignalCategory.SATURATION, metricName: 'PercentageDiskSpaceUsed',
      statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'disk',
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'The data grows, or a query spills much to disk',
        firstStep: 'Look for queries that spill to disk, drop and vacuum tables, then add nodes or move to RA3',
      },
    },
    connections: {
      title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnections', statistic: 'Average', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(400), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Pools of reporting tools hold connections that they do not use',
        firstStep: 'End idle sessions, and lower the pool sizes of the tools',
      },
    },
    wlmQueueLength: {
      title: 'Waiting queries', category: SignalCategory.SATURATION, metricName: 'WLMQueueLength', statistic: 'Average', unit: SignalUnit.COUNT,
      chart: 'queues', variants: perQueue,
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        ...waiting,
      },
    },
    wlmQueueWait: {
      title: 'Wait in the queue', category: SignalCategory.LATENCY, metricName: 'WLMQueueWaitTime',
      statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'queue-wait', variants: perQueue,
      alarm: {
        threshold: Threshold.absolute(30_000), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        ...waiting,
      },
    },
    queryDuration: {
      title: 'Query duration', category: SignalCategory.LATENCY, metricName: 'QueryDuration',
      statistic: 'p95', dashboardStatistics: ['p50', 'p95'], percentiles: true, unit: SignalUnit.MICROSECONDS,
      chart: 'query-duration', variants: perDuration,
      alarm: {
        threshold: Threshold.unset('take the objective for the queries that users wait for'),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Queries wait for a slot, scan more data, or their plan changed',
        firstStep: 'Compare with the wait in the queue: if that did not rise as well, look at the plans of the longest queries',
      },
    },
    queriesPerSecond: {
      title: 'Queries completed', category: SignalCategory.TRAFFIC, metricName: 'QueriesCompletedPerSecond',
      statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND, chart: 'queries', variants: perDuration,
    },
    commitQueue: {
      title: 'Commit queue', category: SignalCategory.SATURATION, metricName: 'CommitQueueLength', statistic: 'Average', unit: SignalUnit.COUNT,
      chart: 'queues',
      alarm: {
        threshold: Threshold.absolute(5), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Many small transactions commit at once',
        firstStep: 'Load in larger batches with COPY, and put several changes into one transaction',
      },
    },
    concurrencyScaling: {
      title: 'Concurrency scaling', category: SignalCategory.COST, metricName: 'ConcurrencyScalingSeconds',
      statistic: 'Sum', unit: SignalUnit.SECONDS,
    },
  },
});
