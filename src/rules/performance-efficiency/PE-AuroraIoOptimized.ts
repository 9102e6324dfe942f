import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'StorageType';
const OPTIMIZED = 'aurora-iopt1';

export default defineRule({
  id: 'PE-AuroraIoOptimized',
  bestPractices: ['PERF03-BP02', 'PERF01-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'aurora-storage',
  title: 'Aurora clusters have I/O-Optimized storage, or it was decided against',
  why: 'Standard storage charges for each I/O and has higher and less even write latency, so that a cluster with much I/O is both slower and dearer than it could be',
  remedy: 'Set storageType: rds.DBClusterStorageType.AURORA_IOPT1 where I/O is more than a quarter of what the cluster costs, else record the decision',
  resourceTypes: [CLUSTER],
  check: cluster => {
    const engine = cluster.property('Engine');
    const mode = cluster.property('EngineMode');
    const type = cluster.property(PROPERTY);
    if (engine.isUnknown || mode.isUnknown || type.isUnknown) return Verdict.UNKNOWN;
    // The first generation of serverless clusters has no choice.
    if (!engine.text?.startsWith('aurora-') || mode.text === 'serverless') return Verdict.NOT_APPLICABLE;
    if (type.text === OPTIMIZED) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The storage type is ${type.text ?? 'not set, which means aurora'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'I/O-Optimized storage',
      resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', StorageType: 'aurora-iopt1' } } },
      cdk: `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  storageType: rds.DBClusterStorageType.AURORA_IOPT1,
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
  ],
  violating: [
    {
      title: 'the default',
      resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql' } } },
      cdk: `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'standard storage', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', StorageType: 'aurora' } } } },
  ],
  ignored: [
    { title: 'a Multi-AZ DB cluster, which is no Aurora', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'mysql', StorageType: 'io1' } } } },
    { title: 'Aurora Serverless v1', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', EngineMode: 'serverless' } } } },
    { title: 'the storage type is a parameter', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', StorageType: { Ref: 'StorageType' } } } } },
  ],
});
