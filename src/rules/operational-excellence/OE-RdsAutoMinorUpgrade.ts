import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'AutoMinorVersionUpgrade';

const code = (upgrade: boolean) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  autoMinorVersionUpgrade: ${upgrade},
});`;

export default defineRule({
  id: 'OE-RdsAutoMinorUpgrade',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Databases get minor versions of their engine in their maintenance window',
  why: 'Minor versions bring the security fixes of the engine, and a database that nobody upgrades runs without them until RDS forces an upgrade at its own time',
  remedy: 'Set autoMinorVersionUpgrade: true, or leave it out',
  nagRule: 'rds.RDSAutomaticMinorVersionUpgradeEnabled',
  nagDifference: 'it does not look at clusters, and reports RDS Custom, which cannot be upgraded so',
  resourceTypes: [INSTANCE, CLUSTER],
  check: database => {
    const upgrade = database.property(PROPERTY);
    if (upgrade.isUnknown) return Verdict.UNKNOWN;
    if (upgrade.flag !== false) return Verdict.COMPLIANT;
    const engine = database.property('Engine');
    if (engine.isUnknown) return Verdict.UNKNOWN;
    if (engine.text?.startsWith('custom-')) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: 'Minor versions are not installed by themselves', property: PROPERTY });
  },
  compliant: [
    { title: 'switched on', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', AutoMinorVersionUpgrade: true } } }, cdk: code(true) },
    { title: 'the default', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres' } } } },
  ],
  violating: [
    { title: 'switched off', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', AutoMinorVersionUpgrade: false } } }, cdk: code(false) },
    { title: 'switched off for a Multi-AZ DB cluster', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'mysql', AutoMinorVersionUpgrade: false } } } },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', AutoMinorVersionUpgrade: { Ref: 'Upgrade' } } } } },
    { title: 'RDS Custom', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'custom-oracle-ee', AutoMinorVersionUpgrade: false } } } },
  ],
});
