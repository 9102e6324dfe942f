import { SSMClient } from '@aws-sdk/client-ssm';
import { parameterRegistry } from '../../../handlers/delivery/aws/parameter-registry';
import { AwsServer, errorAnswer } from '../../support/aws-server';

const server = new AwsServer();
let ssm: SSMClient;
let lines: any[];

beforeAll(async () => {
  ssm = new SSMClient({ endpoint: await server.start(), region: 'eu-west-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' }, maxAttempts: 1 });
});

afterAll(async () => {
  ssm.destroy();
  await server.stop();
});

beforeEach(() => {
  server.reset();
  lines = [];
});

const read = async () => parameterRegistry(ssm, '/cdk-pillars/delivery', line => lines.push(JSON.parse(line))).read();
const SHOP = { service: 'shop', environment: 'prod', counts: 'stack', stacks: ['Shop'] };
const DEPOT = { service: 'depot', environment: 'prod', counts: 'pipeline', pipelines: ['depot'] };
const parameter = (name: string, value: unknown) => ({ Name: `/cdk-pillars/delivery/${name}`, Type: 'String', Value: typeof value === 'string' ? value : JSON.stringify(value) });

test('every page is read', async () => {
  server.answer = ({ input: { NextToken } }) => ({
    body: NextToken === undefined ? { Parameters: [parameter('shop/prod/1', SHOP)], NextToken: 'more' } : { Parameters: [parameter('depot/prod/1', DEPOT)] },
  });
  expect(await read()).toEqual([SHOP, DEPOT]);
  expect(server.requests.map(({ operation, input }) => [operation, input])).toEqual([
    ['GetParametersByPath', { Path: '/cdk-pillars/delivery', Recursive: true }],
    ['GetParametersByPath', { Path: '/cdk-pillars/delivery', Recursive: true, NextToken: 'more' }],
  ]);
});

test('a page may be empty, and there be another', async () => {
  server.answer = ({ input: { NextToken } }) => ({ body: NextToken === undefined ? { Parameters: [], NextToken: 'more' } : { Parameters: [parameter('shop/prod/1', SHOP)] } });
  expect(await read()).toEqual([SHOP]);
});

test('what cannot be read is logged and left out', async () => {
  server.answer = () => ({ body: { Parameters: [parameter('a/prod/1', '{'), parameter('b/prod/1', { ...SHOP, counts: 'git', stacks: 'Shop' }), parameter('shop/prod/1', SHOP)] } });
  expect(await read()).toEqual([SHOP]);
  expect(lines).toEqual([
    { level: 'ERROR', message: 'This parameter registers no service', subject: '/cdk-pillars/delivery/a/prod/1', problem: 'it is no JSON' },
    { level: 'ERROR', message: 'This parameter registers no service', subject: '/cdk-pillars/delivery/b/prod/1', problem: expect.stringMatching(/^counts has to be custom, .*; stacks has to be a list of texts$/) },
  ]);
});

test('without SSM nothing is known, and that is an error', async () => {
  server.answer = () => errorAnswer('ThrottlingException', 'Rate exceeded');
  await expect(read()).rejects.toThrow('Rate exceeded');
});
