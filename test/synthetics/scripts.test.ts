import * as fs from 'fs';
import { Duration, Fn, Stack, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Journey, JourneySecret, type ApiStep } from '../../src';
import { deployed } from '../support/synthetics/canary-assets';
import { runCanary, type HarnessOptions, type Run } from '../support/synthetics/harness';
import { bundleScripts } from '../support/synthetics/scripts';
import { openSite, type Site } from '../support/synthetics/site';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:user-AbCdEf';

let site: Site;

beforeAll(async () => {
  [site] = await Promise.all([openSite(), bundleScripts()]);
});
afterAll(() => site.close());

const journey = (step: Partial<ApiStep>) => Journey.api('orders', {
  steps: [{ name: 'list', url: `${site.url}/api/orders`, timeout: Duration.seconds(5), ...step }],
});

function run(step: Partial<ApiStep>, options: Partial<HarnessOptions> = {}, runtime?: string): Promise<Run> {
  const { folder, environment } = deployed(journey(step), { runtime });
  const literal = Object.fromEntries(Object.keys(environment).map(name => [name, ARN]));
  return runCanary({ folder, artifacts: folder, environment: literal, ...options });
}

const secret = (options: { field?: string; prefix?: string }) =>
  JourneySecret.of(secretsmanager.Secret.fromSecretCompleteArn(new Stack(), 'User', ARN), options);

test('a secret is read when the canary runs, and is in no file of it', async () => {
  const step = { secretHeaders: { Authorization: secret({ field: 'token', prefix: 'Bearer ' }) } };
  expect(await run(step, { secrets: { [ARN]: '{"token":"abc123"}' } })).toMatchObject({ status: 'PASSED' });
  expect(site.seen.get('/api/orders')).toMatchObject({ authorization: 'Bearer abc123' });
  const { folder } = deployed(journey(step));
  for (const file of fs.readdirSync(folder)) expect(fs.readFileSync(`${folder}/${file}`, 'utf-8')).not.toContain('abc123');
});

test.each([
  [{ field: 'token' }, '{"user":"a"}', `The secret ${ARN} has no field 'token'`],
  [{ field: 'token' }, 'abc123', `The secret ${ARN} is no JSON object, so it has no fields`],
])('a secret without %j fails the step, and is not told', async (options, value, reason) => {
  const failed = await run({ secretHeaders: { Authorization: secret(options) } }, { secrets: { [ARN]: value } });
  expect(failed).toMatchObject({ status: 'FAILED', failedStep: 'list', reason });
});

test('an address that only deployment tells comes from an environment variable', async () => {
  const url = Fn.importValue('Url');
  const { folder, environment } = deployed(journey({ url, expectStatus: [401] }));
  const [name] = Object.keys(environment);
  expect(await runCanary({ folder, artifacts: folder, environment: { [name]: `${site.url}/api/orders` } })).toMatchObject({ status: 'PASSED' });
});

test.each([
  ['syn-nodejs-3.0', 'amzn', 'aws'], ['syn-nodejs-3.1', 'aws', 'amzn'], [undefined, 'aws', 'amzn'],
] as const)('the script for %s asks for the modules of @%s', async (runtime, namespace, other) => {
  expect(await run({ expectStatus: [401] }, { namespace }, runtime)).toMatchObject({ status: 'PASSED' });
  await expect(run({}, { namespace: other }, runtime)).rejects.toThrow(`Cannot find module '@${namespace}/synthetics-core' in this runtime`);
});

test('the library may be the module itself', async () => {
  expect(await run({ expectStatus: [401] }, { isWholeModule: true })).toMatchObject({ status: 'PASSED' });
});

test.each<[Partial<ApiStep>, RegExp]>([
  [{ expectStatus: [401], expectHeaders: { 'content-type': 'text/html' } }, /answered with the header content-type 'application\/json', not 'text\/html'/],
  [{ expectStatus: [401], expectJson: { '$.items[0].paid': false } }, /answered with \$\.items\[0\]\.paid = true, not false/],
  [{ expectStatus: [401], expectJson: { '$.none': 1 } }, /answered with \$\.none = \(nothing\), not 1/],
  [{ expectStatus: [401], remember: { token: '$.token' } }, /answered without \$\.token, which later steps need/],
  [{ url: 'http://127.0.0.1:1/' }, /could not be reached: ECONNREFUSED/],
  [{ expectStatus: [404], url: 'http://127.0.0.1:1/{{nothing}}' }, /could not be reached/],
])('%j fails for what is not as expected', async (step, reason) => {
  expect((await run(step)).reason).toMatch(reason);
});
