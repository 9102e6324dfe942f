import { functionsThatUse } from '../private/database-users';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const TARGETS = 'AWS::RDS::DBProxyTargetGroup';
const FUNCTION = 'AWS::Lambda::Function';
const ATTACHMENT = 'AWS::SecretsManager::SecretTargetAttachment';

/** Engines that a proxy speaks. */
const POOLED = /^(aurora-)?(mysql|postgresql|postgres|mariadb)$|^sqlserver-/;

/** So many connections any database has. */
const FEW = 10;

/** Whether a proxy can stand before a database, and would have something to do; `undefined` where only deployment tells. */
function canHaveProxy(database: WorkloadResource): boolean | undefined {
  const isMember = ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].some(name => !database.property(name).isAbsent);
  const [engine, mode, dataApi] = ['Engine', 'EngineMode', 'EnableHttpEndpoint'].map(name => database.property(name));
  if (isMember || mode.text === 'serverless' || dataApi.flag === true || (!engine.isUnknown && !POOLED.test(engine.text ?? ''))) return false;
  return [engine, mode, dataApi].some(({ isUnknown }) => isUnknown) ? undefined : true;
}

function takesFew(fn: WorkloadResource): boolean {
  return (fn.property('ReservedConcurrentExecutions').number ?? Infinity) <= FEW;
}

function listed(functions: readonly WorkloadResource[]): string {
  const [first, ...rest] = functions.map(({ logicalId }) => logicalId);
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}

const orders = (properties?: object) => ({ Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', ...properties } } });
const handler = (value: unknown, properties?: object) =>
  ({ Handler: { Type: FUNCTION, Properties: { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [{ Ref: 'Client' }] }, Environment: { Variables: { DATABASE: value } }, ...properties } } });
const ADDRESS = { 'Fn::GetAtt': ['Orders', 'Endpoint.Address'] };
const code = (more: string) => `const vpc = new ec2.Vpc(this, 'Vpc');
const secret = new rds.DatabaseSecret(this, 'Secret', { username: 'orders' });
const database = new rds.DatabaseInstance(this, 'Orders', {
  credentials: rds.Credentials.fromSecret(secret),
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  vpc,
});
const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  vpc,
});
${more}`;

export default defineRule({
  id: 'PE-RdsProxyForLambda',
  bestPractices: ['PERF03-BP04'],
  level: RuleLevel.WARNING,
  tradeOff: 'connection-pooling',
  title: 'Functions reach databases through a proxy',
  why: 'Each instance of a function opens connections of its own, so that a burst of requests takes all that the database has, and memory and logins beside, and others are refused',
  remedy: 'Call database.addProxy, and connect to the endpoint of the proxy',
  resourceTypes: [INSTANCE, CLUSTER],
  check: database => {
    const functions = functionsThatUse(database).filter(fn => !takesFew(fn));
    if (functions.length === 0) return Verdict.NOT_APPLICABLE;
    const property = database.resourceType === CLUSTER ? 'DBClusterIdentifiers.*' : 'DBInstanceIdentifiers.*';
    if (database.workload.referrersOf(database, TARGETS, property).length > 0) return Verdict.COMPLIANT;
    const answer = canHaveProxy(database);
    if (!answer) return answer === undefined ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `No proxy pools the connections of ${listed(functions)}` });
  },
  compliant: [
    {
      title: 'a proxy',
      resources: {
        ...orders(),
        ...handler({ 'Fn::GetAtt': ['Proxy', 'Endpoint'] }),
        Client: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Server: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: { Ref: 'Client' } }] } },
        Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', VPCSecurityGroups: [{ Ref: 'Server' }] } },
        Proxy: { Type: 'AWS::RDS::DBProxy', Properties: { DBProxyName: 'orders' } },
        Targets: { Type: TARGETS, Properties: { DBProxyName: { Ref: 'Proxy' }, DBInstanceIdentifiers: [{ Ref: 'Orders' }] } },
      },
      cdk: code(`const proxy = database.addProxy('Proxy', { vpc, secrets: [secret] });
handler.addEnvironment('HOST', proxy.endpoint);
handler.addEnvironment('SECRET', secret.secretArn);
proxy.connections.allowFrom(handler, ec2.Port.POSTGRES);`),
    },
  ],
  violating: [
    {
      title: 'a function that is let in',
      resources: {
        Orders: { Type: INSTANCE, Properties: { Engine: 'postgres', VPCSecurityGroups: [{ 'Fn::GetAtt': ['Server', 'GroupId'] }] } },
        Handler: { Type: FUNCTION, Properties: { VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Client', 'GroupId'] }] } } },
        Client: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Server: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        FromClient: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { 'Fn::GetAtt': ['Server', 'GroupId'] }, SourceSecurityGroupId: { 'Fn::GetAtt': ['Client', 'GroupId'] } } },
      },
      cdk: code('database.connections.allowDefaultPortFrom(handler);'),
    },
    { title: 'a function that has the address', resources: { ...orders(), ...handler(ADDRESS) } },
    {
      title: 'a function that has the secret of a cluster',
      resources: {
        Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-postgresql' } },
        Secret: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
        Attachment: { Type: ATTACHMENT, Properties: { SecretId: { Ref: 'Secret' }, TargetId: { Ref: 'Orders' }, TargetType: CLUSTER } },
        ...handler({ Ref: 'Attachment' }),
      },
    },
    {
      title: 'a function that has the address of an instance of a cluster',
      subject: 'Cluster',
      resources: { Cluster: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql' } }, ...orders({ Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Cluster' } }), ...handler(ADDRESS) },
    },
  ],
  ignored: [
    { title: 'a database that no function uses', resources: orders() },
    { title: 'an engine that a proxy does not speak', resources: { ...orders({ Engine: 'oracle-se2' }), ...handler(ADDRESS) } },
    { title: 'a function that runs a few times at once', resources: { ...orders(), ...handler(ADDRESS, { ReservedConcurrentExecutions: 5 }) } },
    {
      title: 'a function that migrates the schema at deployment',
      resources: { ...orders(), ...handler(ADDRESS), Migration: { Type: 'Custom::Migration', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } } } },
    },
    { title: 'a cluster with the Data API', resources: { Orders: { Type: CLUSTER, Properties: { Engine: 'aurora-mysql', EnableHttpEndpoint: true } }, ...handler(ADDRESS) } },
    { title: 'a read replica', resources: { ...orders({ SourceDBInstanceIdentifier: 'orders' }), ...handler(ADDRESS) } },
    { title: 'the engine is a parameter', resources: { ...orders({ Engine: { Ref: 'Engine' } }), ...handler(ADDRESS) } },
  ],
});
