import * as fs from 'fs';
import * as path from 'path';
import {
  App, CfnResource, Stack, Stage, aws_codedeploy as codedeploy, aws_codepipeline as codepipeline, aws_ecs as ecs, aws_lambda as lambda,
  aws_sqs as sqs, aws_ssm as ssm, aws_synthetics as synthetics,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  AlarmRoute, DeploymentSource, Exclusion, Objective, ObservedService, RunbookAutomation, RunbookAutomations, Severity, type ObservedServiceProps,
} from '../../src';
import { markOwn } from '../../src/core/private/own-constructs';
import type { RegisteredService } from '../../src/core/schemas/private/delivery';
import { LISTS, registryEntries } from '../../src/delivery/private/registry-entries';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, resourcesOf, templateOf } from '../support/templates';

const delivery = { registryPath: '/cdk-pillars/delivery', metricNamespace: 'CdkPillars/Delivery' };

function serviceIn(stack: Stack, props: Partial<ObservedServiceProps> = {}): ObservedService {
  return new ObservedService(stack, 'Checkout', { serviceName: 'checkout', environment: 'prod', owner: 'o', routes: [], delivery, ...props });
}

/** The entries of a service by the name of their parameter, with references as logical ids. No synthesis. */
function entriesOf(service: ObservedService): Record<string, RegisteredService> {
  const parameters = service.node.findChild('Delivery').node.children.filter((child): child is ssm.CfnParameter => child instanceof ssm.CfnParameter);
  return Object.fromEntries(parameters.map(({ name, value, stack }) => [name, JSON.parse(deployed(stack.resolve(value)))]));
}

/** The first entry, which is the only one of a small service. */
function entryOf(service: ObservedService): RegisteredService {
  return entriesOf(service)['/cdk-pillars/delivery/checkout/prod/1'];
}

function aliasOf(handler: lambda.Function, scope: Stack = Stack.of(handler)): lambda.Alias {
  return new lambda.Alias(scope, 'Live', { aliasName: 'live', version: handler.currentVersion });
}

function ecsService(stack: Stack, id = 'Web'): ecs.CfnService {
  return new ecs.CfnService(stack, id, { cluster: 'main', serviceName: 'web', taskDefinition: 'web' });
}

const LITERAL_CANARY = { runtimeVersion: 'syn-nodejs-puppeteer-13.0', schedule: { expression: 'rate(5 minutes)' }, code: { handler: 'i.h', script: 'x' }, artifactS3Location: 's3://b', executionRoleArn: 'arn' };

describe('a service registers', () => {
  const app = strictApp();
  const shop = new OrderStack(app, 'Shop');
  new codedeploy.LambdaDeploymentGroup(shop, 'Shift', { alias: aliasOf(shop.handler) });
  const service = serviceIn(shop, { objectives: [Objective.availability(99.9, { resource: shop.api })] });
  const assembly = synthesizeStrictly(app);
  const template = templateOf(assembly, 'Shop');
  const parameters = resourcesOf(template, 'AWS::SSM::Parameter');
  const [[, { Properties }]] = parameters;
  const entry: RegisteredService = JSON.parse(deployed(Properties.Value));

  test('in one parameter, which is a part of the template that is valid and tagged', () => {
    expect(parameters.map(([id]) => id)).toEqual([expect.stringMatching(/^CheckoutDeliveryEntry1[0-9A-F]{8}$/)]);
    expect(Properties).toMatchObject({ Name: '/cdk-pillars/delivery/checkout/prod/1', Type: 'String', Tier: 'Standard', Tags: { service: 'checkout', owner: 'o', environment: 'prod' } });
  });

  test('its name, its environment and the source that counts', () => {
    expect(entry).toMatchObject({ service: 'checkout', environment: 'prod', counts: 'stack' });
  });

  test('its stacks, aliases of its functions and their deployment groups', () => {
    const group = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup')[0][0];
    const application = resourcesOf(template, 'AWS::CodeDeploy::Application')[0][0];
    const handler = resourcesOf(template, 'AWS::Lambda::Function')[0][0];
    expect(entry).toMatchObject({ stacks: ['Shop'], aliases: [`${handler}:live`], deploymentGroups: [`${application}/${group}`] });
  });

  test('alarms that page, with their names and severities', () => {
    expect(entry.alarms).toEqual({ 'checkout-prod-health': 'PAGE', 'checkout-prod-slo-page-availability': 'PAGE' });
    const names = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').map(([, { Properties: { AlarmName } }]) => AlarmName);
    expect(names).toEqual(expect.arrayContaining(Object.keys(entry.alarms!)));
  });

  test('alarms of symptoms, and no others', () => {
    expect(entry.symptomPrefixes).toEqual(service.alarms.filter(({ feedsHealth }) => feedsHealth).map(({ literalName }) => literalName));
    const causes = service.alarms.filter(({ feedsHealth }) => !feedsHealth);
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.filter(({ literalName }) => entry.symptomPrefixes!.some(prefix => literalName.startsWith(prefix)))).toEqual([]);
  });

  test('how much of it answers by itself, in its description', () => {
    const { automation } = JSON.parse(fs.readFileSync(path.join(assembly.directory, 'cdk-pillars', 'checkout-prod.json'), 'utf-8'));
    expect(automation).toEqual({ percentage: 0, alarms: service.alarms.length, withDocument: 0, withAction: 0 });
  });

  test('what its metrics cost, at most, by list price', () => {
    const names = service.monthlyCost.details.map(({ what }) => what).filter(what => what.endsWith('of checkout (prod)'));
    expect(names).toEqual([
      'Deployments', 'FailedDeployments', 'Rollbacks', 'ReworkDeployments', 'DeploymentDuration', 'DeploymentMarker', 'LeadTime', 'TimeToRestore', 'TimeToAcknowledge', 'TimeToDetect',
      'IncidentsOpened PAGE', 'IncidentsClosed PAGE', 'OpenIncidents PAGE',
    ].map(name => `${name} of checkout (prod)`));
    expect(service.monthlyCost.items).toContainEqual({ what: 'custom metrics', quantity: 13, unitPrice: 0.3, amount: 3.9 });
    expect(service.monthlyCost.notes.join()).toContain('billed for the hours');
  });
});

describe('what is found', () => {
  test('stands in the resources: pipelines, ECS services, canaries', () => {
    const stack = new Stack(new App(), 'Shop');
    new codepipeline.CfnPipeline(stack, 'Release', { name: 'release', roleArn: 'arn', stages: [] });
    new codepipeline.CfnPipeline(stack, 'Unnamed', { roleArn: 'arn', stages: [] });
    ecsService(stack);
    new synthetics.CfnCanary(stack, 'Browse', { name: 'browse', ...LITERAL_CANARY });
    const entry = entryOf(serviceIn(stack));
    expect(entry).toMatchObject({ counts: 'pipeline', pipelines: ['release', 'Unnamed'], ecsServices: ['Web'], canaries: ['browse'] });
  });

  test('belongs to the functions that are observed, wherever in their stack it is made', () => {
    const stack = new Stack(new App(), 'Shop');
    const [handler, other] = [inlineFunction(stack, 'Handler'), inlineFunction(stack, 'Other')];
    new codedeploy.LambdaDeploymentGroup(stack, 'Shift', { alias: aliasOf(handler) });
    other.addAlias('live');
    const entry = entryOf(serviceIn(stack, { resources: [handler] }));
    expect(entry.aliases).toEqual([expect.stringMatching(/^Handler[0-9A-F]{8}:live$/)]);
    expect(entry.deploymentGroups).toHaveLength(1);
  });

  test('may be made after the service, whose alarms it rolls back on, also by this library', () => {
    const stack = new Stack(new App(), 'Shop');
    const handler = inlineFunction(stack, 'Handler');
    const service = serviceIn(stack, { resources: [handler] });
    const alarms = service.rollbackAlarms;
    const own = new Construct(stack, 'Safe');
    markOwn(own);
    const alias = new lambda.Alias(own, 'Live', { aliasName: 'live', version: handler.currentVersion });
    new codedeploy.LambdaDeploymentGroup(own, 'Shift', { alias, alarms });
    expect(entryOf(service).aliases).toBeUndefined();
    (stack.node.root as App).synth();
    const entry = entryOf(service);
    expect(entry.aliases).toEqual([expect.stringMatching(/^Handler[0-9A-F]{8}:live$/)]);
    expect(entry.deploymentGroups).toEqual([expect.stringMatching(/^SafeShiftApplication[0-9A-F]{8}\/SafeShift[0-9A-F]{8}$/)]);
  });

  test('may be an alias of a function that is named by its ARN', () => {
    const stack = new Stack(new App(), 'Shop');
    const handler = inlineFunction(stack, 'Handler');
    new lambda.CfnAlias(stack, 'A', { functionName: 'arn:aws:lambda:eu-west-1:111122223333:function:orders', functionVersion: '1', name: 'live' });
    new lambda.CfnAlias(stack, 'B', { functionName: handler.functionArn, functionVersion: '1', name: 'live' });
    expect(entryOf(serviceIn(stack)).aliases).toEqual(['orders:live', expect.stringMatching(/^Handler[0-9A-F]{8}:live$/)]);
  });

  test('is left out with what is excluded', () => {
    const stack = new Stack(new App(), 'Shop');
    inlineFunction(stack, 'Handler');
    const web = ecsService(stack);
    expect(entryOf(serviceIn(stack, { exclude: [Exclusion.of(web, 'retired')] })).ecsServices).toBeUndefined();
  });

  test('is referred to weakly from another stack, and counts there', () => {
    const app = new App();
    const shop = new Stack(app, 'Shop');
    ecsService(shop);
    const monitoring = new Stack(app, 'Monitoring');
    const service = serviceIn(monitoring, { resources: [shop] });
    const [parameter] = service.node.findChild('Delivery').node.children as ssm.CfnParameter[];
    const templates = app.synth().stacks.map(({ template }) => template);
    expect(templates.flatMap(({ Outputs = {} }) => Object.values<any>(Outputs)).filter(({ Export }) => Export)).toEqual([]);
    const value = JSON.stringify(templates[1].Resources[monitoring.getLogicalId(parameter)].Properties.Value);
    expect(value).toContain('Fn::GetStackOutput');
    expect(value).toContain('\\"stacks\\":[\\"Shop\\"]');
  });

  test('is extended by observe, and the source that counts with it', () => {
    const stack = new Stack(new App(), 'Shop');
    const service = serviceIn(stack, { resources: [inlineFunction(stack, 'Handler')] });
    expect(entryOf(service)).toMatchObject({ counts: 'stack', stacks: ['Shop'] });
    new codepipeline.CfnPipeline(stack, 'Release', { name: 'release', roleArn: 'arn', stages: [] });
    new sqs.Queue(stack, 'Orders');
    service.observe(stack);
    expect(entryOf(service)).toMatchObject({ counts: 'pipeline', pipelines: ['release'] });
    expect(entryOf(service).symptomPrefixes).toContain('checkout-prod-Orders-ageOfOldest');
  });
});

describe('what is elsewhere', () => {
  const env = (region: string, account = '111122223333') => ({ env: { account, region } });

  test('in another Region is left out with a warning, which names each stack once', () => {
    const app = new App();
    const [home, abroad] = [new Stack(app, 'Home', env('eu-west-1')), new Stack(app, 'Abroad', env('us-west-2'))];
    const resources = [inlineFunction(home, 'Handler'), ecsService(abroad), ecsService(abroad, 'Second')];
    const service = serviceIn(home, { resources });
    expect(entryOf(service)).toMatchObject({ stacks: ['Home'] });
    expect(entryOf(service).ecsServices).toBeUndefined();
    expect(Annotations.fromStack(home).findWarning('*', Match.stringLikeRegexp('What stands in Abroad is not known to be'))).toHaveLength(1);
  });

  test('is no place for what counts it', () => {
    const app = new App();
    const home = new Stack(app, 'Home', env('eu-west-1'));
    inlineFunction(home, 'Handler');
    const telemetry = Object.assign(new Stack(app, 'Telemetry', env('us-west-2')), delivery);
    expect(() => serviceIn(home, { delivery: telemetry })).toThrow(/delivery is in another account or Region.*received 'Telemetry'.*Make a DeliveryTelemetry in each/);
  });

  test('may be known by its ARN', () => {
    const home = new Stack(new App(), 'Home', env('eu-west-1'));
    inlineFunction(home, 'Handler');
    const arn = (region: string, name: string) => codepipeline.Pipeline.fromPipelineArn(home, name, `arn:aws:codepipeline:${region}:111122223333:${name}`);
    const service = serviceIn(home, { deliveryOptions: { pipelines: [arn('eu-west-1', 'near'), arn('us-west-2', 'far')] } });
    expect(entryOf(service)).toMatchObject({ counts: 'pipeline', pipelines: ['near'] });
    expect(Annotations.fromStack(home).findWarning('*', Match.stringLikeRegexp('Home/far is not known'))).toHaveLength(1);
  });

  test('in another Stage has to have a literal name', () => {
    const app = new App();
    const tools = new Stack(app, 'Tools');
    const named = new codepipeline.CfnPipeline(tools, 'Named', { name: 'release', roleArn: 'arn', stages: [] });
    const unnamed = new codepipeline.CfnPipeline(tools, 'Unnamed', { roleArn: 'arn', stages: [] });
    const stack = new Stack(new Stage(app, 'Prod'), 'Shop');
    inlineFunction(stack, 'Handler');
    expect(entryOf(serviceIn(stack, { deliveryOptions: { constructs: [named] } })).pipelines).toEqual(['release']);
    expect(() => new ObservedService(stack, 'Second', { serviceName: 'second', owner: 'o', routes: [], delivery, deliveryOptions: { constructs: [unnamed] } }))
      .toThrow(/Tools\/Unnamed is in another Stage.*Give it a literal name/);
  });
});

describe('deliveryOptions', () => {
  function configured(deliveryOptions: ObservedServiceProps['deliveryOptions'], props: Partial<ObservedServiceProps> = {}) {
    const stack = new Stack(new App(), 'Shop');
    inlineFunction(stack, 'Handler');
    return serviceIn(stack, { deliveryOptions, ...props });
  }

  test('add stacks and deployment groups, each once', () => {
    const service = configured({ stacks: ['Data', 'Shop'], deploymentGroups: ['app/group'] });
    expect(entryOf(service)).toMatchObject({ stacks: ['Shop', 'Data'], deploymentGroups: ['app/group'] });
  });

  test.each([
    [DeploymentSource.CUSTOM, 'custom'], [DeploymentSource.STACK, 'stack'], [DeploymentSource.PIPELINE, 'pipeline'], [DeploymentSource.CODE_DEPLOY, 'codedeploy'],
    [DeploymentSource.ECS, 'ecs'], [DeploymentSource.LAMBDA_ALIAS, 'alias'],
  ])('name the source that counts: %s', (countedSource, counts) => {
    expect(entryOf(configured({ countedSource }))).toMatchObject({ counts });
  });

  test('with a source of which there is nothing fail synthesis', () => {
    const service = configured({ countedSource: DeploymentSource.ECS });
    expect(service.node.validate()).toEqual([expect.stringContaining('countedSource of the service \'checkout\' is ECS, of which it has none')]);
    ecsService(Stack.of(service));
    service.observe(Stack.of(service));
    expect(service.node.validate()).toEqual([]);
  });

  test.each([
    [{ stacks: ['not a stack'] }, /a name of `stacks` is none; received 'not a stack'/],
    [{ deploymentGroups: ['group'] }, /one of `deploymentGroups` is none; received 'group'/],
    [{ bands: { year: 2024, source: 'us', levels: [{ name: 'Good', deploymentsPerWeek: 0 }] } }, /deploymentsPerWeek of Good is no number of deployments; received 0/],
    [{ bands: { year: 2024, source: 'us', levels: [{ name: 'Good', changeFailureRate: 101 }] } }, /changeFailureRate of Good is no share; received 101/],
    [{ bands: { year: 24, source: 'us', levels: [] } }, /year is none; received 24/],
  ])('are checked: %j', (options, message) => {
    expect(() => configured(options)).toThrow(message);
  });

  test('without delivery are refused', () => {
    expect(() => configured({ stacks: ['Data'] }, { delivery: undefined })).toThrow(/deliveryOptions without delivery have no effect/);
  });

  test.each(['cdk-pillars', '/aws/x', '/Ssm', '/a b', '/a/', `/${'a/'.repeat(12)}a`, `/${'a'.repeat(1_000)}`])('take no registry at %s', registryPath => {
    expect(() => configured(undefined, { delivery: { ...delivery, registryPath } })).toThrow(/registryPath is not a path of parameters/);
  });
});

describe('the environment', () => {
  test('decides whether an incident pages', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const service = serviceIn(stack, { environment: 'dev', objectives: [Objective.availability(99.9, { resource: stack.api })] });
    expect(entriesOf(service)['/cdk-pillars/delivery/checkout/dev/1'].alarms).toEqual({ 'checkout-dev-health': 'TICKET' });
  });
});

describe('a large service', () => {
  function idsOf(queues: number): string[] {
    const stack = new Stack(new App(), 'Shop');
    for (let index = 0; index < queues; index++) new sqs.Queue(stack, `Queue${index}`);
    const service = serviceIn(stack);
    const made = service.node.findAll().filter(CfnResource.isCfnResource);
    return [...Object.keys(entriesOf(service)).map(name => name.slice(-1)), ...made.map(resource => stack.resolve(resource.logicalId))];
  }

  test('has several entries, and one more resource changes no logical id', () => {
    const [before, after] = [idsOf(60), idsOf(120)];
    expect(before).not.toContain('2');
    expect(after).toContain('2');
    expect(after).toEqual(expect.arrayContaining(before));
  });

  const name = fc.string({ minLength: 1, maxLength: 255, unit: fc.constantFrom('a', '-', 'é', '"') });
  const severity = fc.constantFrom('PAGE', 'TICKET', 'INFO');
  const service = fc.record({
    service: fc.constant('checkout'), environment: fc.constant('prod'), counts: fc.constant('stack'),
    alarms: fc.dictionary(name, severity, { maxKeys: 60, noNullPrototype: true }),
    ...Object.fromEntries(LISTS.map(list => [list, fc.array(name, { maxLength: 40 })])),
  }) as fc.Arbitrary<RegisteredService>;

  test('loses nothing in entries that fit into parameters', () => {
    fc.assert(fc.property(service, registered => {
      const entries = registryEntries(registered);
      for (const entry of entries) expect(Buffer.byteLength(JSON.stringify(entry))).toBeLessThanOrEqual(4_096);
      for (const list of LISTS) expect(entries.flatMap(entry => entry[list] ?? [])).toEqual(registered[list]);
      expect(Object.assign({}, ...entries.map(({ alarms }) => alarms))).toEqual(registered.alarms);
    }), { numRuns: 50 });
  });

  test('is given room for what tokens become', () => {
    const stack = new Stack(new App(), 'Shop');
    const services = Array.from({ length: 40 }, (_, index) => ecsService(stack, `Web${index}`).ref);
    const entries = registryEntries({ service: 'checkout', environment: 'prod', counts: 'ecs', ecsServices: services });
    expect(entries.length).toBe(3);
    for (const { ecsServices } of entries) expect(ecsServices!.length * 200).toBeLessThan(4_096);
  });
});

test('routes that run something are the automation of a service', () => {
  const stack = new OrderStack(new App(), 'Shop');
  const share = (id: string, props: Partial<ObservedServiceProps>) => new ObservedService(stack, id, { serviceName: id, owner: 'o', routes: [], resources: [stack.handler, stack.queue], ...props }).automationCoverage;
  const restart = AlarmRoute.toAutomation({ documentName: 'AWS-RestartService' });
  expect(share('none', {})).toBe(0);
  expect(share('documented', { runbookDocuments: true })).toBe(100);
  expect(share('automated', { routes: [restart] })).toBe(100);
  expect(share('told', { routes: [AlarmRoute.toOpsItem()] })).toBe(0);
  const pages = AlarmRoute.toAutomation({ documentName: 'AWS-RestartService', minimumSeverity: Severity.PAGE });
  const partly = serviceIn(stack, { routes: [pages], delivery: undefined, resources: [stack.handler, stack.queue] });
  const symptoms = partly.alarms.filter(({ feedsHealth }) => feedsHealth).length;
  expect(partly._automation).toEqual({
    percentage: Math.round(1_000 * symptoms / partly.alarms.length) / 10, alarms: partly.alarms.length, withDocument: 0, withAction: symptoms,
  });
});

test('automations count for the alarms of what they mend', () => {
  const stack = new OrderStack(new App(), 'Shop');
  const automations = new RunbookAutomations(stack, 'Automations', {
    serviceName: 'checkout', approvers: ['arn:aws:iam::123456789012:role/OnCall'], automations: [RunbookAutomation.raiseReservedConcurrency(stack.handler, { limit: 200 })],
  });
  const service = serviceIn(stack, { routes: [], delivery: undefined, resources: [stack.handler, stack.queue], automations: [automations] });
  const mended = service.alarms.filter(({ signal }) => signal.resource.construct === stack.handler.node.defaultChild);
  expect([mended.length > 0, mended.length < service.alarms.length]).toEqual([true, true]);
  expect(service._automation.withAction).toBe(mended.length);
});
