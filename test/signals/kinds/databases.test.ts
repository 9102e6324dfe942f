import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnDBInstance as CfnDocumentInstance } from 'aws-cdk-lib/aws-docdb';
import { InstanceClass, InstanceSize, InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnDBCluster as CfnNeptuneCluster, CfnDBInstance as CfnNeptuneInstance } from 'aws-cdk-lib/aws-neptune';
import {
  AuroraMysqlEngineVersion, ClusterInstance, DatabaseCluster, DatabaseClusterEngine, DatabaseInstance, DatabaseInstanceEngine, ParameterGroup,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import type { ThresholdValue } from '../../../src';
import { observe } from '../../support/observe';

const GIB = 2 ** 30;

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const threshold = (construct: IConstruct, id: string): ThresholdValue => observe(construct).threshold(id);
const make = (type: string, properties: Record<string, unknown>) => new CfnResource(stack, `R${stack.node.children.length}`, { type, properties });
const instance = (properties: Record<string, unknown>) => make('AWS::RDS::DBInstance', properties);
const cluster = (properties: Record<string, unknown>) => make('AWS::RDS::DBCluster', properties);

describe('an RDS instance', () => {
  test.each([
    ['postgres', 'db.t3.micro', 75], ['postgres', 'db.t4g.medium', 364], ['postgres', 'db.r6g.large', 1_459], ['postgres', 'db.r8g.48xlarge', 4_500],
    ['mysql', 'db.t3.micro', 57], ['mysql', 'db.m7g.large', 552], ['mariadb', 'db.m7g.large', 276], ['aurora-mysql', 'db.r7g.large', 900],
    ['aurora-postgresql', 'db.r6g.large', 1_549], ['aurora-postgresql', 'db.r6g.4xlarge', 4_500],
  ])('of %s on %s takes nine tenths of the connections of its class', (Engine, DBInstanceClass, value) => {
    expect(threshold(instance({ Engine, DBInstanceClass }), 'connections')).toEqual({ value });
  });

  test.each([
    [{ DBInstanceClass: 'db.r6g.large' }, /^Engine is not set/], [{ Engine: 'postgres' }, /^DBInstanceClass is not set/],
    [{ Engine: 'postgres', DBInstanceClass: 'db.z1d.large' }, /^DBInstanceClass is db\.z1d\.large/],
    [{ Engine: 'oracle-ee', DBInstanceClass: 'db.r6g.large' }, /of the engine oracle-ee/],
    [{ Engine: 'aurora-mysql', DBInstanceClass: 'db.r8g.48xlarge' }, /of the engine aurora-mysql/],
    [{ Engine: 'postgres', DBInstanceClass: 'db.constructor.large' }, /^DBInstanceClass is db\.constructor/],
    [{ Engine: 'postgres', DBInstanceClass: 'db.r6g.large', DBParameterGroupName: 'shared' }, /not in this app/],
    [{ Engine: 'aurora-mysql', DBInstanceClass: 'db.serverless', DBClusterIdentifier: 'orders' }, /MaxCapacity/],
    [{ Engine: 5, DBInstanceClass: 'db.r6g.large' }, /not a text/], [{ Engine: 'postgres', DBInstanceClass: 5 }, /^DBInstanceClass is not a text/],
  ])('of %j has no known limit of connections', (properties, reason) => {
    expect(threshold(instance(properties), 'connections')).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('of a class that is a parameter has no threshold that rests on it', () => {
    const type = new CfnParameter(stack, 'Class').valueAsString;
    const database = instance({ Engine: 'postgres', DBInstanceClass: type });
    for (const id of ['connections', 'freeableMemory', 'dbLoad']) {
      expect(threshold(database, id)).toEqual({ reason: expect.stringMatching(/^DBInstanceClass is only known at deployment/) });
    }
  });

  test('takes the connections of its parameter group', () => {
    const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16 });
    const database = new DatabaseInstance(stack, 'Database', {
      engine, vpc: new Vpc(stack, 'Vpc'), parameterGroup: new ParameterGroup(stack, 'Group', { engine, parameters: { max_connections: '200' } }),
    });
    expect(threshold(database, 'connections')).toEqual({ value: 180 });
  });

  test('takes no formula of its parameter group, and the default where the group says nothing', () => {
    const group = (parameters: Record<string, string>) => make('AWS::RDS::DBParameterGroup', { Family: 'postgres16', Description: 'Orders', Parameters: parameters }).ref;
    const on = (DBParameterGroupName: string) => threshold(instance({ Engine: 'postgres', DBInstanceClass: 'db.r6g.large', DBParameterGroupName }), 'connections');
    expect(on(group({ max_connections: 'LEAST({DBInstanceClassMemory/9531392},100)' })).reason).toMatch(/not a number/);
    expect(on(group({ work_mem: '64' }))).toEqual({ value: 1_459 });
    expect(on('default.postgres16')).toEqual({ value: 1_459 });
  });

  test('has a quarter of its memory free, on Aurora a twentieth', () => {
    expect(threshold(instance({ Engine: 'postgres', DBInstanceClass: 'db.r6g.large' }), 'freeableMemory')).toEqual({ value: 4 * GIB });
    expect(threshold(instance({ Engine: 'aurora-mysql', DBInstanceClass: 'db.r6g.large' }), 'freeableMemory')).toEqual({ value: Math.floor(0.8 * GIB) });
  });

  test('has a tenth of its storage free, which is a text in GiB', () => {
    expect(threshold(instance({ AllocatedStorage: '100' }), 'freeStorage')).toEqual({ value: 10 * GIB });
  });

  test('has a load below its vCPUs, unless it changes them', () => {
    expect(threshold(instance({ DBInstanceClass: 'db.m6i.32xlarge' }), 'dbLoad')).toEqual({ value: 128 });
    expect(threshold(instance({ DBInstanceClass: 'db.m5.large', ProcessorFeatures: [{ Name: 'threadsPerCore', Value: '1' }] }), 'dbLoad').reason).toMatch(/ProcessorFeatures/);
  });

  test('of an Aurora cluster has neither storage nor replication of its own', () => {
    const own = ['freeStorage', 'replicaLag', 'burstBalance'];
    const shown = (properties: Record<string, unknown>) => observe(instance(properties)).signals.filter(id => own.includes(id));
    const all = { StorageType: 'gp2', SourceDBInstanceIdentifier: 'orders' };
    expect(shown({ ...all, Engine: 'mysql' })).toEqual(['freeStorage', 'replicaLag', 'burstBalance']);
    expect(shown({ ...all, Engine: 'aurora-mysql' })).toEqual([]);
    expect(shown({ ...all, DBClusterIdentifier: new CfnParameter(stack, 'Cluster').valueAsString })).toEqual([]);
  });

  test('counts transaction ids where the engine, or that of its cluster, is PostgreSQL', () => {
    const shows = (properties: Record<string, unknown>) => observe(instance(properties)).signals.includes('transactionIds');
    expect(shows({ Engine: 'postgres' })).toBe(true);
    expect(shows({ DBClusterIdentifier: cluster({ Engine: 'aurora-postgresql' }).ref })).toBe(true);
    expect(shows({ Engine: 'mysql' })).toBe(false);
  });

  test('publishes its load with Performance Insights, its own or that of its cluster', () => {
    const publishes = (properties: Record<string, unknown>) => observe(instance(properties)).signals.includes('dbLoad');
    expect(publishes({ EnablePerformanceInsights: 'true' })).toBe(true);
    expect(publishes({ DBClusterIdentifier: cluster({ PerformanceInsightsEnabled: true }).ref })).toBe(true);
    expect(publishes({ DBClusterIdentifier: cluster({ DatabaseInsightsMode: 'advanced' }).ref })).toBe(true);
    expect(publishes({ DatabaseInsightsMode: 'standard', DBClusterIdentifier: 'orders' })).toBe(false);
  });

  test('of Aurora Serverless v2 follows the capacity of its cluster', () => {
    const aurora = new DatabaseCluster(stack, 'Cluster', {
      engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }), vpc: new Vpc(stack, 'Vpc'),
      writer: ClusterInstance.serverlessV2('writer'), serverlessV2MinCapacity: 0.5, serverlessV2MaxCapacity: 12,
    });
    const writer = aurora.node.findAll().find(child => CfnResource.isCfnResource(child) && child.cfnResourceType === 'AWS::RDS::DBInstance')!;
    expect(threshold(writer, 'connections')).toEqual({ value: 900 });
    expect(threshold(writer, 'freeableMemory')).toEqual({ value: Math.floor(0.05 * 24 * GIB) });
    expect(threshold(writer, 'dbLoad').reason).toMatch(/db\.serverless/);
  });

  test.each([[0.5, 16, 1_800], [2, 16, 3_024], [2, 128, 4_500]])('of serverless PostgreSQL from %d to %d units has the documented connections', (MinCapacity, MaxCapacity, value) => {
    const { ref } = cluster({ Engine: 'aurora-postgresql', ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } });
    expect(threshold(instance({ DBInstanceClass: 'db.serverless', DBClusterIdentifier: ref }), 'connections')).toEqual({ value });
  });

  test('that is imported is named by what the import tells', () => {
    const imported = DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Imported', {
      instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example.com', port: 5432, securityGroups: [],
    });
    expect(observe(imported).dimensions).toEqual({ DBInstanceIdentifier: 'orders' });
    expect(threshold(imported, 'connections').reason).toMatch(/ImportedResource\.declare/);
  });
});

describe('a cluster', () => {
  const AURORA = ['engineUptime', 'freeLocalStorage', 'bufferCacheHitRatio', 'replicaLagMaximum', 'deadlocks', 'commitLatency', 'storageNetworkThroughput', 'volumeBytesUsed'];
  const MYSQL = ['volumeBytesLeft', 'blockedTransactions', 'historyListLength', 'selectLatency', 'loginFailures'];

  test.each([['postgres', []], ['mysql', []], ['aurora-postgresql', AURORA], ['aurora-mysql', [...AURORA, ...MYSQL]]])('of the engine %s has what that publishes', (Engine, more) => {
    const { signals } = observe(cluster({ Engine }));
    expect([...signals].sort()).toEqual(['cpu', ...more].sort());
  });

  test('of Neptune and DocumentDB keeps a twentieth of its smallest instance free', () => {
    const graph = new CfnNeptuneCluster(stack, 'Graph');
    expect(threshold(graph, 'freeableMemory').reason).toMatch(/no instance/);
    new CfnNeptuneInstance(stack, 'Writer', { dbClusterIdentifier: graph.ref, dbInstanceClass: 'db.r6g.xlarge' });
    new CfnNeptuneInstance(stack, 'Reader', { dbClusterIdentifier: graph.ref, dbInstanceClass: 'db.t4g.medium' });
    const documents = make('AWS::DocDB::DBCluster', { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 10 } });
    new CfnDocumentInstance(stack, 'Documents', { dbClusterIdentifier: documents.ref, dbInstanceClass: 'db.serverless' });
    expect(threshold(graph, 'freeableMemory')).toEqual({ value: Math.floor(0.2 * GIB) });
    expect(threshold(documents, 'freeableMemory')).toEqual({ value: GIB });
  });

  test('of Redshift waits in each queue that its configuration names', () => {
    const group = make('AWS::Redshift::ClusterParameterGroup', {
      Parameters: [{ ParameterName: 'wlm_json_configuration', ParameterValue: JSON.stringify([{ name: 'etl' }, { name: 'etl' }, { short_query_queue: true }]) }],
    });
    const queues = (ClusterParameterGroupName?: string) =>
      ['wlmQueueLength', 'wlmQueueWait'].flatMap(signal => observe(make('AWS::Redshift::Cluster', { ClusterParameterGroupName })).variants(signal).map(({ id }) => id));
    expect(queues(group.ref)).toEqual(['Default queue', 'etl', 'Default queue', 'etl']);
    expect(queues()).toEqual(['Default queue', 'Default queue']);
    expect(queues(make('AWS::Redshift::ClusterParameterGroup', { Parameters: [{ ParameterName: 'wlm_json_configuration', ParameterValue: '[' }] }).ref)).toEqual(['Default queue', 'Default queue']);
  });
});

test('InstanceType of the CDK makes classes of which the capacity is known', () => {
  const burstable = InstanceType.of(InstanceClass.T3, InstanceSize.MICRO).toString();
  expect(threshold(instance({ DBInstanceClass: `db.${burstable}` }), 'dbLoad')).toEqual({ value: 2 });
});
