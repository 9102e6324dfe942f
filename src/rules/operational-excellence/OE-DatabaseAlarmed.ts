import { type AlarmRequirement, isOneWatched, unwatched, type Watchable } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

interface Demand {
  readonly name: string;
  /** Of an instance, of which a cluster has the average or the extreme. */
  readonly ofInstance: AlarmRequirement;
  readonly ofCluster: AlarmRequirement;
}

const DEMANDS: readonly Demand[] = [
  {
    name: 'cpu',
    ofInstance: { kind: 'rds-instance', signals: ['cpu', 'dbLoad'] },
    ofCluster: { kind: 'aurora-cluster', signals: ['cpu', 'acuUtilization'] },
  },
  {
    name: 'capacity',
    ofInstance: { kind: 'rds-instance', signals: ['freeStorage', 'freeableMemory', 'connections'] },
    ofCluster: { kind: 'aurora-cluster', signals: ['freeLocalStorage', 'volumeBytesLeft', 'acuUtilization'] },
  },
];

function membersOf(cluster: WorkloadResource): readonly WorkloadResource[] {
  return cluster.workload.referrersOf(cluster, INSTANCE, 'DBClusterIdentifier');
}

const alarm = (metricName: string, name: string, value: unknown) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/RDS', MetricName: metricName, Dimensions: [{ Name: name, Value: value }] },
});

export default defineRule({
  id: 'OE-DatabaseAlarmed',
  bestPractices: ['OPS08-BP04', 'PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Databases have alarms on CPU and on what they can run out of',
  why: 'A database that runs out of storage stops, and one short of CPU, memory or connections slows everything down that needs it, hours before anybody knows why',
  remedy: 'Observe it with ObservedService, or add alarms on CPUUtilization and on FreeStorageSpace, FreeableMemory or DatabaseConnections, such as database.metricCPUUtilization().createAlarm(…)',
  resourceTypes: [INSTANCE, CLUSTER],
  check: (database, context) => {
    const isCluster = database.resourceType === CLUSTER;
    // Its cluster is judged, be it here or elsewhere.
    if (!isCluster && !database.property('DBClusterIdentifier').isAbsent) return Verdict.NOT_APPLICABLE;
    const members = isCluster ? membersOf(database) : [];
    // A secondary cluster of a global database without instances, which only stores.
    if (isCluster && members.length === 0 && !database.property('GlobalClusterIdentifier').isAbsent) return Verdict.NOT_APPLICABLE;
    return Verdict.violating(...DEMANDS.flatMap(({ name, ofInstance, ofCluster }) => {
      const watchables: Watchable[] = [[database, ofInstance], ...members.map((member): Watchable => [member, ofInstance])];
      if (isCluster) watchables.push([database, ofCluster]);
      return isOneWatched(watchables, context) ? [] : unwatched(isCluster ? [ofCluster, ofInstance] : [ofInstance], context, name);
    }));
  },
  compliant: [
    {
      title: 'alarms on CPU and storage',
      resources: {
        Orders: { Type: INSTANCE, Properties: { Engine: 'postgres' } },
        Busy: alarm('CPUUtilization', 'DBInstanceIdentifier', { Ref: 'Orders' }),
        Full: alarm('FreeStorageSpace', 'DBInstanceIdentifier', { Ref: 'Orders' }),
      },
      cdk: `const orders = new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});
orders.metricCPUUtilization().createAlarm(this, 'Busy', { threshold: 90, evaluationPeriods: 5 });
orders.metricFreeStorageSpace().createAlarm(this, 'Full', {
  threshold: 10 * 1024 ** 3,
  evaluationPeriods: 5,
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
});`,
    },
    {
      title: 'a cluster and an alarm on one of its instances',
      subject: 'Orders',
      resources: {
        Writer: { Type: INSTANCE, Properties: { DBClusterIdentifier: { Ref: 'Orders' } } },
        Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } },
        Busy: alarm('CPUUtilization', 'DBClusterIdentifier', { Ref: 'Orders' }),
        Connections: alarm('DatabaseConnections', 'DBInstanceIdentifier', { Ref: 'Writer' }),
      },
    },
    {
      title: 'the capacity of a serverless cluster, which follows CPU and memory',
      resources: { Orders: { Type: CLUSTER, Properties: { DBClusterIdentifier: 'orders' } }, Large: alarm('ACUUtilization', 'DBClusterIdentifier', 'orders') },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      findings: ['cpu', 'capacity'],
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres' } } },
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    {
      title: 'CPU alone',
      findings: ['capacity'],
      resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql' } }, Busy: alarm('CPUUtilization', 'DBClusterIdentifier', { Ref: 'Orders' }) },
    },
  ],
  ignored: [
    { title: 'an instance of a cluster', resources: { Writer: { Type: INSTANCE, Properties: { DBClusterIdentifier: 'orders' } } } },
    { title: 'a cluster without instances, of a global database', resources: { Copy: { Type: CLUSTER, Properties: { GlobalClusterIdentifier: 'orders' } } } },
  ],
});
