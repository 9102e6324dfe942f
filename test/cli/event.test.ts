import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runToEnd } from '../../cli/program';
import { AwsServer, errorAnswer } from '../support/aws-server';

const server = new AwsServer();
const environment = { ...process.env };

beforeAll(async () => {
  const endpoint = await server.start();
  // Whatever runs these tests is no part of them.
  for (const name of Object.keys(process.env)) if (/^(AWS|CI|GITHUB|GITLAB|CODEBUILD)(_|$)/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint, AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull,
  });
});

afterAll(async () => {
  process.env = environment;
  await server.stop();
});

beforeEach(() => server.reset());

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runToEnd(args, { width: 80, colors: false, out: text => { out += text; }, err: text => { err += text; } });
  return { code, out, err };
}

async function withVariables<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}

/** The detail of the one event that is printed. */
async function printed(...args: string[]): Promise<any> {
  const { code, out, err } = await cli('event', ...args, '--print');
  expect([code, err]).toEqual([0, '']);
  const [entry, ...others] = JSON.parse(out);
  expect(others).toEqual([]);
  return { ...entry, Detail: JSON.parse(entry.Detail) };
}

const SHOP = ['--service', 'shop', '--environment', 'prod'];
const DEPLOYMENT = ['deployment', ...SHOP, '--id', '7', '--status', 'SUCCEEDED'];

describe('printing', () => {
  test('a deployment', async () => {
    expect(await printed(...DEPLOYMENT)).toEqual({
      Source: 'cdk-pillars', DetailType: 'Deployment', Detail: { service: 'shop', environment: 'prod', id: '7', status: 'SUCCEEDED' },
    });
    expect(await printed(
      ...DEPLOYMENT, '--at', '2026-11-21T10:00:00.5+01:00', '--commit-time', '2026-11-20T08:00:00Z', '2026-11-20T09:00:00+0000', '--revision', 'abc', '--rollback-of', '6', '--rework',
      '--url', 'https://ci.example.com/7', '--bus', 'arn:aws:events:eu-west-1:123456789012:event-bus/ops',
    )).toEqual({
      Source: 'cdk-pillars', DetailType: 'Deployment', Time: '2026-11-21T09:00:00.500Z', EventBusName: 'arn:aws:events:eu-west-1:123456789012:event-bus/ops',
      Detail: {
        service: 'shop', environment: 'prod', id: '7', status: 'SUCCEEDED', at: '2026-11-21T10:00:00.5+01:00', commitTimes: ['2026-11-20T08:00:00Z', '2026-11-20T09:00:00+0000'],
        revision: 'abc', rollbackOf: '6', rework: true, url: 'https://ci.example.com/7',
      },
    });
  });

  test('an incident', async () => {
    expect(await printed('incident', ...SHOP, '--id', 'INC-1', '--status', 'OPENED', '--severity', 'TICKET', '--impact-began-at', '2026-11-21T09:00Z', '--url', 'https://a.example.com')).toEqual({
      Source: 'cdk-pillars', DetailType: 'Incident',
      Detail: { service: 'shop', environment: 'prod', id: 'INC-1', status: 'OPENED', severity: 'TICKET', impactBeganAt: '2026-11-21T09:00Z', url: 'https://a.example.com' },
    });
  });
});

describe('what the environment tells', () => {
  const status = ['deployment', '--service', 'shop', '--status', 'STARTED'];

  test.each<[string, Record<string, string>, string[], object]>([
    ['GitHub Actions', {
      GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '99', GITHUB_RUN_ATTEMPT: '2', GITHUB_SHA: 'abc', GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'example/shop',
    }, ['--environment', 'prod'], { environment: 'prod', id: '99-2', revision: 'abc', url: 'https://github.com/example/shop/actions/runs/99' }],
    ['GitLab', {
      GITLAB_CI: 'true', CI_PIPELINE_ID: '5', CI_ENVIRONMENT_NAME: 'prod', CI_COMMIT_SHA: 'def', CI_COMMIT_TIMESTAMP: '2026-11-21T10:00:00+01:00', CI_PIPELINE_URL: 'https://gitlab.example.com/p/5',
    }, [], { environment: 'prod', id: '5', revision: 'def', commitTimes: ['2026-11-21T10:00:00+01:00'], url: 'https://gitlab.example.com/p/5' }],
    ['CodeBuild', { CODEBUILD_BUILD_ID: 'shop:1', CODEBUILD_RESOLVED_SOURCE_VERSION: 'ghi' }, ['--environment', 'prod'], { environment: 'prod', id: 'shop:1', revision: 'ghi' }],
  ])('%s', async (_, variables, args, known) => {
    const { Detail } = await withVariables(variables, () => printed(...status, ...args));
    expect(Detail).toEqual({ service: 'shop', status: 'STARTED', ...known });
  });

  test('an option wins, and a rollback has no commit of its own', async () => {
    const variables = { GITLAB_CI: 'true', CI_PIPELINE_ID: '5', CI_ENVIRONMENT_NAME: 'review/1', CI_COMMIT_TIMESTAMP: '2026-11-21T10:00:00+01:00' };
    const { Detail } = await withVariables(variables, () => printed(...DEPLOYMENT, '--rollback-of', '6'));
    expect(Detail).toEqual({ service: 'shop', environment: 'prod', id: '7', status: 'SUCCEEDED', rollbackOf: '6' });
  });
});

describe('commits of the repository', () => {
  let folder: string;
  const before = process.cwd();
  const git = (args: string[], at?: string) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder, stdio: 'pipe', env: { PATH: process.env.PATH, ...at && { GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at } },
  });

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'repository-'));
    git(['init', '--quiet']);
    for (const [name, at] of [['one', '2026-11-01T10:00:00+00:00'], ['two', '2026-11-03T10:00:00+01:00'], ['three', '2026-11-02T10:00:00+00:00']]) {
      git(['commit', '--quiet', '--allow-empty', '-m', name], at);
      git(['tag', name]);
    }
    process.chdir(folder);
  });

  afterAll(() => {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  });

  test('are told, the earliest first', async () => {
    expect((await printed(...DEPLOYMENT, '--commits', 'one..HEAD')).Detail.commitTimes).toEqual(['2026-11-02T10:00:00+00:00', '2026-11-03T10:00:00+01:00']);
    expect((await printed(...DEPLOYMENT, '--commits', 'two^!')).Detail.commitTimes).toEqual(['2026-11-03T10:00:00+01:00']);
  });

  test('may be none: there is no lead time then', async () => {
    const { code, out, err } = await cli('event', ...DEPLOYMENT, '--commits', 'HEAD..HEAD', '--print');
    expect([code, err]).toEqual([0, 'There is no commit in \'HEAD..HEAD\': the deployment has no lead time.\n']);
    expect(out).not.toContain('commitTimes');
  });

  test.each([
    ['one', '--commits is no range of commits: \'one\''],
    ['--output=x..y', '--commits is no range of commits: \'--output=x..y\''],
    ['nowhere..HEAD', 'git cannot tell the commits of --commits \'nowhere..HEAD\': fatal: bad revision'],
  ])('%s is refused', async (range, message) => {
    expect(await cli('event', ...DEPLOYMENT, `--commits=${range}`)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
  });
});

describe('sending', () => {
  test('puts one event, signed, in the Region that was given', async () => {
    server.answer = () => ({ body: { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] } });
    const sent = await cli('event', ...DEPLOYMENT, '--at', '2026-11-21T10:00:00Z', '--bus', 'ops', '--region', 'eu-west-1');
    expect(sent).toEqual({ code: 0, out: 'Deployment event event-1 is sent to the bus \'ops\'.\n', err: '' });
    expect(server.requests).toHaveLength(1);
    const [{ operation, input, headers }] = server.requests;
    expect(operation).toBe('PutEvents');
    expect(headers.authorization).toMatch(/Credential=key\/\d{8}\/eu-west-1\/events\/aws4_request/);
    expect(input).toEqual({
      Entries: [{ Source: 'cdk-pillars', DetailType: 'Deployment', EventBusName: 'ops', Time: Date.UTC(2026, 10, 21, 10) / 1000, Detail: expect.stringContaining('"id":"7"') }],
    });
  });

  test('takes the Region of the environment, and the default bus', async () => {
    server.answer = () => ({ body: { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] } });
    const sent = await withVariables({ AWS_DEFAULT_REGION: 'us-west-2' }, () => cli('event', ...DEPLOYMENT));
    expect(sent.out).toContain('bus \'default\'');
    expect(server.requests[0].headers.authorization).toContain('/us-west-2/events/');
    expect(server.requests[0].input.Entries[0]).not.toHaveProperty('EventBusName');
  });

  test('says why an entry was not taken', async () => {
    server.answer = () => ({ body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'not yours' }] } });
    expect(await cli('event', ...DEPLOYMENT, '--region', 'eu-west-1')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('(NotAuthorizedForSourceException: not yours)') });
    expect(server.requests).toHaveLength(1);
  });

  test('tries again what may go better next time', async () => {
    server.answer = () => ({ body: server.requests.length === 1 ? { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] } : { FailedEntryCount: 0, Entries: [{ EventId: 'event-2' }] } });
    expect(await cli('event', ...DEPLOYMENT, '--region', 'eu-west-1')).toMatchObject({ code: 0, out: expect.stringContaining('event-2') });
    expect(server.requests).toHaveLength(2);
  });

  test('says what the service refused altogether, and that no Region is known', async () => {
    server.answer = () => errorAnswer('AccessDeniedException', 'you may not');
    expect(await cli('event', ...DEPLOYMENT, '--region', 'eu-west-1')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('(AccessDeniedException: you may not)') });
    expect(await cli('event', ...DEPLOYMENT)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Region is missing') });
  });
});

describe('what is refused', () => {
  test('all at once, by option, value and choices', async () => {
    const { code, out, err } = await cli('event', 'deployment', '--service', 'a b', '--at', 'yesterday', '--commit-time', '2026-02-30T10:00:00Z', '--url', 'ftp://a', '--bus', 'a b');
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^--service is not valid: 'a b'\. Valid: 1 to 64 letters/),
      expect.stringMatching(/^--environment is missing\. .*GitHub Actions, GitLab and CodeBuild/),
      expect.stringMatching(/^--id is missing\. /),
      '--status is missing. Valid: STARTED, SUCCEEDED, FAILED, SUPERSEDED, STOPPED.',
      expect.stringMatching(/^--at is not valid: 'yesterday'\. Valid: .*ISO 8601/),
      expect.stringMatching(/^--commit-time is not valid: '2026-02-30T10:00:00Z'\. /),
      expect.stringMatching(/^--url is not valid: 'ftp:\/\/a'\. /),
      '--bus is not valid: \'a b\'. Valid: the name or the ARN of an event bus.',
    ]);
  });

  test.each([
    [[...DEPLOYMENT, '--rollback-of', '7'], '--rollback-of is not valid: \'7\'. Valid: the id of another deployment.'],
    [['deployment', '--status', 'DONE'], 'Allowed choices are STARTED, SUCCEEDED, FAILED, SUPERSEDED, STOPPED'],
    [['incident', ...SHOP, '--id', '1', '--status', 'OPENED', '--severity', 'SEV1'], 'Allowed choices are PAGE, TICKET, INFO'],
    [['incident', ...SHOP, '--status', 'OPENED'], '--id is missing. Valid: a text of 1 to 200 characters without line breaks.\n'],
    [[...DEPLOYMENT, '--commit-time', '2026-11-20T08:00:00Z', '--commits', 'a..b'], 'cannot be used with'],
    [[], 'Usage: cdk-pillars event'],
  ])('%j', async (args, message) => {
    expect(await cli('event', ...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(server.requests).toEqual([]);
  });
});
