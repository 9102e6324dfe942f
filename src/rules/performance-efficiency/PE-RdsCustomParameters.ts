import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const DEFAULT_GROUP = /^default\./i;

const GROUPS: Readonly<Record<string, string>> = { [INSTANCE]: 'DBParameterGroupName', [CLUSTER]: 'DBClusterParameterGroupName' };

/** Whether an instance has its parameters from a cluster or from what it is a replica of. */
function hasThemFromAnother(database: WorkloadResource): boolean {
  return database.resourceType === INSTANCE
    && ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].some(name => !database.property(name).isAbsent);
}

export default defineRule({
  id: 'PE-RdsCustomParameters',
  bestPractices: ['PERF03-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Databases have a parameter group of their own',
  why: 'The default group cannot be changed, and another group takes a reboot, so that memory, logging of slow statements or autovacuum cannot be tuned when it matters',
  remedy: 'Set parameterGroup to an rds.ParameterGroup, even one without parameters',
  resourceTypes: [INSTANCE, CLUSTER],
  check: database => {
    if (hasThemFromAnother(database)) return Verdict.NOT_APPLICABLE;
    const property = GROUPS[database.resourceType];
    const group = database.property(property);
    if (DEFAULT_GROUP.test(group._start)) return Verdict.violating({ message: `The parameter group is ${group.text ?? 'a default one'}`, property });
    if (group.isAbsent) return Verdict.violating({ message: 'The parameter group is not set, which means the default one', property });
    if (group.isUnknown && group.targets(`AWS::RDS::${property.slice(0, -'Name'.length)}`).length === 0) return Verdict.UNKNOWN;
    return Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a parameter group of its own',
      resources: {
        Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBParameterGroupName: { Ref: 'Parameters' } } },
        Parameters: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Family: 'postgres16', Parameters: { log_min_duration_statement: '500' } } },
      },
      cdk: `const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
new rds.DatabaseInstance(this, 'Orders', {
  engine,
  parameterGroup: new rds.ParameterGroup(this, 'Parameters', { engine, parameters: { log_min_duration_statement: '500' } }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'a group of another app', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', DBClusterParameterGroupName: 'orders-parameters' } } } },
  ],
  violating: [
    {
      title: 'no parameter group',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres' } } },
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'the default group by name', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', DBClusterParameterGroupName: 'default.aurora-mysql8.0' } } } },
  ],
  ignored: [
    { title: 'the group is a parameter', resources: { Orders: { Type: INSTANCE, Properties: { DBParameterGroupName: { Ref: 'ParameterGroup' } } } } },
    { title: 'an instance of a cluster, which has most parameters', resources: { Writer: { Type: INSTANCE, Properties: { DBClusterIdentifier: 'orders' } } } },
    { title: 'a read replica, which has those of its source', resources: { Replica: { Type: INSTANCE, Properties: { SourceDBInstanceIdentifier: 'orders' } } } },
  ],
});
