import * as fs from 'fs';
import * as path from 'path';
import { App, CfnParameter, Stack, aws_logs as logs, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService, type ObservedServiceProps } from '../../src';
import { RUNBOOK_SECTIONS } from '../../src/runbooks/private/runbook-model';
import { inlineFunction, OrderStack } from '../support/order-service';

const GOLDEN = path.join(__dirname, 'golden', 'sqs-dead-letter-queue.md');
const ENV = { account: '111122223333', region: 'eu-west-1' };

beforeAll(() => {
  process.env.CDK_VALIDATION = 'false';
});

afterAll(() => {
  delete process.env.CDK_VALIDATION;
});

/** The runbooks of a service after synthesis, by file name. */
function runbooks(stack: Stack, props: Partial<ObservedServiceProps> = {}, name = 'checkout'): Record<string, string> {
  new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', routes: [AlarmRoute.toOpsItem()], ...props });
  const { directory } = (stack.node.root as App).synth();
  const folder = path.join(directory, 'cdk-pillars', 'runbooks', name);
  return Object.fromEntries(fs.readdirSync(folder).sort().map(file => [file, fs.readFileSync(path.join(folder, file), 'utf-8')]));
}

const shop = (env: { account?: string; region?: string } = ENV) => new OrderStack(new App(), 'Shop', { env });

test('there is a page for each kind of resource, and an index', () => {
  const files = runbooks(shop());
  expect(Object.keys(files)).toEqual([
    'README.md', 'apigateway-rest-stage.md', 'dynamodb-table.md', 'lambda-function.md', 'sqs-dead-letter-queue.md', 'sqs-queue.md',
  ]);
  expect(files['README.md']).toContain('[Age of the oldest message](sqs-queue.md#ageofoldest)');
  expect(files['README.md']).toContain('aws cloudwatch describe-alarms --children-of-alarm-name checkout-health --region eu-west-1');
});

test('the folder is called like the service and its environment', () => {
  expect(Object.keys(runbooks(shop(), { environment: 'prod' }, 'checkout-prod'))).toContain('README.md');
});

test('the manifest names the section of each alarm, which is there', () => {
  const stack = shop();
  const files = runbooks(stack);
  const manifest = JSON.parse(fs.readFileSync(path.join((stack.node.root as App).outdir, 'cdk-pillars', 'checkout.json'), 'utf-8'));
  for (const { name, runbook } of manifest.alarms) {
    const [, file, anchor] = /^runbooks\/checkout\/(.+)#(.+)$/.exec(runbook)!;
    const section = files[file].slice(files[file].indexOf(`<a id="${anchor}"></a>`));
    expect(section.slice(0, section.indexOf('<a id=', 1))).toContain(name);
  }
  expect(manifest.alarms.length).toBeGreaterThan(0);
});

test('a page is as recorded (UPDATE_GOLDEN=1 writes it anew)', () => {
  const stack = new Stack(new App(), 'Shop', { env: ENV });
  const deadLetterQueue = { queue: new sqs.Queue(stack, 'DeadLetters', { queueName: 'dead-letters' }), maxReceiveCount: 3 };
  new sqs.Queue(stack, 'Orders', { deadLetterQueue });
  const page = runbooks(stack, { resources: [deadLetterQueue.queue] })['sqs-dead-letter-queue.md'];
  if (process.env.UPDATE_GOLDEN === '1') fs.writeFileSync(GOLDEN, page);
  expect(page).toBe(fs.readFileSync(GOLDEN, 'utf-8'));
});

test('a second synthesis of the app and another app write the same', () => {
  const stack = shop();
  const first = runbooks(stack);
  (stack.node.root as App).synth({ force: true });
  const folder = path.join((stack.node.root as App).outdir, 'cdk-pillars', 'runbooks', 'checkout');
  for (const [file, text] of Object.entries(first)) expect(fs.readFileSync(path.join(folder, file), 'utf-8')).toBe(text);
  expect(runbooks(shop())).toEqual(first);
});

describe('resources with a literal name', () => {
  const stack = new Stack(new App(), 'Shop', { env: ENV });
  const logGroup = new logs.LogGroup(stack, 'Logs', { logGroupName: '/shop/sell' });
  inlineFunction(stack, 'Buy', { functionName: 'buy' });
  inlineFunction(stack, 'Sell', { functionName: 'sell', logGroup });
  let page: string;

  beforeAll(() => {
    page = runbooks(stack)['lambda-function.md'];
  });

  test('are linked by it, and so are their metrics', () => {
    expect(page).toContain('(<https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/buy?tab=monitoring>)');
    expect(page).toContain('~\'AWS*2FLambda~\'Duration~\'FunctionName~\'buy~(stat~\'p90)');
  });

  test('have queries of the very log group that they write to', () => {
    expect(page).toContain('~source~(~\'*2Faws*2Flambda*2Fbuy))>) in the log of the function, `/aws/lambda/buy`.');
    expect(page).toContain('~source~(~\'*2Fshop*2Fsell))>) in the log of the function, `/shop/sell`.');
  });

  test('share what is the same for all of them, and have the rest under their own headings', () => {
    const section = page.slice(page.indexOf('## Error rate'), page.indexOf('<a id="throttles">'));
    expect(section.match(/^### Impact$/gm)).toHaveLength(1);
    expect(section.match(/It tells how much of the work fails/g)).toHaveLength(1);
    expect(section.match(/^#### checkout-Buy-errorRate$/gm)!.length).toBeGreaterThan(1);
  });
});

test('resources without a name are found by their logical id', () => {
  const page = runbooks(shop())['lambda-function.md'];
  expect(page).toMatch(/aws cloudformation describe-stack-resource --stack-name Shop --logical-resource-id Handler\w+/);
  expect(page).toContain('Choose the log group: its name is `/aws/lambda/<name>`');
});

test('a symptom is silenced through the health alarm, and the runbook says what that costs', () => {
  const page = runbooks(shop())['lambda-function.md'];
  const [errors, duration] = ['Error rate', 'Duration'].map(title => page.slice(page.indexOf(`## ${title}`)).split('<a id=')[0]);
  expect(errors).toContain('disable-alarm-actions --alarm-names checkout-health --region eu-west-1');
  expect(errors).toContain('**every** symptom of checkout');
  expect(duration).toContain('disable-alarm-actions --alarm-names checkout-Handler-duration --region eu-west-1');
  expect(duration).toContain('--mute-targets AlarmNames=checkout-Handler-duration --region eu-west-1');
});

test('escalation names the owner, and whom the routes tell', () => {
  const page = runbooks(shop())['lambda-function.md'];
  expect(page).toContain('Owner of checkout: payments-team.');
  expect(page).toContain('Severity TICKET. It tells: OpsItem.');
});

test('nothing that only deployment knows is written', () => {
  const stack = new OrderStack(new App(), 'Shop');
  const owner = new CfnParameter(stack, 'Owner').valueAsString;
  const files = runbooks(stack, { owner });
  for (const text of Object.values(files)) {
    expect(text).not.toMatch(/\$\{Token|object Object|undefined|AWS::(Region|AccountId)/);
    expect(text).not.toContain('--region');
  }
  expect(files['README.md']).toContain('https://console.aws.amazon.com/cloudwatch/home#dashboards');
  expect(files['README.md']).toContain('Owner: (known after deployment).');
  expect(RUNBOOK_SECTIONS.every(title => files['sqs-queue.md'].includes(`### ${title}`))).toBe(true);
});
