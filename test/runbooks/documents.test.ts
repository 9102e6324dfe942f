import { Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, FailOn, ObservedService, OperationalExcellenceChecks, type ObservedServiceProps } from '../../src';
import { LIMITS } from '../../src/core/private/limits';
import { documentName } from '../../src/runbooks/private/runbook-document';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, resourcesOf, templateOf } from '../support/templates';

const ENV = { account: '111122223333', region: 'eu-west-1' };

function observed(props: Partial<ObservedServiceProps>, app = strictApp()) {
  const stack = new OrderStack(app, 'Shop', { env: ENV });
  const service = new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [AlarmRoute.toOpsItem()], ...props });
  const template = templateOf(synthesizeStrictly(app), 'Shop');
  const documents = resourcesOf(template, 'AWS::SSM::Document').map(([, { Properties }]) => Properties);
  return { service, documents, descriptions: alarmsOf(template).map(([, { Properties }]) => Properties.AlarmDescription as string) };
}

describe('runbooks as SSM documents', () => {
  const app = strictApp();
  const checks = OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  const { service, documents, descriptions } = observed({ runbookDocuments: true }, app);

  test('are one Automation document for each kind, in its name and of a size that SSM takes', () => {
    expect(documents.map(({ Name }) => Name).sort()).toEqual([
      'runbook-checkout-apigateway-rest-stage', 'runbook-checkout-dynamodb-table', 'runbook-checkout-lambda-function', 'runbook-checkout-sqs-dead-letter-queue',
      'runbook-checkout-sqs-queue',
    ]);
    for (const { Name, DocumentType, UpdateMethod, Content, Tags } of documents) {
      expect(Name).toMatch(/^[a-zA-Z0-9_.-]{3,128}$/);
      expect([DocumentType, UpdateMethod, Content.schemaVersion]).toEqual(['Automation', 'NewVersion', '0.3']);
      expect(Buffer.byteLength(JSON.stringify(Content))).toBeLessThan(LIMITS.document.contentBytes);
      expect(Tags).toContainEqual({ Key: 'owner', Value: 'o' });
    }
  });

  test('are text to read', () => {
    const { Content } = documents.find(({ Name }) => Name === 'runbook-checkout-sqs-queue')!;
    expect(Content.description).toMatch(/^# SQS queue: runbooks of checkout\n/);
    expect(Content.description).toContain('### How to silence it with care');
  });

  test('only read, without a role of their own', () => {
    for (const { Content } of documents) {
      expect(Content.assumeRole).toBeUndefined();
      expect(Content.mainSteps.map(({ action, inputs }: any) => [action, inputs.Api])).toEqual([
        ['aws:executeAwsApi', 'DescribeAlarms'], ['aws:executeAwsApi', 'DescribeAlarmHistory'],
      ]);
    }
  });

  test('are run for one of the alarms of the kind', () => {
    const { Content } = documents.find(({ Name }) => Name === 'runbook-checkout-sqs-queue')!;
    expect(Content.parameters.AlarmName.allowedValues).toEqual(['checkout-Queue-ageOfOldest', 'checkout-Queue-inFlight']);
  });

  test('are what descriptions of alarms link to, as the rule on runbooks accepts', () => {
    const links = descriptions.map(description => /Runbook: https:\/\/eu-west-1\.console\.aws\.amazon\.com\/systems-manager\/documents\/([\w-]+)\/description/.exec(description)?.[1]);
    expect(new Set(links)).toEqual(new Set(documents.map(({ Name }) => Name)));
    expect(checks.findings.filter(({ id }) => id === 'OE-AlarmDescriptionRunbook')).toEqual([]);
  });

  test('cost nothing', () => {
    expect(service.monthlyCost.total).toBe(observed({}).service.monthlyCost.total);
  });
});

test('there are none unless asked for', () => {
  expect(observed({}).documents).toEqual([]);
});

test('an address of runbooks goes before them', () => {
  const { descriptions, documents } = observed({ runbookDocuments: true, runbookBaseUrl: 'https://runbooks.example.com' });
  expect(documents).toHaveLength(5);
  for (const description of descriptions) expect(description).toContain('Runbook: https://runbooks.example.com/');
});

test('a kind that comes later gets its document too', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  inlineFunction(stack, 'Handler');
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [AlarmRoute.toOpsItem()], runbookDocuments: true });
  service.observe(inlineFunction(stack, 'Second'), new sqs.Queue(stack, 'Late'));
  const names = resourcesOf(templateOf(synthesizeStrictly(app), 'Shop'), 'AWS::SSM::Document').map(([, { Properties }]) => Properties.Name);
  expect(names.sort()).toEqual(['runbook-shop-lambda-function', 'runbook-shop-sqs-queue']);
});

test('many resources make a document of what they have in common', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: ENV });
  for (let index = 0; index < 30; index++) inlineFunction(stack, `Function${index}`);
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [AlarmRoute.toOpsItem()], runbookDocuments: true });
  const [[, { Properties }]] = resourcesOf(templateOf(synthesizeStrictly(app), 'Shop'), 'AWS::SSM::Document');
  expect(Buffer.byteLength(JSON.stringify(Properties.Content))).toBeLessThan(LIMITS.document.contentBytes / 2);
  expect(Properties.Content.description).toContain('### Escalation');
  expect(Properties.Content.parameters.AlarmName.allowedValues).toBeUndefined();
});

test('names longer than SSM takes are cut, and stay apart', () => {
  const names = ['a', 'b'].map(last => documentName(`${'x'.repeat(64)}-${'y'.repeat(63)}${last}-`, 'lambda-function'));
  expect(names[0]).not.toBe(names[1]);
  for (const name of names) expect(name).toHaveLength(LIMITS.document.nameLength);
});
