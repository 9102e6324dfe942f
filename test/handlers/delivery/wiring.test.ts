import * as os from 'os';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DELIVERY_ENVIRONMENT } from '../../../src/core/schemas/private/delivery';
import { AwsServer } from '../../support/aws-server';
import { Database } from './support/database';
import { iso, SHOP } from './support/world';

const aws = new AwsServer();
const environment = { ...process.env };
let database: Database;
let client: DynamoDBClient;

beforeAll(async () => {
  database = await Database.start();
  await database.createTable('table');
  client = database.client();
  const { port } = await client.config.endpoint!();
  const endpoint = await aws.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`, AWS_ENDPOINT_URL_SSM: endpoint, AWS_ENDPOINT_URL_CODEPIPELINE: endpoint, AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    [DELIVERY_ENVIRONMENT.table]: 'table', [DELIVERY_ENVIRONMENT.registryPath]: '/path',
  });
});

afterAll(async () => {
  process.env = environment;
  await Promise.all([aws.stop(), database.stop()]);
});

test('the function asks the registry, the pipeline and the table', async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  aws.answer = ({ operation }) => (operation === 'GetParametersByPath'
    ? { body: { Parameters: [{ Name: '/path/shop/prod/0', Value: JSON.stringify(SHOP) }] } }
    : { body: { pipelineExecution: { artifactRevisions: [{ name: 'App', created: Date.parse(iso(-60)) / 1000 }] } } });
  const { ingest } = require('../../../handlers/delivery') as typeof import('../../../handlers/delivery');
  const event = {
    'version': '0', 'id': 'e-1', 'detail-type': 'CodePipeline Pipeline Execution State Change', 'source': 'aws.codepipeline', 'account': '111122223333', 'time': iso(0), 'region': 'us-east-1',
    'resources': [], 'detail': { 'pipeline': 'shop-pipeline', 'execution-id': 'x-1', 'state': 'SUCCEEDED' },
  };

  expect(await ingest({ Records: [{ messageId: 'm-1', body: JSON.stringify(event) }] })).toEqual({ batchItemFailures: [] });

  expect(aws.requests.map(({ operation, input }) => [operation, input])).toEqual([
    ['GetParametersByPath', { Path: '/path', Recursive: true }],
    ['GetPipelineExecution', { pipelineName: 'shop-pipeline', pipelineExecutionId: 'x-1' }],
  ]);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'table' }));
  expect(JSON.stringify(Items)).toContain(iso(-60));
});
