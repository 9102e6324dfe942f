import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::RDS::DBCluster';
const RANGE = 'ServerlessV2ScalingConfiguration';
const PROPERTY = `${RANGE}.MaxCapacity`;

const cluster = (range: unknown) => ({ Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', [RANGE]: range } } });

const code = (min: number, max: number) => `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  serverlessV2MinCapacity: ${min},
  serverlessV2MaxCapacity: ${max},
});`;

export default defineRule({
  id: 'PE-AuroraServerlessRange',
  bestPractices: ['PERF02-BP05', 'PERF03-BP02'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'Serverless clusters of Aurora have room to scale',
  why: 'A cluster that may not even double its capacity throttles at the peak, and with 1 ACU, which is 2 GiB of memory, it has few connections and hardly a cache',
  remedy: 'Set serverlessV2MaxCapacity to at least twice serverlessV2MinCapacity, and to 2 or more',
  resourceTypes: [CLUSTER],
  check: resource => {
    if (resource.property(RANGE).isAbsent) return Verdict.NOT_APPLICABLE;
    const [min, max] = [resource.property(`${RANGE}.MinCapacity`), resource.property(PROPERTY)];
    if (max.number === undefined) return Verdict.UNKNOWN;
    if (max.number <= 1) return Verdict.violating({ message: `The maximum is ${max.number} ACU`, property: PROPERTY });
    if (min.number === undefined) return Verdict.UNKNOWN;
    if (max.number >= 2 * min.number) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The maximum of ${max.number} ACU is less than twice the minimum of ${min.number}`, property: PROPERTY });
  },
  compliant: [
    { title: 'from half an ACU to sixteen', resources: cluster({ MinCapacity: 0.5, MaxCapacity: 16 }), cdk: code(0.5, 16) },
    { title: 'a cluster that pauses', resources: cluster({ MinCapacity: 0, MaxCapacity: 4 }) },
  ],
  violating: [
    { title: 'hardly any room', resources: cluster({ MinCapacity: 8, MaxCapacity: 10 }), cdk: code(8, 10) },
    { title: 'one ACU', resources: cluster({ MinCapacity: 0.5, MaxCapacity: '1' }) },
  ],
  ignored: [
    { title: 'provisioned instances', resources: cluster({ Ref: 'AWS::NoValue' }) },
    { title: 'the maximum is a parameter', resources: cluster({ MinCapacity: 0.5, MaxCapacity: { Ref: 'MaxCapacity' } }) },
    { title: 'the minimum is a parameter', resources: cluster({ MinCapacity: { Ref: 'MinCapacity' }, MaxCapacity: 8 }) },
  ],
});
