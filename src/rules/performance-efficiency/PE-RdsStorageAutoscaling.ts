import { hasOwnVolume } from '../private/databases';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const PROPERTY = 'MaxAllocatedStorage';

const instance = (properties: object) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', AllocatedStorage: '100', ...properties } } });

const code = (storage: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  allocatedStorage: 100,${storage}
});`;

export default defineRule({
  id: 'PE-RdsStorageAutoscaling',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'The storage of databases grows with their data',
  why: 'A database whose storage is full stops taking writes, and stays down until somebody has enlarged it',
  remedy: 'Set maxAllocatedStorage to several times allocatedStorage',
  resourceTypes: [INSTANCE],
  check: resource => {
    const engine = resource.property('Engine').text ?? '';
    const answer = hasOwnVolume(resource);
    // Storage of RDS Custom does not grow, and that of a replica follows its source.
    if (answer === false || engine.startsWith('custom-') || !resource.property('SourceDBInstanceIdentifier').isAbsent) return Verdict.NOT_APPLICABLE;
    const max = resource.property(PROPERTY);
    const now = resource.property('AllocatedStorage');
    if (answer === undefined || max.isUnknown) return Verdict.UNKNOWN;
    if (max.number === undefined) return Verdict.violating({ message: `${PROPERTY} is not set`, property: PROPERTY });
    if (now.isUnknown) return Verdict.UNKNOWN;
    if (!(max.number <= now.number!)) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `${PROPERTY} is ${max.number} GiB, which is no more than the ${now.number} GiB of the start`, property: PROPERTY });
  },
  compliant: [
    { title: 'up to five times the size', resources: instance({ MaxAllocatedStorage: 500 }), cdk: code('\n  maxAllocatedStorage: 500,') },
  ],
  violating: [
    { title: 'storage of one size', resources: instance({}), cdk: code('') },
    { title: 'no room above the size', resources: instance({ MaxAllocatedStorage: 100 }) },
  ],
  ignored: [
    { title: 'Aurora, whose storage grows by itself', resources: instance({ Engine: 'aurora-mysql', DBClusterIdentifier: 'orders' }) },
    { title: 'RDS Custom', resources: instance({ Engine: 'custom-oracle-ee' }) },
    { title: 'a read replica', resources: instance({ SourceDBInstanceIdentifier: 'orders' }) },
    { title: 'the limit is a parameter', resources: instance({ MaxAllocatedStorage: { Ref: 'MaxStorage' } }) },
  ],
});
