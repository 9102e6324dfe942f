import {
  type AttributeValue, ConditionalCheckFailedException, DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand,
  ScanCommand, UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DELIVERY_TABLE } from '../../../src/core/schemas/private/delivery';

const { partitionKey, sortKey } = DELIVERY_TABLE;

/** Attributes of an item: texts and numbers only. */
export type Item = Readonly<Record<string, string | number>>;
export interface Key { readonly pk: string; readonly sk: string }

/** Every name in it is written `#name`, every value `:value`. */
export interface Condition {
  readonly text: string;
  readonly values?: Item;
}

export interface Range {
  readonly from: string;
  readonly to: string;
  /** Only these attributes beside the key. */
  readonly only?: readonly string[];
  /** The last first. */
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** What the handler needs of DynamoDB: single items, conditional writes, reads of what was just written. */
export class Table {
  constructor(private readonly client: DynamoDBClient, private readonly name: string) {}

  public async get(key: Key): Promise<Item | undefined> {
    const { Item: found } = await this.client.send(new GetItemCommand({ TableName: this.name, Key: keyAttributes(key), ConsistentRead: true }));
    return found && itemOf(found);
  }

  /** False where the condition does not hold. */
  public async put(key: Key, item: Item, condition?: Condition): Promise<boolean> {
    const whole = { ...attributesOf(item), ...keyAttributes(key) };
    return accepted(this.client.send(new PutItemCommand({ TableName: this.name, Item: whole, ...conditionOf(condition) })));
  }

  /** The item after the update, or nothing where the condition does not hold. */
  public async update(key: Key, expression: string, values: Item, condition?: Condition): Promise<Item | undefined> {
    try {
      const { Attributes } = await this.client.send(new UpdateItemCommand({
        TableName: this.name, Key: keyAttributes(key), UpdateExpression: expression, ReturnValues: 'ALL_NEW', ...conditionOf(condition, expression, values),
      }));
      return itemOf(Attributes ?? {});
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  public async delete(key: Key, condition?: Condition): Promise<boolean> {
    return accepted(this.client.send(new DeleteItemCommand({ TableName: this.name, Key: keyAttributes(key), ...conditionOf(condition) })));
  }

  /** Items of a partition, from a sort key to another, both included. */
  public async* query(pk: string, { from, to, only, backwards, limit }: Range): AsyncGenerator<Item & Key> {
    let start: Record<string, AttributeValue> | undefined;
    let left = limit ?? Infinity;
    do {
      const { Items, LastEvaluatedKey } = await this.client.send(new QueryCommand({
        TableName: this.name,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey, ...(only && Object.fromEntries(only.map(name => [`#${name}`, name]))) },
        ExpressionAttributeValues: attributesOf({ ':pk': pk, ':from': from, ':to': to }),
        ...(only && { ProjectionExpression: ['#pk', '#sk', ...only.map(name => `#${name}`)].join(', ') }),
        ...(left < Infinity && { Limit: left }),
        ScanIndexForward: !backwards,
        ExclusiveStartKey: start,
      }));
      for (const found of Items ?? []) yield keyed(found);
      left -= Items?.length ?? 0;
      start = LastEvaluatedKey;
    } while (start && left > 0);
  }

  /** All items whose sort key begins so, page by page, with the place to go on from. */
  public async* scan(prefix: string, after?: Key): AsyncGenerator<{ readonly items: readonly (Item & Key)[]; readonly next?: Key }> {
    let start = after && keyAttributes(after);
    do {
      const { Items, LastEvaluatedKey } = await this.client.send(new ScanCommand({
        TableName: this.name,
        ConsistentRead: true,
        FilterExpression: 'begins_with(#sk, :prefix)',
        ExpressionAttributeNames: { '#sk': sortKey },
        ExpressionAttributeValues: attributesOf({ ':prefix': prefix }),
        ExclusiveStartKey: start,
      }));
      start = LastEvaluatedKey;
      const { pk, sk } = start ? keyed(start) : { pk: '', sk: '' };
      yield { items: (Items ?? []).map(found => keyed(found)), ...(start && { next: { pk, sk } }) };
    } while (start);
  }
}

/** True: it was done; false: the condition did not hold. */
async function accepted(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function conditionOf(condition: Condition | undefined, expression = '', values: Item = {}): object {
  const names = [...`${expression} ${condition?.text ?? ''}`.matchAll(/#(\w+)/g)].map(([, name]) => name);
  const all = attributesOf({ ...values, ...condition?.values });
  return {
    ...(condition && { ConditionExpression: condition.text }),
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])) }),
    ...(Object.keys(all).length > 0 && { ExpressionAttributeValues: all }),
  };
}

function keyAttributes({ pk, sk }: Key): Record<string, AttributeValue> {
  return { [partitionKey]: { S: pk }, [sortKey]: { S: sk } };
}

function attributesOf(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]));
}

function itemOf(attributes: Record<string, AttributeValue>): Item {
  return Object.fromEntries(Object.entries(attributes).map(([name, { N, S }]) => [name, N === undefined ? S ?? '' : Number(N)]));
}

function keyed(attributes: Record<string, AttributeValue>): Item & Key {
  const item = itemOf(attributes);
  return { ...item, pk: String(item[partitionKey]), sk: String(item[sortKey]) } as Item & Key;
}
