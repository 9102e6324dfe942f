import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TABLE = 'AWS::DynamoDB::Table';
const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
const PROPERTY = 'GlobalSecondaryIndexes';
const TOLERATED = 2;

const index = (IndexName: string, ProjectionType: unknown) => ({ IndexName, KeySchema: [{ AttributeName: IndexName, KeyType: 'HASH' }], Projection: { ProjectionType } });

export default defineRule({
  id: 'PE-DynamoGsiProjection',
  bestPractices: ['PERF03-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'No more than two global secondary indexes copy whole items',
  why: 'Each write of an item is a write of the same size to every index that has all attributes, so that four of them cost five times the write capacity and storage',
  remedy: 'Set projectionType: dynamodb.ProjectionType.INCLUDE with nonKeyAttributes, or KEYS_ONLY, for what the queries of an index need',
  resourceTypes: [TABLE, GLOBAL_TABLE],
  check: table => {
    const indexes = table.property(PROPERTY);
    if (indexes.isAbsent) return Verdict.NOT_APPLICABLE;
    const types = table.values(`${PROPERTY}.*.Projection.ProjectionType`);
    const all = types.filter(({ text }) => text === 'ALL').length;
    if (all > TOLERATED) return Verdict.violating({ message: `All attributes are in ${all} of ${types.length} global secondary indexes`, property: PROPERTY });
    return all + types.filter(({ isUnknown }) => isUnknown).length > TOLERATED || indexes.isUnknown ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'indexes with the attributes that their queries need',
      resources: { Orders: { Type: TABLE, Properties: { GlobalSecondaryIndexes: [index('customer', 'ALL'), index('status', 'KEYS_ONLY'), index('date', 'INCLUDE')] } } },
      cdk: `const orders = new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
for (const name of ['customer', 'status', 'date']) {
  orders.addGlobalSecondaryIndex({
    indexName: name,
    partitionKey: { name, type: dynamodb.AttributeType.STRING },
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
}`,
    },
  ],
  violating: [
    {
      title: 'three indexes with all attributes, the default of the CDK',
      resources: { Orders: { Type: TABLE, Properties: { GlobalSecondaryIndexes: [index('customer', 'ALL'), index('status', 'ALL'), index('date', 'ALL')] } } },
      cdk: `const orders = new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
for (const name of ['customer', 'status', 'date']) {
  orders.addGlobalSecondaryIndex({ indexName: name, partitionKey: { name, type: dynamodb.AttributeType.STRING } });
}`,
    },
    {
      title: 'a global table',
      resources: { Orders: { Type: GLOBAL_TABLE, Properties: { GlobalSecondaryIndexes: [index('a', 'ALL'), index('b', 'ALL'), index('c', 'ALL'), index('d', 'KEYS_ONLY')] } } },
    },
  ],
  ignored: [
    { title: 'no indexes', resources: { Orders: { Type: TABLE, Properties: {} } } },
    {
      title: 'the third projection is a parameter',
      resources: { Orders: { Type: TABLE, Properties: { GlobalSecondaryIndexes: [index('a', 'ALL'), index('b', 'ALL'), index('c', { Ref: 'Projection' })] } } },
    },
  ],
});
