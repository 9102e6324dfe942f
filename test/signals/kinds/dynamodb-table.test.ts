import { App, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, BillingMode, Capacity, CfnTable, Table, TableClass, TableV2, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

const ALWAYS = [
  'consumedRead', 'consumedWrite',
  ...['GetItem', 'PutItem', 'Query'].map(operation => `systemErrors-${operation}`),
  'readThrottles', 'writeThrottles',
  ...['GetItem', 'PutItem', 'Query'].map(operation => `throttledRequests-${operation}`),
  ...['GetItem', 'PutItem', 'Query'].map(operation => `latency-${operation}`),
  'conditionalCheckFailed', 'transactionConflict', 'userErrors', 'accountReadUtil',
];
const PROVISIONED = ['provisionedReadUtil', 'provisionedWriteUtil'];

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
});

const partitionKey = { name: 'id', type: AttributeType.STRING };
const table = (props: Partial<TableProps> = {}) => new Table(stack, 'Table', { partitionKey, billingMode: BillingMode.PAY_PER_REQUEST, ...props });
const raw = (properties: Record<string, unknown>, type = 'AWS::DynamoDB::Table') => new CfnResource(stack, `Raw${stack.node.children.length}`, { type, properties });
const beyondAlways = (construct: CfnResource | Table | TableV2) => observe(construct).signals.filter(id => !ALWAYS.includes(id) && !/cost/i.test(id));

test('an on-demand table without indexes has what every table publishes', () => {
  expect(observe(table()).signals).toEqual([...ALWAYS, 'costPerHour']);
});

test('its metrics name the table and, where they are published so, the operation', () => {
  const observed = observe(table());
  const TableName = { Ref: expect.stringMatching(/^Table/) };
  expect(observed.dimensions).toEqual({ TableName });
  expect(stack.resolve(observed.variants('latency'))).toEqual(['GetItem', 'PutItem', 'Query'].map(id => ({ id, dimensions: { TableName, Operation: id } })));
  for (const account of ['userErrors', 'accountReadUtil']) expect(observed.variants(account)).toEqual([{ dimensions: {} }]);
});

describe('indexes are watched one by one', () => {
  const indexSignals = (...names: string[]) => ['gsiReadThrottles', 'gsiWriteThrottles'].flatMap(id => names.map(name => `${id}-${name}`));

  test('of a Table, also those that come later', () => {
    const orders = table();
    orders.addGlobalSecondaryIndex({ indexName: 'byDate', partitionKey: { name: 'date', type: AttributeType.STRING } });
    expect(beyondAlways(orders)).toEqual(indexSignals('byDate'));
    orders.addGlobalSecondaryIndex({ indexName: 'byUser', partitionKey: { name: 'user', type: AttributeType.STRING } });
    expect(beyondAlways(orders)).toEqual(indexSignals('byDate', 'byUser'));
    expect(stack.resolve(observe(orders).variants('gsiReadThrottles')[1].dimensions)).toEqual({ TableName: { Ref: expect.anything() }, GlobalSecondaryIndexName: 'byUser' });
  });

  test('of a TableV2', () => {
    const orders = new TableV2(stack, 'Orders', { partitionKey, globalSecondaryIndexes: [{ indexName: 'byDate', partitionKey: { name: 'date', type: AttributeType.STRING } }] });
    expect(beyondAlways(orders)).toEqual(indexSignals('byDate'));
  });

  test('of an L1, in either spelling, and of a raw resource', () => {
    const index = { indexName: 'byDate', keySchema: [], projection: {} };
    expect(beyondAlways(new CfnTable(stack, 'L1', { keySchema: [], globalSecondaryIndexes: [index] }))).toEqual(indexSignals('byDate'));
    expect(beyondAlways(raw({ GlobalSecondaryIndexes: [{ IndexName: 'byDate' }] }))).toEqual(indexSignals('byDate'));
  });

  test('of an override', () => {
    const orders = table();
    (orders.node.defaultChild as CfnTable).addPropertyOverride('GlobalSecondaryIndexes', [{ IndexName: 'byDate' }]);
    expect(beyondAlways(orders)).toEqual(indexSignals('byDate'));
  });

  test('but not those whose name only deployment can tell', () => {
    expect(beyondAlways(raw({ GlobalSecondaryIndexes: [{ IndexName: new CfnParameter(stack, 'P').valueAsString }, { IndexName: 'byDate' }] }))).toEqual(indexSignals('byDate'));
    expect(beyondAlways(raw({ GlobalSecondaryIndexes: Fn.conditionIf('C', [], []) }))).toEqual([]);
  });

  test('and local ones not at all: they have no metrics of their own', () => {
    const orders = table({ sortKey: { name: 'sort', type: AttributeType.STRING } });
    orders.addLocalSecondaryIndex({ indexName: 'local', sortKey: { name: 'other', type: AttributeType.STRING } });
    expect(beyondAlways(orders)).toEqual([]);
  });
});

describe('provisioned capacity is watched', () => {
  test.each<[string, () => CfnResource | Table | TableV2]>([
    ['a Table', () => table({ billingMode: BillingMode.PROVISIONED })],
    ['a TableV2', () => new TableV2(stack, 'V2', { partitionKey, billing: Billing.provisioned({ readCapacity: Capacity.fixed(5), writeCapacity: Capacity.autoscaled({ maxCapacity: 9 }) }) })],
    ['a raw table that does not say, as is the default of DynamoDB', () => raw({ ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } })],
    ['an override', () => {
      const orders = table();
      (orders.node.defaultChild as CfnTable).addPropertyOverride('BillingMode', 'PROVISIONED');
      return orders;
    }],
  ])('of %s', (_, make) => expect(beyondAlways(make())).toEqual(PROVISIONED));

  test('of an import of which it is declared', () => {
    const imported = Table.fromTableName(stack, 'Import', 'orders');
    expect(beyondAlways(imported as Table)).toEqual([]);
    ImportedResource.declare(imported, { resourceType: 'AWS::DynamoDB::Table', properties: { ProvisionedThroughput: { ReadCapacityUnits: 5 } } });
    expect(beyondAlways(imported as Table)).toEqual(PROVISIONED);
  });

  test('not of an on-demand table', () => {
    expect(beyondAlways(raw({ BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 } }))).toEqual([]);
    expect(beyondAlways(new TableV2(stack, 'V2', { partitionKey }))).toEqual([]);
  });
});

describe('replicas are watched one by one', () => {
  test('of a global table, without the Region of the stack', () => {
    const orders = new TableV2(stack, 'Orders', { partitionKey, replicas: [{ region: 'us-east-1' }] });
    expect(beyondAlways(orders)).toEqual(['replicationLatency-us-east-1']);
    orders.addReplica({ region: 'us-west-2' });
    expect(beyondAlways(orders)).toEqual(['replicationLatency-us-east-1', 'replicationLatency-us-west-2']);
    expect(stack.resolve(observe(orders).variants('replicationLatency')[0].dimensions)).toEqual({ TableName: { Ref: expect.anything() }, ReceivingRegion: 'us-east-1' });
  });

  test('of a raw global table', () => {
    expect(beyondAlways(raw({ BillingMode: 'PAY_PER_REQUEST', Replicas: [{ Region: 'eu-west-1' }, { Region: 'ap-south-1' }] }, 'AWS::DynamoDB::GlobalTable')))
      .toEqual(['replicationLatency-ap-south-1']);
  });
});

test('a maximum of on-demand reads is shown where it is stated', () => {
  expect(beyondAlways(table({ maxReadRequestUnits: 100 }))).toEqual(['onDemandMaxRead']);
  expect(beyondAlways(raw({ BillingMode: 'PAY_PER_REQUEST', OnDemandThroughput: { MaxWriteRequestUnits: 100 } }))).toEqual([]);
});

describe('the cost of requests is shown', () => {
  const costs = (construct: CfnResource | Table | TableV2) => observe(construct).signals.filter(id => /cost/i.test(id));
  const index = { indexName: 'byDate', partitionKey };

  test('of on-demand tables and their indexes', () => {
    expect(costs(new TableV2(stack, 'V2', { partitionKey, globalSecondaryIndexes: [index] }))).toEqual(['costPerHour', 'gsiCostPerHour-byDate']);
    expect(observe(table()).variants('costPerHour')).toEqual([expect.objectContaining({ constants: { usdPerMillionReadUnits: 0.125, usdPerMillionWriteUnits: 0.625 } })]);
  });

  test('not of provisioned tables, other table classes, and where only deployment tells them', () => {
    const parameter = new CfnParameter(stack, 'Class').valueAsString;
    expect(costs(new Table(stack, 'Provisioned', { partitionKey, readCapacity: 5, writeCapacity: 5 }))).toEqual([]);
    expect(costs(table({ tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }))).toEqual([]);
    expect(costs(new TableV2(stack, 'Rare', { partitionKey, tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }))).toEqual([]);
    expect(costs(raw({ BillingMode: 'PAY_PER_REQUEST', TableClass: parameter }))).toEqual([]);
    expect(costs(raw({ BillingMode: parameter }))).toEqual([]);
  });
});
