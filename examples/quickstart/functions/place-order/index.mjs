import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const { ORDERS, ORDER_EVENTS } = process.env;
const table = new DynamoDBClient();
const topic = new SNSClient();

export async function handler({ body }) {
  const { item, quantity } = parse(body);
  if (typeof item !== 'string' || !Number.isInteger(quantity) || quantity < 1) {
    return reply(400, { message: 'An order is {"item": "…", "quantity": 1}.' });
  }
  const orderId = randomUUID();
  await table.send(new PutItemCommand({
    TableName: ORDERS,
    Item: { orderId: { S: orderId }, item: { S: item }, quantity: { N: String(quantity) }, state: { S: 'PLACED' } },
  }));
  await topic.send(new PublishCommand({ TopicArn: ORDER_EVENTS, Message: JSON.stringify({ orderId }) }));
  countOrder();
  return reply(201, { orderId });
}

function parse(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

function reply(statusCode, content) {
  return { statusCode, body: JSON.stringify(content) };
}

/** CloudWatch makes a metric of this line: the embedded metric format. */
function countOrder() {
  const metrics = [{ Namespace: 'Orders', Dimensions: [[]], Metrics: [{ Name: 'OrdersPlaced', Unit: 'Count' }] }];
  process.stdout.write(`${JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: metrics }, OrdersPlaced: 1 })}\n`);
}
