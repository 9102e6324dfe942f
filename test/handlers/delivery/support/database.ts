import type { AddressInfo } from 'net';
import { CreateTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DELIVERY_TABLE } from '../../../../src/core/schemas/private/delivery';

const dynalite = require('dynalite') as (options: object) => import('http').Server;

/** A DynamoDB-compatible server in this process, with tables as the constructs make them. */
export class Database {
  public static async start(): Promise<Database> {
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    // Closing a connection that nobody uses, it would now and then meet a request that does.
    server.keepAliveTimeout = 0;
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
    return new Database(server);
  }

  private readonly clients: DynamoDBClient[] = [];

  private constructor(private readonly server: import('http').Server) {}

  public client(): DynamoDBClient {
    const { port } = this.server.address() as AddressInfo;
    const client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      // Only the form of a signature is looked at here.
      signer: { sign: async request => ({ ...request, headers: { ...request.headers, ...SIGNED } }) },
      // One that can say nothing: the default one has its lines made, and says nothing.
      logger: {} as NonNullable<DynamoDBClientConfig['logger']>,
      // What fails in a test is to fail at once.
      retryStrategy: { acquireInitialRetryToken: async () => TOKEN, refreshRetryTokenForRetry: async () => { throw new Error('not again'); }, recordSuccess: () => undefined },
    });
    this.clients.push(client);
    return client;
  }

  public async createTable(name: string): Promise<void> {
    const { partitionKey, sortKey } = DELIVERY_TABLE;
    await this.client().send(new CreateTableCommand({
      TableName: name, BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }, { AttributeName: sortKey, KeyType: 'RANGE' }],
      AttributeDefinitions: [partitionKey, sortKey].map(AttributeName => ({ AttributeName, AttributeType: 'S' as const })),
    }));
  }

  public async stop(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await new Promise(closed => this.server.close(closed));
  }
}

const SIGNED = {
  'authorization': 'AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  'x-amz-date': '20260101T000000Z',
};

const TOKEN = { getRetryCount: () => 0, getRetryDelay: () => 0, getRetryCost: () => 0 };
