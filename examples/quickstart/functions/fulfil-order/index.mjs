import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const { ORDERS } = process.env;
const table = new DynamoDBClient();

/** Reports the messages that failed, so that the others are not received again. */
export async function handler({ Records }) {
  const results = await Promise.allSettled(Records.map(fulfil));
  const batchItemFailures = results.flatMap(({ status, reason }, index) => {
    if (status === 'fulfilled') return [];
    console.error(reason);
    return [{ itemIdentifier: Records[index].messageId }];
  });
  return { batchItemFailures };
}

async function fulfil({ body }) {
  const { orderId } = JSON.parse(body);
  await table.send(new UpdateItemCommand({
    TableName: ORDERS,
    Key: { orderId: { S: orderId } },
    UpdateExpression: 'SET #state = :fulfilled',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':fulfilled': { S: 'FULFILLED' } },
  }));
}
