import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { shareOfMemory } from '../private/database-instance';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const SHARE = (_: ObservedResource): number => 0.05;

export default defineSignals({
  kind: 'docdb-instance',
  title: 'DocumentDB instance',
  resourceType: 'AWS::DocDB::DBInstance',
  namespace: 'AWS/DocDB',
  naming: 'the identifier of the instance, as DatabaseInstance.fromDatabaseInstanceAttributes gives it',
  source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html',
  cautions: ['Storage, cursors and latencies are watched on the cluster; the instance tells which of several is loaded.'],
  dimensions: instance => ({ DBInstanceIdentifier: instance.ref('instanceIdentifier') }),
  slis: [
    { type: SliType.FRESHNESS, title: 'lag behind the primary instance', signalId: 'replicaLag' },
  ],
  signals: {
    connections: { title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnections', statistic: 'Average', unit: SignalUnit.COUNT },
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY,
        cause: 'Expensive operations, or clients that all use the same instance',
        firstStep: 'Compare with the other instances of the cluster, then set a read preference that uses the readers or take a larger class',
      },
    },
    freeableMemory: {
      title: 'Free memory', category: SignalCategory.SATURATION, metricName: 'FreeableMemory', statistic: 'Minimum', unit: SignalUnit.BYTES, chart: 'memory',
      alarm: {
        threshold: shareOfMemory('5% of the memory of its class', SHARE), comparison: Comparison.BELOW,
        severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'The cluster watches the smallest of its instances already: switch it on to tell them apart.',
        cause: 'More connections, larger sorts and aggregations, or more indexes than the memory holds',
        firstStep: 'Compare with the number of connections, then take a larger class',
      },
    },
    readThroughput: {
      title: 'Bytes read', category: SignalCategory.TRAFFIC, metricName: 'ReadThroughput', statistic: 'Average', unit: SignalUnit.BYTES_PER_SECOND, chart: 'throughput',
    },
    writeThroughput: {
      title: 'Bytes written', category: SignalCategory.TRAFFIC, metricName: 'WriteThroughput', statistic: 'Average', unit: SignalUnit.BYTES_PER_SECOND, chart: 'throughput',
    },
    replicaLag: {
      title: 'Replica lag', category: SignalCategory.LATENCY, metricName: 'DBInstanceReplicaLag', statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag',
    },
  },
});
