import { entryOf } from '../../core/private/entry-of';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const DOCUMENTS = 'AWS::DocDB::DBInstance';

const FLAGS: Readonly<Record<string, string>> = {
  [INSTANCE]: 'EnablePerformanceInsights', [CLUSTER]: 'PerformanceInsightsEnabled', [DOCUMENTS]: 'EnablePerformanceInsights',
};

/** Burstable classes on which MySQL, MariaDB and Aurora MySQL have no Performance Insights. */
const TOO_SMALL = /^db\.t[234]g?\.(micro|small)$/;
const AURORA_TOO_SMALL = /^db\.t[234]g?\./;

const UNSUPPORTED: Readonly<Record<string, RegExp>> = {
  'mysql': TOO_SMALL, 'mariadb': TOO_SMALL, 'aurora': AURORA_TOO_SMALL, 'aurora-mysql': AURORA_TOO_SMALL,
};

/** Whether it is on for a resource itself; `undefined` where only deployment tells. */
function isOn(database: WorkloadResource): boolean | undefined {
  const flag = database.property(FLAGS[database.resourceType]);
  const mode = database.property('DatabaseInsightsMode');
  if (flag.flag === true || mode.text === 'advanced') return true;
  return flag.isUnknown || mode.isUnknown ? undefined : false;
}

function isSupported(instance: WorkloadResource, clusters: readonly WorkloadResource[]): boolean | undefined {
  const engine = [instance, ...clusters].map(database => database.property('Engine')).find(({ isAbsent }) => !isAbsent);
  const type = instance.property('DBInstanceClass');
  if (engine?.isUnknown || type.isUnknown) return undefined;
  return !entryOf(UNSUPPORTED, engine?.text)?.test(type.text ?? '');
}

function judge(instance: WorkloadResource): Verdict {
  const property = FLAGS[instance.resourceType];
  const clusterId = instance.property('DBClusterIdentifier');
  const clusters = instance.resourceType === INSTANCE ? clusterId.targets(CLUSTER) : [];
  const answers = [instance, ...clusters].map(isOn);
  if (answers.includes(true)) return Verdict.COMPLIANT;
  const isSupportedHere = isSupported(instance, clusters);
  if (isSupportedHere === false) return Verdict.NOT_APPLICABLE;
  const isElsewhere = instance.resourceType === INSTANCE && !clusterId.isAbsent && clusters.length === 0;
  if (isElsewhere || isSupportedHere === undefined || answers.includes(undefined)) return Verdict.UNKNOWN;
  return Verdict.violating({ message: `Neither ${property} nor the advanced mode of Database Insights is on`, property });
}

export default defineRule({
  id: 'PE-RdsInsights',
  bestPractices: ['PERF03-BP03', 'PERF05-BP02'],
  level: RuleLevel.WARNING,
  title: 'Databases tell what their load is made of',
  why: 'Without Performance Insights nobody sees which statements and waits make up the load of a database, and there is no metric of it',
  remedy: 'Set enablePerformanceInsights: true, or databaseInsightsMode: rds.DatabaseInsightsMode.ADVANCED',
  resourceTypes: [INSTANCE, CLUSTER, DOCUMENTS],
  check: database => {
    if (database.resourceType !== CLUSTER) return judge(database);
    const engine = database.property('Engine');
    const answer = isOn(database);
    if (engine.isUnknown) return answer === true ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    // The instances of an Aurora cluster are resources of their own, which are judged.
    if (!['mysql', 'postgres'].includes(engine.text ?? '')) return Verdict.NOT_APPLICABLE;
    if (answer === undefined) return Verdict.UNKNOWN;
    if (answer) return Verdict.COMPLIANT;
    return Verdict.violating({ message: 'Neither PerformanceInsightsEnabled nor the advanced mode of Database Insights is on', property: FLAGS[CLUSTER] });
  },
  compliant: [
    {
      title: 'an instance with Performance Insights',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.r6g.large', EnablePerformanceInsights: true } } },
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  enablePerformanceInsights: true,
});`,
    },
    {
      title: 'an instance of a cluster that has it',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', DatabaseInsightsMode: 'advanced', PerformanceInsightsEnabled: true } },
        Writer: { Type: INSTANCE, Properties: { Engine: 'aurora-postgresql', DBInstanceClass: 'db.r6g.large', DBClusterIdentifier: { Ref: 'Cluster' } } },
      },
      subject: 'Writer',
    },
    {
      title: 'a Multi-AZ DB cluster with Performance Insights',
      resources: { Cluster: { Type: CLUSTER, Properties: { Engine: 'mysql', DBClusterInstanceClass: 'db.m6gd.large', PerformanceInsightsEnabled: true } } },
    },
    {
      title: 'a DocumentDB instance with Performance Insights',
      resources: { Writer: { Type: DOCUMENTS, Properties: { DBClusterIdentifier: 'orders', DBInstanceClass: 'db.r6g.large', EnablePerformanceInsights: true } } },
    },
  ],
  violating: [
    {
      title: 'an instance without it',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.r6g.large' } } },
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    {
      title: 'an instance of a cluster without it',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql' } },
        Writer: { Type: INSTANCE, Properties: { Engine: 'aurora-postgresql', DBInstanceClass: 'db.r6g.large', DBClusterIdentifier: { Ref: 'Cluster' } } },
      },
      subject: 'Writer',
    },
    {
      title: 'a Multi-AZ DB cluster without it',
      resources: { Cluster: { Type: CLUSTER, Properties: { Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large', DatabaseInsightsMode: 'standard' } } },
    },
    { title: 'a DocumentDB instance without it', resources: { Writer: { Type: DOCUMENTS, Properties: { DBClusterIdentifier: 'orders', DBInstanceClass: 'db.r6g.large' } } } },
  ],
  ignored: [
    {
      title: 'it is a parameter',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.r6g.large', EnablePerformanceInsights: { Ref: 'Insights' } } } },
    },
    {
      title: 'a class on which the engine does not support it',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'mysql', DBInstanceClass: 'db.t4g.micro' } } },
    },
    { title: 'the class is a parameter', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'mysql', DBInstanceClass: { Ref: 'Class' } } } } },
    { title: 'the cluster is not in this app', resources: { Reader: { Type: INSTANCE, Properties: { Engine: 'aurora-mysql', DBInstanceClass: 'db.r6g.large', DBClusterIdentifier: 'orders' } } } },
    { title: 'an Aurora cluster, of which the instances are judged', resources: { Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } } } },
    { title: 'the engine of a cluster is a parameter', resources: { Cluster: { Type: CLUSTER, Properties: { Engine: { Ref: 'Engine' } } } } },
    {
      title: 'whether a cluster has it is a parameter',
      resources: { Cluster: { Type: CLUSTER, Properties: { Engine: 'mysql', PerformanceInsightsEnabled: { Ref: 'Insights' } } } },
    },
  ],
});
