import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'EngineMode';

const cluster = (properties: object) => ({ Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', ...properties } } });

export default defineRule({
  id: 'PE-AuroraServerlessV1',
  bestPractices: ['PERF05-BP06'],
  level: RuleLevel.ERROR,
  title: 'No cluster runs on the first Aurora Serverless',
  why: 'Aurora Serverless v1 ended on 31 March 2025, so that RDS makes no such cluster any more, and upgrades those that are left when it chooses to',
  remedy: 'Use rds.DatabaseCluster with writer: rds.ClusterInstance.serverlessV2(\'Writer\')',
  resourceTypes: [CLUSTER],
  check: resource => {
    const mode = resource.property(PROPERTY);
    if (mode.isUnknown) return Verdict.UNKNOWN;
    return mode.text === 'serverless' ? Verdict.violating({ message: 'The engine mode is serverless, which is Aurora Serverless v1', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'Aurora Serverless v2',
      resources: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 } }),
      cdk: `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  serverlessV2MaxCapacity: 8,
});`,
    },
    { title: 'provisioned instances', resources: cluster({ EngineMode: 'provisioned' }) },
  ],
  violating: [
    {
      title: 'Aurora Serverless v1',
      resources: cluster({ EngineMode: 'serverless', ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 } }),
      cdk: `new rds.ServerlessCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_2_11_3 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
  ],
  ignored: [{ title: 'the mode is a parameter', resources: cluster({ EngineMode: { Ref: 'Mode' } }) }],
});
