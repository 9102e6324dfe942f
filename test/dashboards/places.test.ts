import { App, CfnParameter, Stack, Stage, aws_sqs as sqs, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OpsDashboard, PerfDashboard } from '../../src';
import { dashboardsOf, pagesOf, serviceOver } from '../support/dashboards';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { resourcesOf, templateOf } from '../support/templates';

const env = (region: string, account = '123456789012'): StackProps => ({ env: { region, account } });

describe('the name of a dashboard', () => {
  const named = (dashboardName: string) => new OpsDashboard(new Stack(new App(), 'Shop'), 'Ops', { dashboardName });

  test.each([['a b'], ['ops.prod'], [''], ['größe'], ['o'.repeat(256)]])('is refused when CloudWatch would refuse it: %s', name => {
    expect(() => named(name)).toThrow(`[Shop/Ops] dashboardName is not a name of a dashboard; received '${name}'; valid: a literal of 1 to 255 letters, digits, - and _.`);
  });

  test('is refused when only deployment can tell it', () => {
    const stack = new Stack(new App(), 'Shop');
    const dashboardName = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => new PerfDashboard(stack, 'Perf', { dashboardName })).toThrow('dashboardName is not a name of a dashboard; received a token');
    expect(() => new PerfDashboard(stack, 'Perf2', { dashboardName: `${stack.region}-perf` })).toThrow('received a token');
  });

  test('is taken as it is', () => {
    expect(named('Ops_1-prod').dashboardName).toBe('Ops_1-prod');
    expect(named('o'.repeat(255)).pageNames).toEqual(['o'.repeat(255)]);
  });

  test('is by default made from its path and purpose, and its Region where that is known', () => {
    const stack = new Stack(new App(), 'Shop');
    expect(new OpsDashboard(stack, 'Shared').dashboardName).toBe('Shop-Shared-operations');
    expect(new PerfDashboard(new Construct(stack, 'Of the team'), 'Shared').dashboardName).toBe('Shop-Of-the-team-Shared-performance');
    expect(new PerfDashboard(new Stack(new App(), 'Shop', env('eu-west-1')), 'Shared').dashboardName).toBe('Shop-Shared-performance-eu-west-1');
  });

  test('tells the stages of an app apart, as names are unique in an account', () => {
    const app = new App();
    const names = ['Beta', 'Prod'].map(stage => new OpsDashboard(new Stack(new Stage(app, stage), 'Shop'), 'Shared').dashboardName);
    expect(names).toEqual(['Beta-Shop-Shared-operations', 'Prod-Shop-Shared-operations']);
  });

  test('is by default no longer than a name may be, and keeps its end', () => {
    const { dashboardName } = new OpsDashboard(new Stack(new App(), 'Shop', env('eu-west-1')), 'S'.repeat(300));
    expect(dashboardName).toHaveLength(255);
    expect(dashboardName).toMatch(/^Shop-S+-operations-eu-west-1$/);
  });

  test('of a service tells its environment and Region', () => {
    const stack = new Stack(new App(), 'Shop', env('eu-west-1'));
    inlineFunction(stack, 'Handler');
    const service = serviceOver(stack, { environment: 'prod' });
    expect([service.opsDashboard.dashboardName, service.perfDashboard.dashboardName]).toEqual(['shop-prod-operations-eu-west-1', 'shop-prod-performance-eu-west-1']);
  });
});

describe('what is elsewhere is read there:', () => {
  test('a resource of another Region', () => {
    const stack = new Stack(strictApp(), 'Shop', env('eu-west-1'));
    const near = new sqs.Queue(stack, 'Near');
    const far = sqs.Queue.fromQueueArn(stack, 'Far', 'arn:aws:sqs:us-west-2:123456789012:far');
    serviceOver(stack, { resources: [near, far] });
    const { widgets } = dashboardsOf(stack)['shop-performance-eu-west-1'];
    const regionOf = (title: string) => widgets.find(({ properties }) => properties.title === title)?.properties.region;
    expect([regionOf('Near: Age of the oldest message'), regionOf('Far: Age of the oldest message')]).toEqual(['eu-west-1', 'us-west-2']);
  });

  test('alarms and metrics of a service in another Region', () => {
    const app = strictApp();
    const shared = new Stack(app, 'Shared', env('eu-west-1'));
    const stack = new Stack(app, 'Shop', env('us-east-1'));
    new sqs.Queue(stack, 'Queue', { queueName: 'orders' });
    const opsDashboard = new OpsDashboard(shared, 'Ops');
    const perfDashboard = new PerfDashboard(shared, 'Perf');
    serviceOver(stack, { opsDashboard, perfDashboard });
    const { 'Shared-Ops-operations-eu-west-1': ops, 'Shared-Perf-performance-eu-west-1': perf } = dashboardsOf(shared);
    const arns = ops.widgets.filter(({ type }) => type === 'alarm').flatMap(({ properties }) => properties.alarms);
    expect(arns).toContain('arn:AWS::Partition:cloudwatch:us-east-1:123456789012:alarm:shop-health');
    for (const arn of arns) expect(arn).toMatch(/^arn:AWS::Partition:cloudwatch:us-east-1:123456789012:alarm:shop-/);
    for (const { type, properties } of perf.widgets) if (type === 'metric') expect(properties.region).toBe('us-east-1');
  });
});

describe('dashboards in another stack than their services', () => {
  const app = strictApp();
  const shared = new Stack(app, 'Shared');
  const [opsDashboard, perfDashboard] = [new OpsDashboard(shared, 'Ops', { dashboardName: 'ops' }), new PerfDashboard(shared, 'Perf', { dashboardName: 'perf' })];
  const shop = new OrderStack(app, 'Shop');
  serviceOver(shop, { serviceName: 'cart', opsDashboard, perfDashboard });
  const mail = new Stack(app, 'Mail');
  inlineFunction(mail, 'Handler');
  serviceOver(mail, { serviceName: 'mail', opsDashboard, perfDashboard });
  const { ops, perf } = dashboardsOf(shared);
  const assembly = synthesizeStrictly(app);

  test('name their alarms, and refer to none', () => {
    const arns = ops.widgets.filter(({ type }) => type === 'alarm').flatMap(({ properties }) => properties.alarms);
    expect(arns).toEqual(expect.arrayContaining(['cart-health', 'mail-health', 'cart-Handler-errorRate', 'mail-Handler-errorRate'].map(name =>
      `arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:${name}`)));
    for (const arn of arns) expect(arn).toMatch(/^arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:(cart|mail)-[\w.-]+$/);
  });

  test('refer weakly to their resources: no stack exports anything', () => {
    for (const stack of ['Shared', 'Shop', 'Mail']) {
      const outputs = Object.values<any>(templateOf(assembly, stack).Outputs ?? {});
      expect([stack, outputs.filter(output => output.Export)]).toEqual([stack, []]);
    }
    const body = JSON.stringify(resourcesOf(templateOf(assembly, 'Shared'), 'AWS::CloudWatch::Dashboard'));
    expect(body).toContain('Fn::GetStackOutput');
    expect(body).not.toContain('Fn::ImportValue');
  });

  test('are in no template of a service', () => {
    for (const stack of ['Shop', 'Mail']) expect(resourcesOf(templateOf(assembly, stack), 'AWS::CloudWatch::Dashboard')).toEqual([]);
    expect(perf.widgets.length).toBeGreaterThan(10);
  });
});

test('a dashboard of a service whose alarms overflowed into nested stacks names them', () => {
  const stack = new Stack(new App(), 'Shop');
  for (let index = 0; index < 150; index++) new sqs.Queue(stack, `Queue${index}`);
  const service = serviceOver(stack);
  const arns = pagesOf(service.opsDashboard)[0].widgets.filter(({ type }) => type === 'alarm').flatMap(({ properties }) => properties.alarms);
  expect(arns).toHaveLength(301);
  expect(arns[0]).toMatch(/^ServiceshopHealth\w+\.Arn$/);
  for (const arn of arns.slice(1)) expect(arn).toMatch(/^arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:shop-Queue\d+-\w+-n\dof4$/);
});
