import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Enrichment } from '../../../handlers/delivery/enrichment';
import { awsEnrichment, type EnrichmentClients } from '../../../handlers/delivery/enrichment/aws-enrichment';
import { type AwsAnswer, AwsServer, errorAnswer } from '../../support/aws-server';

const server = new AwsServer();
let clients: EnrichmentClients;
let enrichment: Enrichment;
let now: number;
let lines: any[];

beforeAll(async () => {
  const config = { endpoint: await server.start(), region: 'eu-west-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' }, maxAttempts: 1 };
  clients = { codePipeline: new CodePipelineClient(config), cloudFormation: new CloudFormationClient(config), ssm: new SSMClient(config) };
});

afterAll(async () => {
  Object.values(clients).forEach(client => client.destroy());
  await server.stop();
});

beforeEach(() => {
  server.reset();
  now = 0;
  lines = [];
  enrichment = awsEnrichment({ clock: { now: () => now }, print: line => lines.push(JSON.parse(line)) }, clients);
});

const answerWith = (...answers: AwsAnswer[]) => {
  server.answer = () => answers[Math.min(server.requests.length, answers.length) - 1];
};

describe('executions of pipelines', () => {
  const execution = (...artifactRevisions: object[]): AwsAnswer => ({ body: { pipelineExecution: { pipelineName: 'shop', artifactRevisions } } });
  const ask = async () => enrichment.commitTimesOf('shop', 'e-1');

  test('tell when their revisions were made', async () => {
    answerWith(execution(
      { name: 'App', revisionId: 'abc', created: Date.UTC(2026, 10, 20, 8) / 1000 },
      { name: 'Config', revisionId: 'def', revisionChangeIdentifier: '2026-11-19T10:00:00+02:00' },
      { name: 'Bundle', revisionId: 'v1', revisionChangeIdentifier: '0cc175b9c0f1b6a831c399e269772661' },
    ));
    expect(await ask()).toEqual(['2026-11-20T08:00:00.000Z', '2026-11-19T08:00:00.000Z']);
    expect(server.requests).toMatchObject([{ operation: 'GetPipelineExecution', input: { pipelineName: 'shop', pipelineExecutionId: 'e-1' } }]);
  });

  test('are asked once in five minutes, and again as long as they have no revisions', async () => {
    answerWith(execution(), execution({ created: 1 }), execution({ created: 2 }));
    expect(await ask()).toEqual([]);
    expect(await Promise.all([ask(), ask()])).toEqual([['1970-01-01T00:00:01.000Z'], ['1970-01-01T00:00:01.000Z']]);
    now = 299_999;
    expect(await ask()).toEqual(['1970-01-01T00:00:01.000Z']);
    expect(server.requests).toHaveLength(2);
    now = 300_000;
    expect(await ask()).toEqual(['1970-01-01T00:00:02.000Z']);
  });

  test.each(['PipelineExecutionNotFoundException', 'PipelineNotFoundException'])('%s: it is gone', async name => {
    answerWith(errorAnswer(name));
    expect(await ask()).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('that may not be known are logged once', async () => {
    answerWith(errorAnswer('AccessDeniedException', 'is not authorized to perform: codepipeline:GetPipelineExecution'));
    expect([await ask(), await ask()]).toEqual([[], []]);
    expect(lines).toEqual([{ level: 'WARN', message: expect.stringContaining('codepipeline:GetPipelineExecution is not allowed'), problem: expect.stringContaining('is not authorized') }]);
  });

  test.each([errorAnswer('ThrottlingException', 'Rate exceeded'), errorAnswer('InternalFailure', '', 500)])('%j rejects, and is asked again', async failure => {
    answerWith(failure, execution({ created: 1 }));
    await expect(ask()).rejects.toThrow();
    expect(await ask()).toHaveLength(1);
  });
});

describe('stacks', () => {
  const STACK = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/1';
  const xml = (body: string, status = 200): AwsAnswer => ({ status, type: 'text/xml', body });
  const stack = (tag: string, value: string) => xml(`<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
    <StackName>Shop</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus>
    <Tags><member><Key>owner</Key><Value>a</Value></member><member><Key>${tag}</Key><Value>${value}</Value></member></Tags>
    </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`);
  const error = (code: string, message: string) => xml(`<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code>
    <Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`, 400);
  const ask = async () => enrichment.commitTimeOfStack(STACK);

  test('tell by their tag, which the next update may change', async () => {
    answerWith(stack('cdk-pillars:commit-time', '2026-11-20T10:00:00+02:00'), stack('cdk-pillars:commit-time', '2026-11-21T10:00:00Z'));
    expect([await ask(), await ask()]).toEqual(['2026-11-20T08:00:00.000Z', '2026-11-21T10:00:00.000Z']);
    expect(server.requests[0]).toMatchObject({ operation: 'DescribeStacks', input: { StackName: STACK } });
  });

  test.each<[string, AwsAnswer]>([
    ['no tag', stack('other', '2026-11-20T10:00:00Z')],
    ['a tag that is no time', stack('cdk-pillars:commit-time', 'yesterday')],
    ['no stack', error('ValidationError', `Stack with id ${STACK} does not exist`)],
  ])('%s: absent', async (_, answer) => {
    answerWith(answer);
    expect(await ask()).toBeUndefined();
    expect(lines).toEqual([]);
  });

  test('that may not be known are absent, and logged once', async () => {
    answerWith(error('AccessDenied', 'not authorized'));
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    expect(lines).toHaveLength(1);
  });

  test.each([error('Throttling', 'Rate exceeded'), error('ValidationError', 'something else')])('%j rejects', async answer => {
    answerWith(answer);
    await expect(ask()).rejects.toThrow();
  });
});

describe('OpsItems', () => {
  const item = (data: Record<string, string>, Severity?: string): AwsAnswer => ({
    body: { OpsItem: { OpsItemId: 'oi-1', ...Severity && { Severity }, OperationalData: Object.fromEntries(Object.entries(data).map(([key, Value]) => [key, { Value, Type: 'SearchableString' }])) } },
  });
  const ask = async () => enrichment.opsItem('oi-1');
  const OURS = { '/cdk-pillars/service': 'shop', '/cdk-pillars/environment': 'prod', '/cdk-pillars/kind': 'incident' };

  test('tell whose they are', async () => {
    answerWith(item(OURS, '3'));
    expect(await ask()).toEqual({ service: 'shop', environment: 'prod', kind: 'incident', severity: 'TICKET' });
    expect(await ask()).toBeDefined();
    expect(server.requests).toMatchObject([{ operation: 'GetOpsItem', input: { OpsItemId: 'oi-1' } }]);
  });

  test.each([['1', 'PAGE'], ['2', 'PAGE'], ['4', 'INFO']])('severity %s is %s', async (severity, expected) => {
    answerWith(item(OURS, severity));
    expect(await ask()).toMatchObject({ severity: expected });
  });

  test('of nobody are asked about again', async () => {
    answerWith(item({}), item(OURS));
    expect(await ask()).toEqual({});
    expect(await ask()).toEqual({ service: 'shop', environment: 'prod', kind: 'incident' });
  });

  test('that are gone are absent', async () => {
    answerWith(errorAnswer('OpsItemNotFoundException'));
    expect(await ask()).toBeUndefined();
    expect(lines).toEqual([]);
  });

  test('that may not be known are absent, and logged once', async () => {
    answerWith(errorAnswer('AccessDeniedException'));
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    expect(lines).toHaveLength(1);
  });

  test('throttling rejects', async () => {
    answerWith(errorAnswer('ThrottlingException'));
    await expect(ask()).rejects.toThrow();
  });
});
