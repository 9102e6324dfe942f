import { defineRule } from '../private/define-rule';
import { isScaled } from '../private/scalable-targets';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

/** What a cluster has that takes writes; without them, one of a global database only copies another Region. */
const OWNERS = ['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier', 'SourceDBClusterIdentifier'];

function isSecondary(cluster: WorkloadResource): boolean {
  if (!cluster.property('ReplicationSourceIdentifier').isAbsent) return true;
  return !cluster.property('GlobalClusterIdentifier').isAbsent && OWNERS.every(name => cluster.property(name).isAbsent);
}

const instance = { Type: INSTANCE, Properties: { Engine: 'aurora-postgresql', DBInstanceClass: 'db.r7g.large', DBClusterIdentifier: { Ref: 'Orders' } } };
const cluster = (properties: object, others: object = {}) => ({
  Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', MasterUsername: 'admin', ...properties } },
  Writer: instance,
  ...others,
});

const code = (readers: string) => `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  writer: rds.ClusterInstance.provisioned('Writer'),${readers}
});`;

export default defineRule({
  id: 'PE-AuroraReader',
  bestPractices: ['PERF03-BP04'],
  level: RuleLevel.WARNING,
  tradeOff: 'read-replicas',
  title: 'Aurora clusters have a reader',
  why: 'Reports and other reads compete with writes for the one instance, and while it is replaced there is no database at all',
  remedy: 'Add readers: [rds.ClusterInstance.provisioned(\'Reader\')], and send reads to clusterReadEndpoint',
  resourceTypes: [CLUSTER],
  check: resource => {
    const engine = resource.property('Engine');
    if (engine.isUnknown) return Verdict.UNKNOWN;
    if (!engine.text?.startsWith('aurora') || resource.property('EngineMode').text === 'serverless' || isSecondary(resource)) return Verdict.NOT_APPLICABLE;
    const instances = resource.workload.referrersOf(resource, INSTANCE, 'DBClusterIdentifier');
    if (instances.length > 1) return Verdict.COMPLIANT;
    // Its instances are elsewhere.
    if (instances.length === 0) return Verdict.UNKNOWN;
    const answer = isScaled(resource, 'rds:cluster:ReadReplicaCount');
    if (answer === undefined) return Verdict.UNKNOWN;
    return answer ? Verdict.COMPLIANT : Verdict.violating({ message: 'The cluster has one instance only' });
  },
  compliant: [
    {
      title: 'a writer and a reader',
      resources: cluster({}, { Reader: instance }),
      cdk: code('\n  readers: [rds.ClusterInstance.provisioned(\'Reader\')],'),
    },
    {
      title: 'readers that are added with the load',
      resources: cluster({}, {
        Readers: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          Properties: { ResourceId: { 'Fn::Sub': 'cluster:${Orders}' }, ScalableDimension: 'rds:cluster:ReadReplicaCount', MinCapacity: 1, MaxCapacity: 5 },
        },
      }),
    },
  ],
  violating: [{ title: 'a writer alone', resources: cluster({}), cdk: code('') }],
  ignored: [
    { title: 'a Multi-AZ DB cluster, which has readers', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large' } } } },
    { title: 'a copy in another Region', resources: cluster({ GlobalClusterIdentifier: 'orders', MasterUsername: { Ref: 'AWS::NoValue' } }) },
    { title: 'the instances are not in this app', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } } } },
    { title: 'the engine is a parameter', resources: cluster({ Engine: { Ref: 'Engine' } }) },
  ],
});
