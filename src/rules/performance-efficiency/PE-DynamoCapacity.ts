import { defineRule } from '../private/define-rule';
import { capacitiesOf, capacitiesOfGlobalTable } from '../private/table-capacity';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TABLE = 'AWS::DynamoDB::Table';
const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const INDEX = { IndexName: 'by-date', KeySchema: [{ AttributeName: 'date', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } };
const target = (name: string, ScalableDimension: string, path = '') =>
  ({ [name]: { Type: TARGET, Properties: { ResourceId: { 'Fn::Sub': `table/\${Orders}${path}` }, ScalableDimension, MinCapacity: 1, MaxCapacity: 100 } } });
const TABLE_TARGETS = { ...target('Reads', 'dynamodb:table:ReadCapacityUnits'), ...target('Writes', 'dynamodb:table:WriteCapacityUnits') };
const AUTO = { MinCapacity: 1, MaxCapacity: 100, TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 } };

export default defineRule({
  id: 'PE-DynamoCapacity',
  bestPractices: ['PERF03-BP02', 'PERF02-BP05'],
  level: RuleLevel.ERROR,
  tradeOff: 'capacity-mode',
  title: 'Capacity of tables and their indexes is on demand, or scales',
  why: 'DynamoDB refuses requests beyond a fixed capacity: the first peak throttles the application, an index that is too small the writes of its table too, and all other hours are paid in full',
  remedy: 'Set billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, or call autoScaleReadCapacity and autoScaleWriteCapacity for the table and each index',
  nagRule: 'dynamodb.DynamoDBAutoScalingEnabled',
  nagDifference: 'it leaves global tables alone',
  resourceTypes: [TABLE, GLOBAL_TABLE],
  check: table => {
    const mode = table.property('BillingMode');
    if (mode.isUnknown) return Verdict.UNKNOWN;
    if (mode.text === 'PAY_PER_REQUEST') return Verdict.COMPLIANT;
    const capacities = table.resourceType === TABLE ? capacitiesOf(table) : capacitiesOfGlobalTable(table);
    const fixed = new Set(capacities.filter(({ scales }) => scales === false).map(({ name }) => name));
    if (fixed.size > 0) return Verdict.violating({ message: `Capacity is provisioned and does not scale: ${[...fixed].join(', ')}`, property: 'BillingMode' });
    return capacities.some(({ scales }) => scales === undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a table on demand',
      resources: { Orders: { Type: TABLE, Properties: { BillingMode: 'PAY_PER_REQUEST' } } },
      cdk: 'new dynamodb.TableV2(this, \'Orders\', { partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING } });',
    },
    {
      title: 'capacity that scales',
      resources: {
        Orders: { Type: TABLE, Properties: { BillingMode: 'PROVISIONED', GlobalSecondaryIndexes: [INDEX] } },
        ...TABLE_TARGETS,
        ...target('IndexReads', 'dynamodb:index:ReadCapacityUnits', '/index/by-date'),
        ...target('IndexWrites', 'dynamodb:index:WriteCapacityUnits', '/index/by-date'),
      },
      cdk: `const orders = new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
orders.autoScaleReadCapacity({ minCapacity: 5, maxCapacity: 100 }).scaleOnUtilization({ targetUtilizationPercent: 70 });
orders.autoScaleWriteCapacity({ minCapacity: 5, maxCapacity: 100 }).scaleOnUtilization({ targetUtilizationPercent: 70 });`,
    },
    {
      title: 'a global table that scales',
      resources: {
        Orders: {
          Type: GLOBAL_TABLE,
          Properties: {
            BillingMode: 'PROVISIONED',
            WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: AUTO },
            Replicas: [{ Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: AUTO } }],
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'fixed capacity, the default of the CDK',
      resources: { Orders: { Type: TABLE, Properties: { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } } } },
      cdk: 'new dynamodb.Table(this, \'Orders\', { partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING } });',
    },
    {
      title: 'an index that does not scale',
      resources: { Orders: { Type: TABLE, Properties: { BillingMode: 'PROVISIONED', GlobalSecondaryIndexes: [INDEX] } }, ...TABLE_TARGETS },
    },
    {
      title: 'a global table with a fixed capacity for reads',
      resources: {
        Orders: {
          Type: GLOBAL_TABLE,
          Properties: {
            BillingMode: 'PROVISIONED',
            WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: AUTO },
            Replicas: [{ Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 } }],
          },
        },
      },
    },
  ],
  ignored: [
    { title: 'the billing mode is a parameter', resources: { Orders: { Type: TABLE, Properties: { BillingMode: { Ref: 'BillingMode' } } } } },
    {
      title: 'what is scaled is a parameter',
      resources: {
        Orders: { Type: TABLE, Properties: { BillingMode: 'PROVISIONED' } },
        Reads: { Type: TARGET, Properties: { ResourceId: { Ref: 'ScaledTable' }, ScalableDimension: 'dynamodb:table:ReadCapacityUnits' } },
        Writes: { Type: TARGET, Properties: { ResourceId: { Ref: 'ScaledTable' }, ScalableDimension: 'dynamodb:table:WriteCapacityUnits' } },
      },
    },
    {
      title: 'which index is scaled is a parameter',
      resources: {
        Orders: { Type: TABLE, Properties: { BillingMode: 'PROVISIONED', GlobalSecondaryIndexes: [INDEX] } },
        ...TABLE_TARGETS,
        ...target('IndexReads', 'dynamodb:index:ReadCapacityUnits', '/index/${Index}'),
        ...target('IndexWrites', 'dynamodb:index:WriteCapacityUnits', '/index/${Index}'),
      },
    },
  ],
});
