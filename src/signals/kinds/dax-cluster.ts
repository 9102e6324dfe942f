import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const failing = {
  cause: 'A node is degraded, or DynamoDB throttles what DAX passes on',
  firstStep: 'Look at the health of the nodes, and at the throttles of the tables behind the cluster',
};

const hitRatio = (title: string, cache: string): SignalDefinition => ({
  title, category: SignalCategory.CACHE, unit: SignalUnit.PERCENT,
  expression: 'IF(hits>0,100*hits/(hits+FILL(misses,0)),IF(FILL(misses,0)>0,0,100))',
  inputs: { hits: { metricName: `${cache}Hits`, statistic: 'Sum' }, misses: { metricName: `${cache}Misses`, statistic: 'Sum' } },
});

export default defineSignals({
  kind: 'dax-cluster',
  title: 'DAX cluster',
  resourceType: 'AWS::DAX::Cluster',
  namespace: 'AWS/DAX',
  naming: 'the name of the cluster: ImportedResource.declare(cluster, { resourceType: "AWS::DAX::Cluster", attributes: { clusterName: "…" } })',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/dax-metrics-dimensions-dax.html',
  cautions: [
    'Metrics are published only when they are not zero.',
    'DAX writes the name of a cluster in lower case: name it so.',
    'The identifiers of nodes are not in the template: the maximum over the cluster stands for the busiest node.',
  ],
  dimensions: cluster => ({ ClusterId: cluster.ref('clusterName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'requests without a fault of the cluster',
      bad: { inputs: { faults: sum('FaultRequestCount') }, expression: 'FILL(faults,0)' }, total: { inputs: { requests: sum('TotalRequestCount') } },
      caution: 'Throttled requests count as good.',
    },
    { type: SliType.THROUGHPUT, title: 'requests', signalId: 'totalRequests' },
  ],
  signals: {
    totalRequests: { title: 'Requests', category: SignalCategory.TRAFFIC, metricName: 'TotalRequestCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    faults: {
      title: 'Faults', category: SignalCategory.ERRORS, metricName: 'FaultRequestCount', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        ...failing,
      },
    },
    failed: {
      title: 'Failed requests', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'failed-requests',
      expression: 'IF(total>0,100*FILL(failed,0)/total,0)',
      inputs: { failed: { metricName: 'FailedRequestCount', statistic: 'Sum' }, total: { metricName: 'TotalRequestCount', statistic: 'Sum' } },
      alarm: { threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, ...failing },
    },
    cpu: {
      title: 'CPU of the busiest node', category: SignalCategory.SATURATION, metricName: 'CPUUtilization',
      statistic: 'Maximum', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(80), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A node serves more requests than it can',
        firstStep: 'Add nodes if all are busy; take a larger node type if it is the primary that writes',
      },
    },
    evicted: { title: 'Bytes evicted', category: SignalCategory.SATURATION, metricName: 'EvictedSize', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'evictions' },
    clientConnections: {
      title: 'Connections of the busiest node', category: SignalCategory.SATURATION, metricName: 'ClientConnections',
      statistic: 'Maximum', unit: SignalUnit.COUNT, chart: 'connections',
      alarm: {
        threshold: Threshold.absolute(32_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        rationale: 'A node takes 40,000 connections; 80% of them leave time to act.',
        cause: 'Clients leak connections, or make a client for each request',
        firstStep: 'Make one DAX client per process, and look at the pool settings of the clients',
      },
    },
    itemHitRatio: {
      ...hitRatio('Item cache hits', 'ItemCache'),
      alarm: {
        threshold: Threshold.unset('take the hit ratio of a normal day, less 20 points'), comparison: Comparison.BELOW,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 6, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Items expire too soon, or the items in use are larger than the memory',
        firstStep: 'Look at EvictedSize: where bytes are evicted take a larger node type, else a longer TTL',
      },
    },
    queryHitRatio: hitRatio('Query cache hits', 'QueryCache'),
  },
});
