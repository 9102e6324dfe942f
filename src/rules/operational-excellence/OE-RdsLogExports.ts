import { defineRule } from '../private/define-rule';
import { logTypesIn, requireLogTypes } from '../private/log-types';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const PROPERTY = 'EnableCloudwatchLogsExports';

/**
 * The logs that tell of errors and slow statements, by what the name of an engine begins with. Audit logs and the log of every statement are another decision.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
 */
const LOGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(aurora|aurora-mysql|mysql|mariadb)$/, ['error', 'slowquery']],
  [/^(aurora-postgresql|postgres)$/, ['postgresql']],
  [/^oracle-/, ['alert']],
  [/^sqlserver-/, ['error']],
  [/^db2-/, ['diag.log']],
];

export default defineRule({
  id: 'OE-RdsLogExports',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Databases export the logs of errors and slow statements',
  why: 'The logs stay on the instance, where no alarm and no query across databases reaches them, and are deleted after a few days',
  remedy: 'Set cloudwatchLogsExports, such as [\'error\', \'slowquery\'] for MySQL and [\'postgresql\'] for PostgreSQL',
  nagRule: 'rds.RDSLoggingEnabled',
  nagDifference: 'it asks for all logs that an engine has, the audit log and the log of every statement included, but not of Db2 and Multi-AZ clusters',
  resourceTypes: [INSTANCE, CLUSTER],
  check: database => {
    // Instances of a cluster export what the cluster does, and Aurora Serverless v1 decides by its parameters.
    const isDecidedElsewhere = database.resourceType === INSTANCE ? !database.property('DBClusterIdentifier').isAbsent : database.property('EngineMode').text === 'serverless';
    if (isDecidedElsewhere) return Verdict.NOT_APPLICABLE;
    const engine = database.property('Engine');
    // A replica and a restored snapshot may not say it.
    if (engine.isUnknown || engine.isAbsent) return Verdict.UNKNOWN;
    const wanted = LOGS.find(([pattern]) => pattern.test(engine.text?.toLowerCase() ?? ''))?.[1];
    return wanted ? requireLogTypes(wanted, logTypesIn(database.values(`${PROPERTY}.*`)), PROPERTY) : Verdict.NOT_APPLICABLE;
  },
  compliant: [
    {
      title: 'the log of PostgreSQL',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', EnableCloudwatchLogsExports: ['postgresql', 'upgrade'] } } },
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
  cloudwatchLogsExports: ['postgresql'],
});`,
    },
    {
      title: 'an Aurora cluster that exports errors and slow statements',
      resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', EnableCloudwatchLogsExports: ['error', 'slowquery'] } } },
      cdk: `new rds.DatabaseCluster(this, 'Orders', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  vpc: new ec2.Vpc(this, 'Vpc'),
  cloudwatchLogsExports: ['error', 'slowquery'],
});`,
    },
  ],
  violating: [
    {
      title: 'an instance that exports nothing',
      resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', DBInstanceClass: 'db.r6g.large' } } },
      findings: ['postgresql'],
      cdk: `new rds.DatabaseInstance(this, 'Orders', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'errors without slow statements', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'mysql', EnableCloudwatchLogsExports: ['error'] } } }, findings: ['slowquery'] },
    { title: 'an Aurora cluster that exports nothing', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } } }, findings: ['error', 'slowquery'] },
    { title: 'a Multi-AZ cluster that exports nothing', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'postgres' } } }, findings: ['postgresql'] },
  ],
  ignored: [
    {
      title: 'an instance of a cluster, which decides',
      resources: { Writer: { Type: INSTANCE, Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } } },
    },
    { title: 'an Aurora cluster of the first serverless version', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', EngineMode: 'serverless' } } } },
    { title: 'the logs are a parameter', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', EnableCloudwatchLogsExports: { Ref: 'Logs' } } } } },
    { title: 'the engine is a parameter', resources: { Orders: { Type: INSTANCE, Properties: { Engine: { Ref: 'Engine' } } } } },
    { title: 'a replica, which does not say what it is', resources: { Reader: { Type: INSTANCE, Properties: { SourceDBInstanceIdentifier: 'orders' } } } },
    { title: 'RDS Custom, which exports none', resources: { Orders: { Type: INSTANCE, Properties: { Engine: 'custom-sqlserver-se' } } } },
  ],
});
