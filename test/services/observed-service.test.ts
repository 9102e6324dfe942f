import { App, CfnParameter, Stack, Stage, aws_sns as sns } from 'aws-cdk-lib';
import { AlarmRoute, CoverageState, ObservedService, OpsDashboard, PerfDashboard, ServiceTier, Severity } from '../../src';
import { OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, billedMetrics, bodyOf, deployed, resourcesOf, templateOf } from '../support/templates';

/** One statement of user code plus a route. */
function observed(app: App) {
  const stack = new OrderStack(app, 'Shop');
  const onCall = new sns.Topic(new Stack(app, 'OnCall'), 'Topic');
  const service = new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', routes: [AlarmRoute.toTopic(onCall)] });
  return { stack, service };
}

describe('the service that peers are compared with', () => {
  const app = strictApp();
  const { service } = observed(app);
  const template = templateOf(synthesizeStrictly(app), 'Shop');
  const alarms = alarmsOf(template);

  test('has an alarm on each of its five resources', () => {
    const alarmed = service.coverage.inState(CoverageState.ALARMED).map(({ kind }) => kind).sort();
    expect(alarmed).toEqual(['apigateway-rest-stage', 'dynamodb-table', 'lambda-function', 'sqs-dead-letter-queue', 'sqs-queue']);
    expect(service.coverage.percentage).toBe(100);
  });

  test('reaches somebody with every alarm, by its own action or through the health alarm', () => {
    const [[, health]] = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm');
    expect(health.Properties.AlarmActions).toHaveLength(1);
    for (const [logicalId, alarm] of alarms) {
      const throughHealth = deployed(health.Properties.AlarmRule).includes(`ALARM("${logicalId}")`);
      const byItself = (alarm.Properties.AlarmActions ?? []).length > 0;
      expect([logicalId, throughHealth !== byItself]).toEqual([logicalId, true]);
    }
  });

  test('pages through the health alarm only', () => {
    for (const alarm of service.alarms.filter(({ severity }) => severity === Severity.PAGE)) expect(alarm.feedsHealth).toBe(true);
  });

  test('bills at most 1.2 metrics per alarm', () => {
    const metrics = alarms.reduce((sum, [, alarm]) => sum + billedMetrics(alarm), 0);
    expect(alarms.length).toBeGreaterThanOrEqual(13);
    expect(metrics / alarms.length).toBeLessThanOrEqual(1.2);
    expect(service.monthlyCost.items.find(({ what }) => what === 'alarm metrics')?.quantity).toBe(metrics);
  });

  test('has literal names that begin with the service', () => {
    for (const [, { Properties }] of alarms) {
      expect(Properties.AlarmName).toMatch(/^checkout-[A-Za-z0-9._-]+$/);
      expect(Properties.AlarmName.length).toBeLessThanOrEqual(255);
    }
    expect(resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties.DashboardName)).toEqual(['checkout-operations', 'checkout-performance']);
  });

  test('has a description with meaning, cause, first step and runbook on every alarm', () => {
    for (const [, { Properties }] of alarms) {
      expect(Properties.AlarmDescription).toMatch(/^\[(TICKET|through health)\] checkout: .+ Cause: .+ First: .+ Runbook: https:\/\/console\.aws\.amazon\.com\/.+checkout-operations$/);
      expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
      expect(Properties.TreatMissingData).toBeDefined();
    }
  });

  test('tags resources and alarms with service, owner and environment', () => {
    const tags = [{ Key: 'environment', Value: 'default' }, { Key: 'owner', Value: 'payments-team' }, { Key: 'service', Value: 'checkout' }];
    for (const [, { Properties }] of [...alarms, ...resourcesOf(template, 'AWS::SQS::Queue'), ...resourcesOf(template, 'AWS::Lambda::Function')]) {
      expect(Properties.Tags).toEqual(tags);
    }
  });

  test('knows its alarms as soon as it is made', () => {
    const { service: fresh } = observed(new App());
    expect(fresh.alarms.map(({ literalName }) => literalName).sort()).toEqual(alarms.map(([, { Properties }]) => Properties.AlarmName).sort());
  });

  test('offers symptoms to roll a deployment back, errors first', () => {
    const names = observed(new App()).service.rollbackAlarms.map(alarm => (alarm as any).literalName);
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(10);
    expect(names[0]).toBe('checkout-Handler-errorRate-rollback');
    expect(names).not.toContain('checkout-Handler-duration');
  });

  test('costs what its alarms, composite and dashboards cost', () => {
    expect(service.monthlyCost.total).toBeCloseTo(0.1 * alarms.reduce((sum, [, alarm]) => sum + billedMetrics(alarm), 0) + 0.5 + 6, 2);
  });
});

describe('the environment', () => {
  function inStage(stageName: string, props: { pagesPeople?: boolean; tier?: ServiceTier } = {}) {
    const app = strictApp();
    const stage = new Stage(app, stageName);
    const stack = new OrderStack(stage, 'Shop');
    const topic = new sns.Topic(stack, 'OnCall');
    return { app, service: new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [AlarmRoute.toTopic(topic)], ...props }) };
  }

  test.each(['Prod', 'production', 'eu-live', 'Emea', 'blue'])('%s pages people', name => {
    const { service } = inStage(name);
    expect(service.environment).toBe(name);
    expect(service.alarms.some(({ severity }) => severity === Severity.PAGE)).toBe(true);
  });

  test.each(['dev', 'Test', 'staging', 'eu-qa-1', 'FeatureBranch', 'PreProd', 'pr-42'])('%s pages nobody', name => {
    const { service } = inStage(name);
    expect(service.alarms.map(({ severity }) => severity)).not.toContain(Severity.PAGE);
  });

  test('can be told to page people all the same, and not to', () => {
    expect(inStage('dev', { pagesPeople: true }).service.alarms.some(({ severity }) => severity === Severity.PAGE)).toBe(true);
    expect(inStage('prod', { pagesPeople: false }).service.alarms.some(({ severity }) => severity === Severity.PAGE)).toBe(false);
  });

  test('is part of names, so that two Stages do not collide', () => {
    const app = strictApp();
    for (const name of ['Test', 'Prod']) {
      const stack = new OrderStack(new Stage(app, name), 'Shop');
      new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes: [] });
    }
    const assembly = synthesizeStrictly(app);
    const names = assembly.stacksRecursively.flatMap(({ template }) => alarmsOf(template).map(([, { Properties }]) => Properties.AlarmName));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('checkout-Prod-Handler-errorRate');
  });

  test('tier 3 raises alarms for symptoms only, and pages nobody', () => {
    const { service } = inStage('prod', { tier: ServiceTier.TIER_3 });
    expect(service.alarms.every(({ feedsHealth, severity }) => feedsHealth && severity === Severity.TICKET)).toBe(true);
  });
});

describe('dashboards', () => {
  test('one pair can serve several services', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shared');
    const shared = { opsDashboard: new OpsDashboard(stack, 'Ops'), perfDashboard: new PerfDashboard(stack, 'Perf') };
    for (const name of ['checkout', 'search']) {
      const service = new ObservedService(new OrderStack(app, name), 'Service', { serviceName: name, owner: 'o', routes: [], ...shared });
      expect(service.monthlyCost.items.map(({ what }) => what)).not.toContain('dashboards');
    }
    const assembly = synthesizeStrictly(app);
    const [[, ops], [, perf]] = resourcesOf(templateOf(assembly, 'Shared'), 'AWS::CloudWatch::Dashboard');
    for (const dashboard of [ops, perf]) {
      const markdown = bodyOf(dashboard).widgets.filter(({ type }: any) => type === 'text').map(({ properties }: any) => properties.markdown).join('\n');
      expect(markdown).toContain('# checkout');
      expect(markdown).toContain('# search');
    }
    for (const name of ['checkout', 'search']) {
      expect(resourcesOf(templateOf(assembly, name), 'AWS::CloudWatch::Dashboard')).toHaveLength(0);
      expect(Object.values<any>(templateOf(assembly, name).Outputs ?? {}).filter(output => output.Export)).toHaveLength(0);
    }
  });

  test('carry a token as owner or runbook address, but never in a name', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    const owner = new CfnParameter(stack, 'Owner').valueAsString;
    new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner, routes: [], runbookBaseUrl: `https://${new CfnParameter(stack, 'Host').valueAsString}/run` });
    const template = templateOf(synthesizeStrictly(app), 'Shop');
    for (const [, { Properties }] of alarmsOf(template)) {
      expect(Properties.AlarmName).toEqual(expect.any(String));
      expect(JSON.stringify(Properties)).not.toContain('TOKEN');
      expect(deployed(Properties.AlarmDescription)).toContain('Runbook: https://Host/run/');
    }
    expect(bodyOf(resourcesOf(template, 'AWS::CloudWatch::Dashboard')[0][1]).widgets[0].properties.markdown).toContain('**Owner** Owner');
  });
});
