import { clusterOf } from '../private/databases';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'MonitoringInterval';

/** Whether it is on for a resource itself; `undefined` where only deployment tells. */
function isOn(database: WorkloadResource): boolean | undefined {
  const interval = database.property(PROPERTY);
  return interval.isUnknown ? undefined : interval.number! > 0;
}

function verdictOn(answers: readonly (boolean | undefined)[]): Verdict {
  if (answers.includes(true)) return Verdict.COMPLIANT;
  if (answers.includes(undefined)) return Verdict.UNKNOWN;
  return Verdict.violating({ message: `${PROPERTY} is not set or 0`, property: PROPERTY });
}

function judgeCluster(cluster: WorkloadResource): Verdict {
  const engine = cluster.property('Engine');
  if (engine.isUnknown) return isOn(cluster) ? Verdict.COMPLIANT : Verdict.UNKNOWN;
  // The instances of an Aurora cluster are resources of their own, which are judged.
  return engine.text === 'mysql' || engine.text === 'postgres' ? verdictOn([isOn(cluster)]) : Verdict.NOT_APPLICABLE;
}

const instance = (properties: object, others: object = {}) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', ...properties } }, ...others });
const cluster = (properties: object) => ({ Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', ...properties } } });
const member = { Engine: 'aurora-postgresql', DBClusterIdentifier: { Ref: 'Cluster' } };
const role = { MonitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring' };

const code = (interval: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),${interval}
});`;

export default defineRule({
  id: 'PE-RdsEnhancedMonitoring',
  bestPractices: ['PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Databases tell what their operating system is busy with',
  why: 'The metrics of RDS are those of the hypervisor, a minute apart, which hides short peaks and which process or disk they come from',
  remedy: 'Set monitoringInterval: Duration.seconds(60), or less',
  nagRule: 'rds.RDSEnhancedMonitoringEnabled',
  nagDifference: 'it looks at instances alone, this rule also accepts the setting of the cluster that an instance belongs to, and judges Multi-AZ DB clusters',
  resourceTypes: [INSTANCE, CLUSTER],
  check: resource => {
    if (resource.resourceType === CLUSTER) return judgeCluster(resource);
    // RDS Custom leaves the operating system to its owner.
    if (resource.property('Engine').text?.startsWith('custom-')) return Verdict.NOT_APPLICABLE;
    if (resource.property('DBClusterIdentifier').isAbsent) return verdictOn([isOn(resource)]);
    const around = clusterOf(resource);
    return verdictOn([isOn(resource), around && isOn(around)]);
  },
  compliant: [
    { title: 'every minute', resources: instance({ MonitoringInterval: 60, ...role }), cdk: code('\n  monitoringInterval: Duration.seconds(60),') },
    { title: 'an instance of a cluster that has it', resources: instance(member, cluster({ MonitoringInterval: 60, ...role })), subject: 'Orders' },
    { title: 'a Multi-AZ DB cluster', resources: cluster({ Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large', MonitoringInterval: '15', ...role }) },
  ],
  violating: [
    { title: 'no monitoring', resources: instance({}), cdk: code('') },
    { title: 'monitoring switched off', resources: instance({ MonitoringInterval: 0 }) },
    { title: 'an instance of a cluster without it', resources: instance(member, cluster({})), subject: 'Orders' },
    { title: 'a Multi-AZ DB cluster without it', resources: cluster({ Engine: 'mysql', DBClusterInstanceClass: 'db.m6gd.large' }) },
  ],
  ignored: [
    { title: 'the interval is a parameter', resources: instance({ MonitoringInterval: { Ref: 'Interval' } }) },
    { title: 'the cluster is not in this app', resources: instance({ Engine: 'aurora-mysql', DBClusterIdentifier: 'orders' }) },
    { title: 'an Aurora cluster, of which the instances are judged', resources: cluster({}) },
    { title: 'RDS Custom', resources: instance({ Engine: 'custom-sqlserver-se' }) },
    { title: 'the engine of a cluster is a parameter', resources: cluster({ Engine: { Ref: 'Engine' } }) },
  ],
});
