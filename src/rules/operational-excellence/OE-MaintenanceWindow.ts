import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const PROPERTY = 'PreferredMaintenanceWindow';

const code = (options: string) => `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc: new ec2.Vpc(this, 'Vpc'),${options}
});`;

export default defineRule({
  id: 'OE-MaintenanceWindow',
  bestPractices: ['OPS07-BP05', 'OPS06-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Databases and caches say when they may be maintained',
  why: 'AWS picks a time at random, and a restart for a patch may fall into the busiest hour, when nobody expects it',
  remedy: 'Set preferredMaintenanceWindow to a quiet time in UTC at which somebody is there, such as \'tue:03:00-tue:04:00\'',
  resourceTypes: [INSTANCE, CLUSTER, CACHE],
  check: database => {
    // The window of its cluster is judged.
    if (database.resourceType === INSTANCE && !database.property('DBClusterIdentifier').isAbsent) return Verdict.NOT_APPLICABLE;
    const window = database.property(PROPERTY);
    if (window.isUnknown) return Verdict.UNKNOWN;
    return window.isAbsent ? Verdict.violating({ message: 'The maintenance window is not set', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a window',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', PreferredMaintenanceWindow: 'tue:03:00-tue:04:00' } } },
      cdk: code('\n  preferredMaintenanceWindow: \'tue:03:00-tue:04:00\','),
    },
    { title: 'a window of a cluster', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', PreferredMaintenanceWindow: 'tue:03:00-tue:04:00' } } } },
  ],
  violating: [
    { title: 'a database without a window', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres' } } }, cdk: code('') },
    { title: 'a cluster without a window', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } } } },
    { title: 'a cache without a window', resources: { Sessions: { Type: CACHE, Properties: { Engine: 'valkey' } } } },
  ],
  ignored: [
    { title: 'the window is a parameter', resources: { Orders: { Type: INSTANCE, Properties: { PreferredMaintenanceWindow: { Ref: 'Window' } } } } },
    { title: 'an instance of a cluster, of which the window is judged', resources: { Writer: { Type: INSTANCE, Properties: { DBClusterIdentifier: 'orders' } } } },
  ],
});
