import * as fs from 'fs';
import * as path from 'path';
import { App, CfnResource, NestedStack, ReferenceStrength, Stack, Stage, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, CoverageState, ObservedService } from '../../src';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

const exportsOf = (template: Record<string, any>) => Object.values<any>(template.Outputs ?? {}).filter(output => output.Export);

describe('a monitoring stack over another stack', () => {
  function monitored(props: { crossStackReferences?: ReferenceStrength } = {}) {
    const app = strictApp();
    const shop = new OrderStack(app, 'Shop');
    const topic = new sns.Topic(shop, 'OnCall');
    const monitoring = new Stack(app, 'Monitoring');
    const service = new ObservedService(monitoring, 'Checkout', {
      serviceName: 'checkout', owner: 'o', resources: [shop], routes: [AlarmRoute.toTopic(topic)], ...props,
    });
    return { service, assembly: synthesizeStrictly(app) };
  }

  test('adds no export to it', () => {
    const { service, assembly } = monitored();
    expect(exportsOf(templateOf(assembly, 'Shop'))).toHaveLength(0);
    expect(alarmsOf(templateOf(assembly, 'Shop'))).toHaveLength(0);
    expect(alarmsOf(templateOf(assembly, 'Monitoring'))).toHaveLength(service.alarms.length);
    expect(service.coverage.inState(CoverageState.ALARMED)).toHaveLength(5);
  });

  test('names resources by their place in the other stack', () => {
    const { service } = monitored();
    expect(service.alarms.map(({ literalName }) => literalName)).toContain('checkout-Shop-Orders-readThrottles');
  });

  test('exports when asked for strong references', () => {
    const { assembly } = monitored({ crossStackReferences: ReferenceStrength.STRONG });
    expect(exportsOf(templateOf(assembly, 'Shop')).length).toBeGreaterThan(0);
  });
});

describe('adding one resource', () => {
  function logicalIds(extra: boolean, explicit: boolean) {
    const app = new App();
    const stack = new OrderStack(app, 'Shop');
    const early = extra ? [new sqs.Queue(stack, 'AAA')] : [];
    const resources = explicit ? [...early, stack.handler, stack.api, stack.table, stack.queue, stack.deadLetters] : undefined;
    new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', resources, routes: [] });
    const { Resources } = templateOf(app.synth(), 'Shop');
    return new Map(Object.entries<any>(Resources).map(([id, { Type, Properties }]) => [id, `${Type} ${Properties?.AlarmName ?? ''}`]));
  }

  test.each([[false], [true]])('changes no other logical id and no other alarm name (explicit resources: %s)', explicit => {
    const before = logicalIds(false, explicit);
    const after = logicalIds(true, explicit);
    for (const [id, what] of before) expect([id, after.get(id)]).toEqual([id, what]);
    expect(after.size).toBeGreaterThan(before.size);
  });
});

describe('a second synthesis', () => {
  test('is identical', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [] });
    new sqs.Queue(stack, 'Late');
    const first = JSON.stringify(app.synth().stacks.map(({ template, messages }) => ({ template, messages })));
    const second = JSON.stringify(app.synth({ force: true }).stacks.map(({ template, messages }) => ({ template, messages })));
    expect(second).toBe(first);
  });

  test('of another app is identical too', () => {
    const once = () => {
      const app = new App();
      const stack = new OrderStack(app, 'Shop');
      new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [AlarmRoute.toOpsItem()] });
      return JSON.stringify(templateOf(app.synth(), 'Shop'));
    };
    expect(once()).toBe(once());
  });
});

describe('more resources than a stack holds', () => {
  /** Each queue has two alarms: 200 queues are 600 resources. */
  function big(queues: number) {
    const app = strictApp();
    const stack = new Stack(app, 'Big');
    const topic = new sns.Topic(stack, 'OnCall');
    for (let index = 0; index < queues; index++) new sqs.Queue(stack, `Queue${index}`);
    const service = new ObservedService(stack, 'Service', { serviceName: 'big', owner: 'o', routes: [AlarmRoute.toTopic(topic)] });
    return { app, service };
  }

  /** Where an alarm stands, known before synthesis: its stack and its logical id there. */
  const placesOf = (service: ObservedService) => new Map(service.alarms.map(alarm => {
    const stack = Stack.of(alarm);
    return [alarm.literalName, `${stack.node.path} ${stack.resolve((alarm.node.defaultChild as CfnResource).logicalId)}`];
  }));

  test('overflow into nested stacks within every quota, and still reach somebody', () => {
    const { app, service } = big(200);
    const assembly = synthesizeStrictly(app);
    const parent = templateOf(assembly, 'Big');
    const templates = service.node.findAll().filter(NestedStack.isNestedStack).map(({ templateFile }) =>
      JSON.parse(fs.readFileSync(path.join(assembly.directory, templateFile), 'utf-8')));
    expect(alarmsOf(parent)).toHaveLength(0);
    expect(templates.reduce((sum, template) => sum + alarmsOf(template).length, 0)).toBe(400);
    for (const template of [parent, ...templates]) {
      expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
      expect(Object.keys(template.Parameters ?? {}).length).toBeLessThanOrEqual(200);
      expect(Object.keys(template.Outputs ?? {}).length).toBeLessThanOrEqual(200);
    }
    const [[, health]] = resourcesOf(parent, 'AWS::CloudWatch::CompositeAlarm');
    expect(health.Properties.AlarmActions).toHaveLength(1);
    for (const template of templates) {
      const rules = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').map(([, part]) => deployed(part.Properties.AlarmRule)).join();
      for (const [id, { Properties }] of alarmsOf(template)) {
        const reached = (Properties.AlarmActions ?? []).length > 0 || rules.includes(`ALARM("${id}")`);
        expect([Properties.AlarmName, reached]).toEqual([Properties.AlarmName, true]);
      }
    }
  }, 120_000);

  test('leave every other alarm where it is when one more comes', () => {
    const before = placesOf(big(160).service);
    const after = placesOf(big(161).service);
    expect(before.size).toBe(320);
    for (const [name, place] of before) expect([name, after.get(name)]).toEqual([name, place]);
  });

  test('stay in the stack while there is room', () => {
    const { service } = big(100);
    expect(service.alarms).toHaveLength(200);
    for (const alarm of service.alarms) expect(Stack.of(alarm)).toBe(Stack.of(service));
  });
});

describe('where resources stand', () => {
  test('nested stacks of the stack are observed, and their alarms stand in the parent', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Parent');
    const nested = new NestedStack(stack, 'Nested');
    new sqs.Queue(nested, 'Jobs');
    const service = new ObservedService(stack, 'Service', { serviceName: 'jobs', owner: 'o', routes: [] });
    expect(service.alarms.map(({ literalName }) => literalName)).toContain('jobs-Nested-Jobs-ageOfOldest');
    expect(alarmsOf(templateOf(synthesizeStrictly(app), 'Parent')).length).toBe(service.alarms.length);
  });

  test('a service in a nested stack observes the nested stack', () => {
    const app = strictApp();
    const nested = new NestedStack(new Stack(app, 'Parent'), 'Nested');
    new sqs.Queue(nested, 'Jobs');
    const service = new ObservedService(nested, 'Service', { serviceName: 'jobs', owner: 'o', routes: [] });
    expect(service.alarms.length).toBeGreaterThan(0);
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });

  test('a whole Stage can be observed from one of its stacks', () => {
    const app = strictApp();
    const stage = new Stage(app, 'Prod');
    new OrderStack(stage, 'Shop');
    inlineFunction(new Stack(stage, 'Mail'), 'Sender');
    const monitoring = new Stack(stage, 'Monitoring');
    const service = new ObservedService(monitoring, 'Checkout', { serviceName: 'checkout', owner: 'o', resources: [stage], routes: [] });
    expect(service.coverage.resources.map(entry => entry.path)).toEqual(expect.arrayContaining(['Prod/Shop/Handler', 'Prod/Mail/Sender']));
    expect(service.alarms.map(({ literalName }) => literalName)).toContain('checkout-Prod-Prod-Mail-Sender-errorRate');
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });

  test('a resource of another Region is shown, and the note says where its alarms belong', () => {
    const app = strictApp();
    const shop = new OrderStack(app, 'Shop', { env: { region: 'eu-west-1', account: '123456789012' } });
    const monitoring = new Stack(app, 'Monitoring', { env: { region: 'us-east-1', account: '123456789012' }, crossRegionReferences: true });
    const service = new ObservedService(monitoring, 'Checkout', { serviceName: 'checkout', owner: 'o', resources: [shop.queue], routes: [] });
    const [coverage] = service.coverage.resources;
    expect(coverage.state).toBe(CoverageState.SHOWN);
    expect(coverage.note).toContain('eu-west-1');
    expect(service.alarms).toHaveLength(0);
  });

  test('a resource of another account is listed as unsupported, with what to do', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: { region: 'eu-west-1', account: '111111111111' } });
    const queue = sqs.Queue.fromQueueArn(stack, 'Theirs', 'arn:aws:sqs:eu-west-1:222222222222:theirs');
    const service = new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', resources: [queue], routes: [] });
    expect(service.coverage.resources).toEqual([expect.objectContaining({ state: CoverageState.UNSUPPORTED, note: expect.stringContaining('222222222222') })]);
  });

  test('a resource of another Stage is listed as unsupported, with what to do', () => {
    const app = strictApp();
    const shop = new OrderStack(new Stage(app, 'Prod'), 'Shop');
    const monitoring = new OrderStack(app, 'Monitoring');
    const resources = [shop.queue, monitoring.queue];
    const service = new ObservedService(monitoring, 'Checkout', { serviceName: 'checkout', owner: 'o', resources, routes: [] });
    expect(service.coverage.of(shop.queue)).toMatchObject({ state: CoverageState.UNSUPPORTED, note: expect.stringContaining('in the Stage Prod: make an ObservedService') });
    expect(service.coverage.of(monitoring.queue)?.state).toBe(CoverageState.ALARMED);
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });

  test('two Regions do not share a dashboard name when the Region is known', () => {
    const app = strictApp();
    const names = ['eu-west-1', 'us-east-1'].map(region => {
      const stack = new OrderStack(app, `Shop-${region}`, { env: { region, account: '123456789012' } });
      return new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [] }).opsDashboard.dashboardName;
    });
    expect(names).toEqual(['checkout-operations-eu-west-1', 'checkout-operations-us-east-1']);
  });
});

describe('what is made by others', () => {
  test('helpers of the CDK are listed as internal', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    inlineFunction(stack, 'Handler');
    new lambda.SingletonFunction(stack, 'Helper', {
      uuid: 'f2b6b3a4', runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
    });
    new CfnResource(new lambda.Function(stack, 'AWS679f53fac002430cb0da5b7982bd2287', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
    }), 'Extra', { type: 'AWS::SQS::Queue' });
    const service = new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [] });
    const internal = service.coverage.inState(CoverageState.INTERNAL).map(entry => entry.path);
    expect(internal).toEqual(expect.arrayContaining(['Shop/AWS679f53fac002430cb0da5b7982bd2287', 'Shop/SingletonLambdaf2b6b3a4']));
    expect(service.coverage.percentage).toBe(100);
  });
});
