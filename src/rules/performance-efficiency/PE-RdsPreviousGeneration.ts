import { defineRule } from '../private/define-rule';
import { familyOf } from '../private/instance-families';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { OLD_DATABASE_FAMILIES } from '../tables/old-database-families';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const PROPERTY = 'DBInstanceClass';

const instance = (properties: object) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', AllocatedStorage: '100', ...properties } } });

const code = (instanceClass: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.${instanceClass}, ec2.InstanceSize.LARGE),
});`;

export default defineRule({
  id: 'PE-RdsPreviousGeneration',
  bestPractices: ['PERF03-BP02', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  table: OLD_DATABASE_FAMILIES,
  title: 'Databases run on instance classes of a current generation',
  why: 'Old classes are slower at a higher price, current engine versions do not run on them, and RDS moves them to newer ones in a maintenance window',
  remedy: 'Set instanceType to a class of the newer family, such as ec2.InstanceClass.M7G or R7G',
  resourceTypes: [INSTANCE],
  check: (resource, context) => {
    const type = resource.property(PROPERTY);
    if (type.isUnknown) return Verdict.UNKNOWN;
    const family = familyOf(type);
    // A serverless instance has none, and one that is restored may leave it out.
    if (family === undefined) return Verdict.NOT_APPLICABLE;
    const replacement = rowsOf(context, OLD_DATABASE_FAMILIES).get(family);
    return replacement === undefined ? Verdict.COMPLIANT : Verdict.violating({ message: `The class is ${type.text}, which ${replacement} replaces`, property: PROPERTY });
  },
  compliant: [
    { title: 'a current class', resources: instance({ DBInstanceClass: 'db.m7g.large' }), cdk: code('M7G') },
  ],
  violating: [
    { title: 'an old class', resources: instance({ DBInstanceClass: 'db.m4.large' }), cdk: code('M4') },
    { title: 'an old burstable class', resources: instance({ DBInstanceClass: 'db.t2.micro' }) },
  ],
  ignored: [
    { title: 'a serverless instance', resources: instance({ Engine: 'aurora-postgresql', DBInstanceClass: 'db.serverless' }) },
    { title: 'the class is a parameter', resources: instance({ DBInstanceClass: { Ref: 'InstanceClass' } }) },
  ],
});
