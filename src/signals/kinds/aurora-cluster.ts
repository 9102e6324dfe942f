import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { engineOf } from '../private/database-instance';
import { defineSignals, type SignalDefinition } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };
type Variants = (cluster: ObservedResource, dimensions: Dimensions) => SignalVariant[];

const TIB = 2 ** 40;

function only(applies: (cluster: ObservedResource) => boolean, more: Dimensions = {}): Variants {
  return (cluster, dimensions) => applies(cluster) ? [{ dimensions: { ...dimensions, ...more } }] : [];
}

/** A cluster of the engines mysql and postgres has instances in three Availability Zones with storage of their own, and is no Aurora. */
const isMultiAz = (cluster: ObservedResource): boolean => ['mysql', 'postgres'].includes(engineOf(cluster) ?? '');
const isAuroraMysql = (cluster: ObservedResource): boolean => ['aurora', 'aurora-mysql'].includes(engineOf(cluster) ?? '');
const isServerless = (cluster: ObservedResource): boolean => (cluster.property('ServerlessV2ScalingConfiguration') ?? undefined) !== undefined && !isMultiAz(cluster);
const isGlobal = (cluster: ObservedResource): boolean => (cluster.property('GlobalClusterIdentifier') ?? undefined) !== undefined && !isMultiAz(cluster);

const AURORA = { appliesWhen: 'the engine is Aurora', variants: only(cluster => !isMultiAz(cluster)) };
const WRITER = { appliesWhen: 'the engine is Aurora', variants: only(cluster => !isMultiAz(cluster), { Role: 'WRITER' }) };
const MYSQL = { appliesWhen: 'the engine is Aurora MySQL', variants: only(isAuroraMysql) };
const SERVERLESS = { appliesWhen: 'instances of the cluster are Serverless v2', variants: only(isServerless) };

const locks = { cause: 'Transactions lock the same rows, or hold their locks for long', firstStep: 'Find the statement that blocks the others, and make its transaction shorter' };
const latency = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.LATENCY, metricName, statistic: 'Average', percentiles: true, unit: SignalUnit.MILLISECONDS,
  chart: 'statement-latency',
});

export default defineSignals({
  kind: 'aurora-cluster',
  title: 'Aurora cluster',
  resourceType: 'AWS::RDS::DBCluster',
  namespace: 'AWS/RDS',
  naming: 'the identifier of the cluster, as DatabaseCluster.fromDatabaseClusterAttributes gives it',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
  cautions: [
    'Metrics of the cluster are averages or extremes over its instances; with the dimension Role they are of the writer or the readers alone.',
    'A Multi-AZ DB cluster, of the engine mysql or postgres, is of this type too: it has the CPU only, and no Aurora metrics.',
    'Latencies of statements are in milliseconds; ReadLatency and WriteLatency of instances are in seconds.',
  ],
  dimensions: cluster => ({ DBClusterIdentifier: cluster.ref('clusterIdentifier') }),
  slis: [
    { type: SliType.LATENCY, id: 'select', title: 'time that a SELECT takes', signalId: 'selectLatency' },
    { type: SliType.LATENCY, id: 'commit', title: 'time that a commit takes', signalId: 'commitLatency' },
    { type: SliType.FRESHNESS, id: 'replicas', title: 'lag of the replica that is furthest behind', signalId: 'replicaLagMaximum' },
    { type: SliType.FRESHNESS, id: 'binlog', title: 'lag behind the source of the binary log', signalId: 'binlogReplicaLag' },
    { type: SliType.FRESHNESS, id: 'global', title: 'lag behind the primary Region', signalId: 'globalReplicationLag' },
  ],
  signals: {
    cpu: {
      title: 'CPU', category: SignalCategory.SATURATION, metricName: 'CPUUtilization', statistic: 'Average', unit: SignalUnit.PERCENT,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 5, missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'Expensive statements, or more traffic than the instances can serve',
        firstStep: 'List the top statements by load in Database Insights, then tune them, add readers or take a larger class',
      },
    },
    engineUptime: {
      title: 'Uptime of the writer', category: SignalCategory.AVAILABILITY, metricName: 'EngineUptime',
      statistic: 'Average', unit: SignalUnit.SECONDS, ...WRITER,
      alarm: {
        threshold: Threshold.absolute(0), comparison: Comparison.AT_OR_BELOW, severity: Severity.PAGE, evaluationPeriods: 2,
        missingData: MissingData.BREACHING, origin: ThresholdOrigin.AWS_RECOMMENDED,
        cause: 'The writer is down: it restarts, or fails over to a reader',
        firstStep: 'Read the events of the cluster, and see that applications connect again',
      },
    },
    volumeBytesLeft: {
      title: 'Room left in the volume', category: SignalCategory.SATURATION, metricName: 'AuroraVolumeBytesLeftTotal',
      statistic: 'Average', unit: SignalUnit.BYTES, chart: 'volume', ...MYSQL,
      alarm: {
        threshold: Threshold.absolute(0.1 * 128 * TIB), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for 10% to 20% of the 128 TiB that a volume can have. Missing data does not breach: readers and other engines publish none.',
        cause: 'The data comes near the largest size that a volume can have',
        firstStep: 'List the largest tables, then drop or archive what is not needed',
      },
    },
    freeLocalStorage: {
      title: 'Free local storage', category: SignalCategory.SATURATION, metricName: 'FreeLocalStorage', statistic: 'Average', unit: SignalUnit.BYTES,
      chart: 'local-storage', ...AURORA,
      alarm: {
        threshold: Threshold.unset('take 10% to 20% of the local storage of the instance class, as the Aurora User Guide lists it'),
        comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 5,
        origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'The local storage of a class is not in the template. Missing data does not breach: an instance that restarts publishes none.',
        cause: 'Temporary tables, sorts or logs fill the local storage of an instance',
        firstStep: 'Look for large temporary tables and sorts, and take a larger class if they are to stay',
      },
    },
    bufferCacheHitRatio: {
      title: 'Buffer cache hits', category: SignalCategory.CACHE, metricName: 'BufferCacheHitRatio', statistic: 'Average', unit: SignalUnit.PERCENT,
      ...AURORA,
      alarm: {
        threshold: Threshold.absolute(80), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 10,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: an instance that restarts publishes none.',
        cause: 'The data in use is larger than the memory, or a query plan reads whole tables',
        firstStep: 'Look for statements that scan large tables, then take a class with more memory',
      },
    },
    blockedTransactions: {
      title: 'Blocked transactions', category: SignalCategory.SATURATION, metricName: 'BlockedTransactions',
      statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND, chart: 'locks', ...MYSQL,
      alarm: {
        threshold: Threshold.unset('take 5% of ActiveTransactions at a busy hour'),
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'AWS asks for 5% of the active transactions, which no property tells.',
        ...locks,
      },
    },
    historyListLength: {
      title: 'Undo log', category: SignalCategory.SATURATION, metricName: 'RollbackSegmentHistoryListLength',
      statistic: 'Average', unit: SignalUnit.COUNT, chart: 'undo-log', ...MYSQL,
      alarm: {
        threshold: Threshold.absolute(1_000_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: an instance that restarts publishes none.',
        cause: 'A transaction that runs long keeps old versions of rows from being purged',
        firstStep: 'Find the oldest transaction, and commit or end it',
      },
    },
    binlogReplicaLag: {
      title: 'Binlog replica lag', category: SignalCategory.LATENCY, metricName: 'AuroraBinlogReplicaLag',
      statistic: 'Average', unit: SignalUnit.SECONDS, chart: 'binlog-replica-lag',
      appliesWhen: 'the engine is Aurora MySQL, and the cluster replicates from another by its binary log',
      variants: only(cluster => isAuroraMysql(cluster) && (cluster.property('ReplicationSourceIdentifier') ?? undefined) !== undefined, { Role: 'WRITER' }),
      alarm: {
        threshold: Threshold.absolute(0), comparison: Comparison.BELOW, severity: Severity.TICKET, evaluationPeriods: 2,
        missingData: MissingData.BREACHING,
        origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for -1 or less, which is what the metric has while replication is stopped: below 0 says the same.',
        cause: 'Replication stopped with an error, for which the metric is -1',
        firstStep: 'Read the error in SHOW REPLICA STATUS, mend it and start the replication again',
      },
    },
    replicaLagMaximum: {
      title: 'Replica lag', category: SignalCategory.LATENCY, metricName: 'AuroraReplicaLagMaximum',
      statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag', ...AURORA,
      alarm: {
        threshold: Threshold.absolute(2_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'A reader is overloaded, or the writer writes a burst',
        firstStep: 'Look at the CPU of the readers, and make them as large as the writer',
      },
    },
    deadlocks: {
      title: 'Deadlocks', category: SignalCategory.ERRORS, metricName: 'Deadlocks', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND,
      chart: 'locks', ...AURORA,
      alarm: {
        threshold: Threshold.absolute(0.1), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        ...locks,
      },
    },
    selectLatency: { ...latency('Latency of SELECT', 'SelectLatency'), ...MYSQL },
    commitLatency: {
      ...latency('Latency of COMMIT', 'CommitLatency'), ...AURORA,
      alarm: {
        threshold: Threshold.absolute(50), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'Many small transactions, or too much to write for the storage of the cluster',
        firstStep: 'Put several changes into one transaction, then consider Aurora I/O-Optimized or a larger class',
      },
    },
    loginFailures: {
      title: 'Failed logins', category: SignalCategory.ERRORS, metricName: 'LoginFailures', statistic: 'Average', unit: SignalUnit.COUNT_PER_SECOND,
      chart: 'logins', ...MYSQL,
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3,
        missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        cause: 'Clients have wrong credentials, as after a rotation, or somebody tries passwords',
        firstStep: 'Compare the time with the latest rotation of the secret, and see in the log where the logins come from',
      },
    },
    acuUtilization: {
      title: 'Serverless capacity in use', category: SignalCategory.SATURATION, metricName: 'ACUUtilization',
      statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'serverless-utilization', ...SERVERLESS,
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY,
        cause: 'The instances come near the maximum capacity of the cluster',
        firstStep: 'List the top statements by load, then raise the maximum capacity if the load is to stay',
      },
    },
    serverlessCapacity: {
      title: 'Serverless capacity', category: SignalCategory.COST, metricName: 'ServerlessDatabaseCapacity',
      statistic: 'Average', unit: SignalUnit.COUNT, chart: 'serverless-capacity', ...SERVERLESS,
    },
    storageNetworkThroughput: {
      title: 'Throughput of the storage network', category: SignalCategory.SATURATION, metricName: 'StorageNetworkThroughput',
      statistic: 'Average', unit: SignalUnit.BYTES_PER_SECOND,
      chart: 'storage-network', ...WRITER,
      alarm: {
        threshold: Threshold.unset('take 80% to 90% of the network bandwidth of the instance class'),
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'The bandwidth of a class is not in the template. Missing data does not breach: an instance that restarts publishes none.',
        cause: 'The writer comes near the bandwidth of its class',
        firstStep: 'Look for statements that scan large tables, then take a larger class',
      },
    },
    globalReplicationLag: {
      title: 'Lag behind the primary Region', category: SignalCategory.LATENCY, metricName: 'AuroraGlobalDBReplicationLag',
      statistic: 'Average', unit: SignalUnit.MILLISECONDS, chart: 'replica-lag',
      appliesWhen: 'the cluster is part of a global database', variants: only(isGlobal),
      alarm: {
        threshold: Threshold.absolute(5_000), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The primary Region writes a burst, or one of the Regions is degraded',
        firstStep: 'Check AWS Health in both Regions, and the write load of the primary cluster',
      },
    },
    volumeBytesUsed: { title: 'Volume size', category: SignalCategory.COST, metricName: 'VolumeBytesUsed', statistic: 'Average', unit: SignalUnit.BYTES, chart: 'volume', ...AURORA },
  },
});
