import { App, Duration, Stack, Stage, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_ecs as ecs, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import type { CfnElement } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { AlarmRoute, ObservedService, Severity, type ObservedServiceProps } from '../../src';
import type { ServiceAlarms } from '../../src/alarms/private/service-alarms';
import { inlineFunction } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, resourcesOf, templateOf } from '../support/templates';

const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

function serviceIn(stack: Stack, serviceName: string, props: Partial<ObservedServiceProps> = {}): ObservedService {
  const handler = inlineFunction(stack, `${serviceName}Handler`);
  const onCall = new sns.Topic(stack, `${serviceName}OnCall`);
  return new ObservedService(stack, `${serviceName}Service`, { serviceName, owner: 'o', resources: [handler], routes: [AlarmRoute.toTopic(onCall)], ...props });
}

/** As the room of objectives does it. */
function addObjective(service: ObservedService, objective: string, region?: string): void {
  const site = ((service as any).serviceAlarms as ServiceAlarms).actingSite(region);
  const burn = new cloudwatch.Alarm(site.scope, `Burn-${objective}`, {
    metric: new cloudwatch.Metric({ namespace: 'Test', metricName: objective }), threshold: 1, evaluationPeriods: 2, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  const name = `${site.namePrefix}slo-page-${objective}`;
  const page = new cloudwatch.CompositeAlarm(site.scope, `Page-${objective}`, {
    compositeAlarmName: name, alarmDescription: `[PAGE] ${site.serviceTitle}: ${objective}`, alarmRule: cloudwatch.AlarmRule.fromAlarm(burn, cloudwatch.AlarmState.ALARM),
  });
  site.act(page, Severity.PAGE);
  site.addPager(page, name);
}

interface Composite {
  readonly suppressor?: string;
  readonly wait?: number;
  readonly extension?: number;
  readonly children: string[];
  readonly acts: boolean;
}

/** The composites of all stacks by name, with the names of what they stand on and of what holds them back. */
function compositesOf(app: App): Record<string, Composite> {
  const templates = synthesizeStrictly(app).stacksRecursively.map(({ template }) => template);
  const names = new Map<string, string>();
  for (const template of templates) {
    for (const [id, { Properties }] of resourcesOf(template, /^AWS::CloudWatch::(Composite)?Alarm$/)) names.set(id, Properties.AlarmName);
    for (const [output, { Value }] of Object.entries<any>(template.Outputs ?? {})) {
      if (Value?.Ref && names.has(Value.Ref)) names.set(output, names.get(Value.Ref)!);
    }
  }
  const nameOf = (value: any) => {
    const text = value?.['Fn::GetStackOutput']?.OutputName ?? deployed(value);
    return names.get(text) ?? text;
  };
  return Object.fromEntries(templates.flatMap(template => resourcesOf(template, COMPOSITE)).map(([, { Properties }]) => [Properties.AlarmName, {
    ...Properties.ActionsSuppressor === undefined ? {} : {
      suppressor: nameOf(Properties.ActionsSuppressor), wait: Properties.ActionsSuppressorWaitPeriod,
      extension: Properties.ActionsSuppressorExtensionPeriod,
    },
    children: [...deployed(Properties.AlarmRule).matchAll(/ALARM\("?([^")]*)"?\)/g)].map(([, child]) => nameOf(child.replace(/\.Arn$/, ''))),
    acts: Properties.AlarmActions !== undefined,
  }]));
}

describe('a chain of three services', () => {
  function chain(apart: boolean) {
    const app = strictApp();
    const stackOf = (id: string) => apart || app.node.children.length === 0 ? new Stack(app, id) : app.node.children[0] as Stack;
    const store = serviceIn(stackOf('Store'), 'store');
    const api = serviceIn(stackOf('Api'), 'api', { dependsOn: [store] });
    const frontend = serviceIn(stackOf('Frontend'), 'frontend', { dependsOn: [api] });
    return { app, store, api, frontend };
  }

  test.each([[false], [true]])('has each service wait for the one below it, the lowest for none (in stacks of their own: %s)', apart => {
    const composites = compositesOf(chain(apart).app);
    const wait = { wait: 120, extension: 300, acts: true };
    expect(composites['frontend-health']).toMatchObject({ suppressor: 'api-failing', ...wait });
    expect(composites['api-health']).toMatchObject({ suppressor: 'store-failing', ...wait });
    expect(composites['store-health']).toMatchObject({ acts: true });
    expect(composites['store-health'].suppressor).toBeUndefined();
    expect(composites['store-failing']).toEqual({ children: ['store-health'], acts: false });
    expect(composites['api-failing']).toEqual({ children: ['api-health'], acts: false });
    expect(composites['frontend-failing']).toBeUndefined();
  });

  test('is deployed from below, without an export', () => {
    const { app, store, api } = chain(true);
    expect(Stack.of(api).dependencies).toContain(Stack.of(store));
    for (const { template } of synthesizeStrictly(app).stacks) {
      expect(Object.values<any>(template.Outputs ?? {}).filter(output => output.Export)).toEqual([]);
    }
  });

  test('costs a composite alarm for each service that others wait for', () => {
    const { store, frontend } = chain(false);
    const compositesOfService = (service: ObservedService) => service.monthlyCost.items.find(({ what }) => what === 'composite alarms')?.quantity;
    expect([compositesOfService(store), compositesOfService(frontend)]).toEqual([2, 1]);
  });
});

describe('objectives', () => {
  test('page, and hold the health alarm back', () => {
    const app = strictApp();
    const service = serviceIn(new Stack(app, 'Shop'), 'shop');
    addObjective(service, 'availability');
    const composites = compositesOf(app);
    expect(composites['shop-slo-page-availability']).toEqual({ children: [expect.any(String)], acts: true });
    expect(composites['shop-health']).toMatchObject({ suppressor: 'shop-slo-page-availability', wait: 600, extension: 600 });
  });

  test('are held back by what the service depends on, and count as its failure', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const store = serviceIn(stack, 'store');
    const shop = serviceIn(stack, 'shop', { dependsOn: [store] });
    const site = serviceIn(stack, 'site', { dependsOn: [shop] });
    addObjective(store, 'durability');
    addObjective(shop, 'availability');
    addObjective(shop, 'latency');
    const composites = compositesOf(app);
    expect(composites['store-failing'].children).toEqual(['store-health', 'store-slo-page-durability']);
    for (const objective of ['availability', 'latency']) {
      expect(composites[`shop-slo-page-${objective}`]).toMatchObject({ suppressor: 'store-failing', wait: 120, extension: 300 });
    }
    expect(composites['shop-health']).toMatchObject({ suppressor: 'shop-health-suppressors', wait: 600 });
    expect(composites['shop-health-suppressors']).toEqual({ children: ['shop-slo-page-availability', 'store-failing', 'shop-slo-page-latency'], acts: false });
    expect(composites['shop-failing'].children).toEqual(['shop-health', 'shop-slo-page-availability', 'shop-slo-page-latency']);
    expect(site.healthAlarm).toBeDefined();
  });

  test('reach routes to EventBridge by name', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const rule = { bind: () => ({ arn: 'arn:aws:sqs:eu-west-1:123456789012:events' }) };
    const service = serviceIn(stack, 'shop', { routes: [AlarmRoute.toEventBridge(rule)] });
    addObjective(service, 'availability');
    const [[, { Properties }]] = resourcesOf(templateOf(app.synth(), 'Shop'), 'AWS::Events::Rule');
    expect(Properties.EventPattern.detail.$or[0]).toEqual({ alarmName: ['shop-health', { prefix: 'shop-slo-page-' }, { prefix: 'shop-slo-ticket-' }] });
  });
});

describe('periods', () => {
  test('are the ones asked for', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const store = serviceIn(stack, 'store');
    const shop = serviceIn(stack, 'shop', { dependsOn: [store], suppression: { waitPeriod: Duration.seconds(30), extensionPeriod: Duration.minutes(1) } });
    addObjective(shop, 'availability');
    const composites = compositesOf(app);
    expect(composites['shop-health']).toMatchObject({ wait: 30, extension: 60 });
    expect(composites['shop-slo-page-availability']).toMatchObject({ wait: 30, extension: 60 });
  });

  test.each([
    [{ waitPeriod: Duration.millis(1500) }, /suppression\.waitPeriod is out of range; received '1 second 500 millis'; valid: whole seconds, 0 or more/],
    [{ extensionPeriod: Duration.millis(1) }, /suppression\.extensionPeriod/],
    [{ longestDeployment: Duration.seconds(90) }, /suppression\.longestDeployment is out of range; received '1 minute 30 seconds'; valid: 1 to 1440 whole minutes/],
    [{ longestDeployment: Duration.days(2) }, /1 to 1440/],
  ])('that CloudWatch does not take are refused: %j', (suppression, message) => {
    expect(() => serviceIn(new Stack(new App(), 'Shop'), 'shop', { suppression: { deployments: true, ...suppression } })).toThrow(message);
  });
});

describe('alarms of the user', () => {
  test('hold pages back by themselves, or together with others', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const load = cloudwatch.Alarm.fromAlarmName(stack, 'Load', 'load-test');
    serviceIn(stack, 'one', { suppression: { during: [load] } });
    serviceIn(stack, 'two', { suppression: { during: [load, cloudwatch.Alarm.fromAlarmName(stack, 'Drill', 'drill')] } });
    const composites = compositesOf(app);
    expect(composites['one-health'].suppressor).toBe('load-test');
    expect(composites['two-health'].suppressor).toBe('two-suppressors');
    expect(composites['two-suppressors']).toEqual({ children: ['load-test', 'drill'], acts: false });
  });

  test('in another Region are refused', () => {
    const stack = new Stack(new App(), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
    const far = cloudwatch.Alarm.fromAlarmArn(new Stack(stack.node.root as App, 'Far', { env: { account: '123456789012', region: 'us-east-1' } }), 'Far',
      'arn:aws:cloudwatch:us-east-1:123456789012:alarm:far');
    expect(() => serviceIn(stack, 'shop', { suppression: { during: [far] } })).toThrow(/is in another Region; received 'us-east-1'; valid: eu-west-1/);
  });

  test('in any number are grouped within the limits of composites', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 250 }), fc.integer({ min: 1, max: 255 }), (count, length) => {
      const app = new App();
      const stack = new Stack(app, 'Shop');
      const names = Array.from({ length: count }, (_, index) => `${index}-`.padEnd(length, 'x'));
      serviceIn(stack, 'shop', { suppression: { during: names.map((name, index) => cloudwatch.Alarm.fromAlarmName(stack, `During${index}`, name)) } });
      const composites = resourcesOf(templateOf(app.synth({ skipValidation: true }), 'Shop'), COMPOSITE);
      const rules = composites.map(([, { Properties }]) => deployed(Properties.AlarmRule));
      for (const rule of rules) {
        expect(rule.length).toBeLessThanOrEqual(10_240);
        expect(rule.split(' OR ').length).toBeLessThanOrEqual(100);
        expect(rule.split(' OR ').length * 2 - 1).toBeLessThanOrEqual(500);
      }
      for (const name of names) expect(rules.some(rule => rule.includes(`ALARM("${name}")`))).toBe(true);
    }), { numRuns: 8 });
  });

  test('hold back 150 composites at most', () => {
    const stack = new Stack(new App(), 'Shop');
    const [one, other] = ['one', 'other'].map(name => cloudwatch.Alarm.fromAlarmName(stack, name, name));
    const queue = new sqs.Queue(stack, 'Queue');
    const make = (index: number) => new ObservedService(stack, `Service${index}`, { serviceName: `s${index}`, owner: 'o', routes: [], resources: [queue], suppression: { during: [one, other] } });
    for (let index = 0; index < 150; index++) make(index);
    expect(() => make(150)).toThrow(/the alarm Shop\/one holds back pages of too many services; received 151; valid: 150 composite alarms at most/);
  });
});

describe('dependencies that cannot be waited for', () => {
  test('are refused: one twice, of another Stage, of another Region', () => {
    const app = new App();
    const env = { account: '123456789012', region: 'eu-west-1' };
    const store = serviceIn(new Stack(app, 'Store', { env }), 'store');
    const staged = serviceIn(new Stack(new Stage(app, 'Beta'), 'Store', { env }), 'store');
    const far = serviceIn(new Stack(app, 'Far', { env: { ...env, region: 'us-east-1' } }), 'store');
    const dependOn = (id: string, ...dependsOn: ObservedService[]) => () => serviceIn(new Stack(app, id, { env }), id.toLowerCase(), { dependsOn });
    expect(dependOn('A', store, store)).toThrow(/\[A\/aService\] dependsOn has a service twice; received 'Store\/storeService'/);
    expect(dependOn('B', staged)).toThrow(/another Stage/);
    expect(dependOn('C', far)).toThrow(/another Region \(us-east-1, not eu-west-1\)/);
  });

  test('have no effect while nothing of theirs pages', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const quiet = serviceIn(stack, 'quiet', { resources: [new sqs.Queue(stack, 'Queue')], overrides: { 'sqs-queue.ageOfOldest': { enabled: false } } });
    serviceIn(stack, 'shop', { dependsOn: [quiet] });
    const before = compositesOf(app);
    expect(Object.keys(before)).toEqual(['shop-health']);
    expect(before['shop-health'].suppressor).toBeUndefined();
  });

  test('take effect once something of theirs pages', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const quiet = serviceIn(stack, 'quiet', { resources: [new sqs.Queue(stack, 'Queue')], overrides: { 'sqs-queue.ageOfOldest': { enabled: false } } });
    serviceIn(stack, 'shop', { dependsOn: [quiet] });
    quiet.observe(inlineFunction(stack, 'Late'));
    expect(compositesOf(app)['shop-health'].suppressor).toBe('quiet-failing');
  });
});

describe('deployments', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const task = new ecs.FargateTaskDefinition(stack, 'Task');
  task.addContainer('web', { image: ecs.ContainerImage.fromRegistry('web') });
  const web = new ecs.FargateService(stack, 'Web', { taskDefinition: task, cluster: new ecs.Cluster(stack, 'Cluster'), minHealthyPercent: 100 });
  const service = serviceIn(stack, 'shop', { resources: [web, inlineFunction(stack, 'Handler')], suppression: { deployments: true } });
  const composites = compositesOf(app);
  const template = templateOf(app.synth(), 'Shop');

  test('hold pages back', () => {
    expect(composites['shop-health']).toMatchObject({ suppressor: 'shop-deploying', wait: 120, extension: 300 });
    expect(composites['shop-deploying']).toEqual({ children: ['shop-deployment-recent', 'shop-deployment-open'], acts: false });
  });

  test('are those of the stack and of what is deployed in it', () => {
    const rules = resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties.EventPattern);
    const [stacks, tasks] = rules;
    expect(rules).toHaveLength(2);
    expect(stacks.source).toEqual(['aws.cloudformation']);
    expect(deployed(stacks.detail['stack-id'][0].prefix)).toMatch(/:stack\/Shop\/$/);
    expect(stacks.detail['status-details'].status).toEqual(expect.arrayContaining(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']));
    expect(tasks.resources).toEqual([{ Ref: stack.getLogicalId(web.node.findChild('Service') as any) }]);
  });

  test('are those of deployment groups too, whose application is a reference', () => {
    const release = new Stack(new App(), 'Shop');
    const group = new codedeploy.LambdaDeploymentGroup(release, 'Group', { alias: inlineFunction(release, 'Release').addAlias('live') });
    serviceIn(release, 'shop', { resources: [release], suppression: { deployments: true } });
    const pattern = Object.values(Template.fromStack(release).findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern)
      .find(({ source }) => source[0] === 'aws.codedeploy');
    const ref = (construct: IConstruct) => ({ Ref: release.getLogicalId(construct.node.defaultChild as CfnElement) });
    expect(pattern.detail).toMatchObject({ application: [ref(group.application as codedeploy.LambdaApplication)], deploymentGroup: [ref(group)] });
  });

  test('count from the latest beginning, 15 minutes at most, until one ends', () => {
    const alarms = Object.fromEntries(resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => [Properties.AlarmName, Properties]));
    expect(alarms['shop-deployment-recent']).toMatchObject({ Period: 60, EvaluationPeriods: 15, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching', Statistic: 'Maximum' });
    expect(alarms['shop-deployment-open']).toMatchObject({ Period: 60, EvaluationPeriods: 1, TreatMissingData: 'ignore' });
    expect(alarms['shop-deployment-open'].AlarmActions).toBeUndefined();
    const filters = resourcesOf(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
    expect(filters.map(({ MetricTransformations: [{ MetricValue }] }) => MetricValue)).toEqual(['1', '0']);
    expect(filters[0].FilterPattern).toContain('($.detail.status-details.status = "UPDATE_IN_PROGRESS")');
    for (const { FilterPattern } of filters) expect(FilterPattern.length).toBeLessThanOrEqual(1024);
  });

  test('are written where EventBridge can write, and nobody else', () => {
    const [[, { Properties }]] = resourcesOf(template, 'AWS::Logs::LogGroup').filter(([, group]) => group.Properties.LogGroupName);
    expect(Properties).toMatchObject({ LogGroupName: '/aws/events/shop-deployments', RetentionInDays: 30 });
    const [statement] = Properties.ResourcePolicyDocument.Statement;
    expect(deployed(statement.Resource)).toMatch(/:log-group:\/aws\/events\/shop-deployments:\*$/);
    expect(statement.Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  test('cost 1 USD a month', () => {
    const plain = serviceIn(new Stack(new App(), 'Shop'), 'shop');
    const waiting = serviceIn(new Stack(new App(), 'Shop'), 'shop', { suppression: { deployments: true } });
    expect(waiting.monthlyCost.total - plain.monthlyCost.total).toBeCloseTo(1, 5);
    expect(service.monthlyCost.items.map(({ what }) => what)).toContain('custom metrics');
  });
});
