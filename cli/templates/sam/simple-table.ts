import { membersOf, pick, present } from '../language/values';
import type { Converter } from './conversion';
import { tagList } from './tags';

const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** A table with a partition key; it costs what is used unless it is given a throughput. */
export const simpleTable: Converter = ({ id, properties, attributes }) => {
  const { Name = 'id', Type = 'String' } = membersOf(properties.PrimaryKey);
  const table = present({
    ...pick(properties, 'TableName', 'SSESpecification', 'PointInTimeRecoverySpecification', 'ProvisionedThroughput'),
    AttributeDefinitions: [{ AttributeName: Name, AttributeType: ATTRIBUTE_TYPES[String(Type)] ?? Type }],
    KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
    BillingMode: properties.ProvisionedThroughput === undefined ? 'PAY_PER_REQUEST' : undefined,
    Tags: tagList(properties.Tags),
  });
  return { resources: { [id]: { ...attributes, Type: 'AWS::DynamoDB::Table', Properties: table } } };
};
