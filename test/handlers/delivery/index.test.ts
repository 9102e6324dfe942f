import { DELIVERY_ENVIRONMENT } from '../../../src/core/schemas/private/delivery';
import { Database } from './support/database';

let database: Database;
beforeAll(async () => { database = await Database.start(); });
afterAll(async () => database.stop());

test('the functions run with what their environment says, and write to stdout as it is', async () => {
  await database.createTable('of-the-environment');
  const { endpoint } = database.client().config;
  const { hostname, port } = await endpoint!();
  Object.assign(process.env, {
    [DELIVERY_ENVIRONMENT.table]: 'of-the-environment', AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port}`, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none',
  });
  const written: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(text => written.push(String(text)) > 0);
  const { ingest, settle } = require('../../../handlers/delivery/index') as typeof import('../../../handlers/delivery/index'); // eslint-disable-line @typescript-eslint/no-require-imports
  const response = await ingest({ Records: [{ messageId: 'm', body: 'nonsense' }] });
  const report = await settle();
  stdout.mockRestore();
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
  expect(report).toEqual({ settled: [], busy: [], emitted: 0, late: 0, recomputed: 0, moved: 0 });
  expect(written).toEqual([expect.stringMatching(/^\{"level":"ERROR".*\}\n$/)]);
});
