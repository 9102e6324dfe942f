import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { hasDatabaseInsights } from '../private/database-insights';
import { engineOf, isInAurora, shareOfConnections, shareOfMemory, vCpusOf } from '../private/database-instance';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const DOCS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';

function only(applies: (instance: ObservedResource) => boolean): (instance: ObservedResource, dimensions: Dimensions) => SignalVariant[] {
  return (instance, dimensions) => applies(instance) ? [{ dimensions }] : [];
}

const latency = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.LATENCY, metricName,
  statistic: 'p90', dashboardStatistics: ['p50', 'p90'], percentiles: true, unit: SignalUnit.SECONDS, chart: 'storage-latency',
  alarm: {
    threshold: Threshold.absolute(0.02), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'AWS names latencies above 20 ms as cause for investigation. Missing data does not breach: a database without requests is healthy.',
    cause: 'The limit of IOPS or throughput of the storage is reached, or a query plan reads too much',
    firstStep: 'Compare IOPS and throughput with what the volume provides, then list the statements with the most reads and writes',
  },
});

const balance = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SATURATION, metricName, statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'burst-credits',
  alarm: {
    threshold: Threshold.absolute(10), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 3,
    origin: ThresholdOrigin.AWS_RECOMMENDED,
    rationale: 'Missing data does not breach: classes that do not burst have no such balance.',
    cause: 'The instance lives on burst credits of its EBS bandwidth, and they run out',
    firstStep: 'See which statements read or write most, and take a larger class if the load is to stay',
  },
});

export default defineSignals({
  kind: 'rds-instance',
  title: 'RDS instance',
  resourceType: 'AWS::RDS::DBInstance',
  namespace: 'AWS/RDS',
  naming: 'the identifier of the instance, as DatabaseInstance.fromDatabaseInstanceAttributes gives it',
  source: `${DOCS}/rds-metrics.html`,
  cautions: [
    'ReadLatency and WriteLatency are in seconds; the latencies of statements on Aurora are in milliseconds.',
    'FreeStorageSpace is in bytes, AllocatedStorage in GiB.',
    'A stopped instance publishes nothing: alarms that take missing data as a breach go off then.',
    'The connection limit is worked out of engine and class, or read from the parameter group; what a session sets at run time is not seen.',
  ],
  dimensions: instance => ({ DBInstanceIdentifier: instance.ref('instanceIdentifier') }),
  slis: [
    { type: SliType.LATENCY, id: 'read', title: 'time that a read from storage takes', signalId: 'readLatency' },
    { type: SliType.LATENCY, id: 'write', title: 'time that a write to storage takes', signalId: 'writeLatency' },
    { type: SliType.FRESHNESS, title: 'lag behind the source instance', signalId: 'replicaLag' },
    { type: SliType.THROUGHPUT, id: 'read', title: 'reads from storage in a second', signalId: 'readIops' },
    { type: SliType.THROUGHPUT, id: 'write', title: 'writes to storage in a second', signalId: 'writeIops' },
  ],
  signals: {
    connections: {
      title: 'Connections', category: SignalCategory.TRAFFIC, metricName: 'DatabaseConnections',
      statistic: 'Average', unit: SignalUnit.COUNT, bestPractices: ['PERF03-BP03'],
      alarm: {
        threshold: shareOfConnections('90% of max_connections: of the parameter group, or the default of engine and class', 0.9),
        severity: Severity.TICKET, evaluationPeriods: 5, missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 90% of the limit, which is worked out with a tenth of the memory taken off for the operating system.',
        cause: 'Clients leak connections, or more clients than before have a pool of their own',
        firstStep: 'List the sessions by state and client (pg_stat_activity, SHOW PROCESSLIST), and consider RDS Proxy',
      },
    },
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Expensive statements, or more traffic than the class can serve',
        firstStep: 'List the top statements by load in Database Insights, then tune them or take a larger class',
      },
    },
    freeableMemory: {
      title: 'Free memory', category: SignalCategory.SATURATION, metricName: 'FreeableMemory', statistic: 'Average', unit: SignalUnit.BYTES,
      chart: 'memory',
      alarm: {
        threshold: shareOfMemory('25% of the memory of its class, 5% on Aurora', instance => isInAurora(instance) ? 0.05 : 0.25),
        comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 15, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 25% of the memory, and for 5% on Aurora, whose buffers take more of it.',
        cause: 'More connections, larger sorts and joins, or buffers that were set too large',
        firstStep: 'Look at SwapUsage and the number of connections, then lower the memory of a session or take a larger class',
      },
    },
    freeStorage: {
      title: 'Free storage', category: SignalCategory.SATURATION, metricName: 'FreeStorageSpace', statistic: 'Minimum', unit: SignalUnit.BYTES,
      chart: 'free-storage',
      appliesWhen: 'the instance has storage of its own, which one of an Aurora cluster has not', variants: only(instance => !isInAurora(instance)),
      alarm: {
        threshold: Threshold.fractionOf('AllocatedStorage', 0.1, { scale: 2 ** 30 }), comparison: Comparison.BELOW,
        severity: Severity.PAGE, evaluationPeriods: 5, missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 10% of the allocated storage. What storage autoscaling has added since is not in the template.',
        cause: 'Data, logs or temporary files grow, or a replication slot holds the log',
        firstStep: 'Look for unused replication slots and old logs, list the largest tables, and allocate more storage or let it scale',
      },
    },
    readLatency: latency('Read latency', 'ReadLatency'),
    writeLatency: latency('Write latency', 'WriteLatency'),
    dbLoad: {
      title: 'Database load', category: SignalCategory.SATURATION, metricName: 'DBLoad', statistic: 'Average', unit: SignalUnit.NONE,
      chart: 'database-load',
      requires: { ruleId: 'PE-RdsInsights', howToEnable: 'set enablePerformanceInsights: true on the instance, or on the cluster that it belongs to' }, publishedBy: hasDatabaseInsights,
      source: `${DOCS}/USER_PerfInsights.Cloudwatch.html`, bestPractices: ['PERF03-BP03'],
      alarm: {
        threshold: vCpusOf('the vCPUs of its class'), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for the number of vCPUs: above it sessions wait. Missing data does not breach: without sessions there is no load.',
        cause: 'More sessions are active than there are vCPUs, so they wait for CPU, locks or storage',
        firstStep: 'Open Database Insights and slice the load by waits, then by statements',
      },
    },
    replicaLag: {
      title: 'Replica lag', category: SignalCategory.LATENCY, metricName: 'ReplicaLag', statistic: 'Maximum', unit: SignalUnit.SECONDS,
      chart: 'replica-lag',
      appliesWhen: 'the instance is a read replica, and not one of Aurora',
      variants: only(instance => !isInAurora(instance)
        && ['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].some(source => (instance.property(source) ?? undefined) !== undefined)),
      alarm: {
        threshold: Threshold.absolute(60), severity: Severity.TICKET, evaluationPeriods: 10, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The replica is too small, a long transaction holds it back, or the source writes a burst',
        firstStep: 'Look at CPU and IOPS of the replica, and for transactions that run long on it',
      },
    },
    ebsByteBalance: balance('EBS throughput credits', 'EBSByteBalance%'),
    ebsIoBalance: balance('EBS IOPS credits', 'EBSIOBalance%'),
    burstBalance: {
      title: 'Volume burst credits', category: SignalCategory.SATURATION, metricName: 'BurstBalance', statistic: 'Average', unit: SignalUnit.PERCENT,
      chart: 'burst-credits',
      appliesWhen: 'the storage is of type gp2', variants: only(instance => !isInAurora(instance) && instance.property('StorageType') === 'gp2'),
      alarm: {
        threshold: Threshold.absolute(20), comparison: Comparison.BELOW, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        origin: ThresholdOrigin.LIBRARY,
        cause: 'The load is above the 3 IOPS per GiB of a gp2 volume, and its credits run out',
        firstStep: 'Change the storage type to gp3, which has 3,000 IOPS at any size',
      },
    },
    diskQueueDepth: {
      title: 'Disk queue', category: SignalCategory.SATURATION, metricName: 'DiskQueueDepth', statistic: 'Average', unit: SignalUnit.COUNT,
      chart: 'disk-queue',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        cause: 'Reads and writes wait for the storage',
        firstStep: 'Compare IOPS with what the volume provides, and list the statements with the most reads and writes',
      },
    },
    transactionIds: {
      title: 'Transaction ids in use', category: SignalCategory.SATURATION, metricName: 'MaximumUsedTransactionIDs',
      statistic: 'Average', unit: SignalUnit.COUNT, chart: 'transaction-ids',
      appliesWhen: 'the engine is PostgreSQL', variants: only(instance => engineOf(instance)?.includes('postgres') ?? false),
      alarm: {
        threshold: Threshold.absolute(1_000_000_000), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'PostgreSQL stops to write at about two billion. Missing data does not breach: an instance that restarts publishes none.',
        cause: 'Autovacuum cannot keep up, or a long transaction or a replication slot holds old rows',
        firstStep: 'Find the oldest transaction and unused replication slots, end them, then vacuum the oldest tables by hand',
      },
    },
    readIops: { title: 'Reads', category: SignalCategory.TRAFFIC, metricName: 'ReadIOPS', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND, chart: 'iops' },
    writeIops: { title: 'Writes', category: SignalCategory.TRAFFIC, metricName: 'WriteIOPS', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND, chart: 'iops' },
    swapUsage: { title: 'Swap in use', category: SignalCategory.SATURATION, metricName: 'SwapUsage', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'memory' },
  },
});
