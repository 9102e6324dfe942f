import { clusterOf } from '../private/databases';
import { defineRule } from '../private/define-rule';
import { familyOf } from '../private/instance-families';
import { rowsOf } from '../private/tables';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { GRAVITON_DATABASE_FAMILIES } from '../tables/graviton-database-families';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'DBInstanceClass';

/** Engines that run on Graviton, and their first major version that does. */
const ENGINES: ReadonlyMap<string, string> = new Map(Object.entries({
  'mysql': '8.0', 'mariadb': '10.4', 'postgres': '12', 'aurora-mysql': '5.7', 'aurora-postgresql': '11',
}));
const MAJOR_VERSION = /^\d+(?:\.\d+)?/;

/** What an instance says, or its cluster where it leaves that to it. */
function stated(instance: WorkloadResource, name: string): PropertyValue {
  const own = instance.property(name);
  return own.isAbsent ? clusterOf(instance)?.property(name) ?? own : own;
}

/** Whether the engine of an instance runs on Graviton; `undefined` where only deployment tells. */
function isPortable(instance: WorkloadResource): boolean | undefined {
  const engine = stated(instance, 'Engine');
  if (engine.isUnknown) return undefined;
  const first = ENGINES.get(engine.text ?? '');
  if (first === undefined) return false;
  const version = stated(instance, 'EngineVersion');
  if (version.isUnknown) return undefined;
  const major = MAJOR_VERSION.exec(version.text ?? '')?.[0];
  return major === undefined || isAtLeast(major, first);
}

function isAtLeast(version: string, first: string): boolean {
  const [[major, minor = 0], [firstMajor, firstMinor = 0]] = [version, first].map(text => text.split('.').map(Number));
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
}

const instance = (properties: object, others: object = {}) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', EngineVersion: '16', ...properties } }, ...others });

const code = (instanceClass: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.${instanceClass}, ec2.InstanceSize.LARGE),
});`;

export default defineRule({
  id: 'PE-RdsGraviton',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  table: GRAVITON_DATABASE_FAMILIES,
  title: 'Databases with an open source engine run on Graviton',
  why: 'Graviton does the same work at a lower price, and a database needs no other build for it',
  remedy: 'Set instanceType to a class of the family on Graviton, such as ec2.InstanceClass.M7G',
  resourceTypes: [INSTANCE],
  check: (resource, context) => {
    const type = resource.property(PROPERTY);
    if (type.isUnknown) return Verdict.UNKNOWN;
    const family = familyOf(type);
    const answer = family === undefined ? false : isPortable(resource);
    if (answer === false) return Verdict.NOT_APPLICABLE;
    const replacement = rowsOf(context, GRAVITON_DATABASE_FAMILIES).get(family!);
    if (replacement === undefined) return Verdict.COMPLIANT;
    if (answer === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The class is ${type.text}, in place of which there is ${replacement}`, property: PROPERTY });
  },
  compliant: [
    { title: 'Graviton', resources: instance({ DBInstanceClass: 'db.m7g.large' }), cdk: code('M7G') },
  ],
  violating: [
    { title: 'a class on x86', resources: instance({ DBInstanceClass: 'db.m6i.large' }), cdk: code('M6I') },
    {
      title: 'an instance that leaves the engine to its cluster',
      resources: instance({ Engine: { Ref: 'AWS::NoValue' }, EngineVersion: { Ref: 'AWS::NoValue' }, DBClusterIdentifier: { Ref: 'Cluster' }, DBInstanceClass: 'db.r6i.large' }, {
        Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql', EngineVersion: '16.4' } },
      }),
    },
  ],
  ignored: [
    { title: 'a licensed engine, which has x86 only', resources: instance({ Engine: 'sqlserver-se', EngineVersion: '15.00', DBInstanceClass: 'db.m6i.large' }) },
    { title: 'a version that came before Graviton', resources: instance({ Engine: 'mysql', EngineVersion: '5.7.44', DBInstanceClass: 'db.m5.large' }) },
    { title: 'a serverless instance', resources: instance({ Engine: 'aurora-mysql', DBInstanceClass: 'db.serverless' }) },
    { title: 'the engine is a parameter', resources: instance({ Engine: { Ref: 'Engine' }, DBInstanceClass: 'db.m6i.large' }) },
    { title: 'the class is a parameter', resources: instance({ DBInstanceClass: { Ref: 'InstanceClass' } }) },
  ],
});
