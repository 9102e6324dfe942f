import { hasOwnVolume } from '../private/databases';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const PROPERTY = 'StorageType';

const instance = (properties: object) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', AllocatedStorage: '100', ...properties } } });

const code = (storage: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),${storage}
});`;

export default defineRule({
  id: 'PE-RdsGp3',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.ERROR,
  title: 'General purpose storage of databases is of type gp3',
  why: 'Storage of type gp2 has 3 IOPS per GiB and lives on credits while it is small, which run out under load, where gp3 has 3,000 IOPS at any size',
  remedy: 'Set storageType: rds.StorageType.GP3, since rds.DatabaseInstance sets gp2 where nothing is said',
  resourceTypes: [INSTANCE],
  check: resource => {
    const type = resource.property(PROPERTY);
    const answer = hasOwnVolume(resource);
    if (answer === false) return Verdict.NOT_APPLICABLE;
    if (answer === undefined || type.isUnknown) return Verdict.UNKNOWN;
    if (type.isAbsent) {
      // RDS takes gp3, io1 where IOPS are asked for, or what a copy has where it is made from.
      const isCopy = ['DBSnapshotIdentifier', 'SourceDBInstanceIdentifier', 'SourceDbiResourceId'].some(name => !resource.property(name).isAbsent);
      return isCopy ? Verdict.NOT_APPLICABLE : Verdict.COMPLIANT;
    }
    if (type.text !== 'gp2' && type.text !== 'standard') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The storage type is ${type.text}`, property: PROPERTY });
  },
  compliant: [
    { title: 'gp3', resources: instance({ StorageType: 'gp3' }), cdk: code('\n  storageType: rds.StorageType.GP3,') },
    { title: 'provisioned IOPS', resources: instance({ StorageType: 'io2', Iops: 12000 }) },
    { title: 'the default of RDS, which is gp3', resources: instance({}) },
  ],
  violating: [
    { title: 'gp2, which is the default of the CDK', resources: instance({ StorageType: 'gp2' }), cdk: code('') },
    { title: 'magnetic storage', resources: instance({ StorageType: 'standard' }) },
  ],
  ignored: [
    { title: 'Aurora, where the cluster has the storage', resources: instance({ Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' }) },
    { title: 'a copy, which takes the storage of what it is made from', resources: instance({ DBSnapshotIdentifier: 'orders-2026' }) },
    { title: 'the type is a parameter', resources: instance({ StorageType: { Ref: 'StorageType' } }) },
    { title: 'the engine is a parameter', resources: instance({ Engine: { Ref: 'Engine' }, StorageType: 'gp2' }) },
  ],
});
