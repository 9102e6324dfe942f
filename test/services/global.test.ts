import {
  App, CfnResource, Stack, Stage, Tags, Validations, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions, aws_events as events, aws_events_targets as targets, aws_kms as kms, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import {
  AlarmRoute, CoverageState, FailOn, ImportedResource, ObservedService, OperationalExcellenceChecks,
  PerformanceEfficiencyChecks, Severity, SignalCatalog, SignalCategory, SignalSource,
  SignalUnit, Threshold, ThresholdOrigin, Verdict,
  type ObservedResource, type ObservedServiceProps, type SignalSpec,
} from '../../src';
import { isOwn } from '../../src/core/private/own-constructs';
import { synthesizedWorkload } from '../../src/rules/private/workloads';
import { alarmEvent, compositeAlarmEvent } from '../support/alarm-events';
import { matchesPattern } from '../support/event-pattern';
import { inlineFunction } from '../support/order-service';
import { contextOf, rules } from '../support/rules';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, bodyOf, deployed, resourcesOf } from '../support/templates';
import { reportOf, synthesized } from '../support/validation-report';

const ACCOUNT = '123456789012';
const IRELAND = { account: ACCOUNT, region: 'eu-west-1' };
const VIRGINIA = { account: ACCOUNT, region: 'us-east-1' };

/** A global service with a symptom, a cause, an anomaly and something that is only drawn. */
class EdgeSource extends SignalSource {
  public readonly kind: string = 'edge';
  public readonly title = 'Edge';
  public readonly resourceType: string = 'AWS::CloudFront::Distribution';
  public readonly namespace = 'AWS/CloudFront';
  public override readonly metricsRegion: string = 'us-east-1';
  public readonly signals = [
    this.signal('errorRate', SignalUnit.PERCENT, Severity.PAGE, Threshold.absolute(5)),
    this.signal('latency', SignalUnit.MILLISECONDS, Severity.TICKET, Threshold.absolute(500)),
    this.signal('visits', SignalUnit.COUNT, Severity.INFO, Threshold.anomalyBand(3)),
    this.signal('bytes', SignalUnit.BYTES),
  ];

  public dimensions(resource: ObservedResource): { [name: string]: string } | undefined {
    const id = resource.ref('distributionId');
    return id === undefined ? undefined : { DistributionId: id, Region: 'Global' };
  }

  private signal(id: string, unit: SignalUnit, severity?: Severity, threshold?: Threshold): SignalSpec {
    return {
      id, title: id, unit, category: SignalCategory.ERRORS, metricName: id, statistic: 'Average', source: 'https://example.com/edge',
      ...severity === undefined || threshold === undefined ? {} : {
        alarm: { threshold, severity, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, cause: 'Cause', firstStep: 'Look' },
      },
    };
  }
}

class AcceleratorSource extends EdgeSource {
  public override readonly kind = 'accelerator';
  public override readonly resourceType = 'AWS::GlobalAccelerator::Accelerator';
  public override readonly metricsRegion = 'us-west-2';
}

const CATALOG = SignalCatalog.builtIn().withSource(new EdgeSource()).withSource(new AcceleratorSource());
const INFO = { 'edge.visits': { severity: Severity.INFO } };

function distribution(scope: Construct, id = 'Site'): cloudfront.Distribution {
  return new cloudfront.Distribution(scope, id, { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
}

function observe(stack: Stack, props: Partial<ObservedServiceProps> = {}, id = 'Service'): ObservedService {
  return new ObservedService(stack, id, { serviceName: 'shop', owner: 'o', catalog: CATALOG, overrides: INFO, routes: [], ...props });
}

function home(env: { account?: string; region?: string } = IRELAND, scope: Construct = strictApp(), id = 'Shop'): Stack {
  return new Stack(scope, id, { env });
}

const appOf = (stack: Stack) => stack.node.root as App;

/** The templates of an app by stack name. */
function templatesOf(app: App): Record<string, Record<string, any>> {
  return Object.fromEntries(synthesizeStrictly(app).stacksRecursively.map(({ stackName, template }) => [stackName, template]));
}

const namesIn = (template: Record<string, any>) => [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')].map(([, { Properties }]) => Properties.AlarmName).sort();
const rulesIn = (template: Record<string, any>) => resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);

const SUPPORT = 'Shop-alarms-us-east-1';
const ELSEWHERE = ['errorRate', 'latency', 'visits'].map(signal => `shop-eu-west-1-Site-${signal}`);

describe('a service in the Region of the metrics', () => {
  const stack = home(VIRGINIA);
  distribution(stack);
  const service = observe(stack);
  const templates = templatesOf(appOf(stack));

  test('has its alarms in its own stack, under its own name', () => {
    expect(Object.keys(templates)).toEqual(['Shop']);
    expect(namesIn(templates.Shop)).toEqual(['shop-Site-errorRate', 'shop-Site-latency', 'shop-Site-visits', 'shop-health']);
    expect(service.globalHealthAlarms).toEqual([]);
  });
});

describe('a service in another Region', () => {
  const stack = home();
  Tags.of(stack).add('cost-center', '42');
  const site = distribution(stack);
  new sqs.Queue(stack, 'Queue');
  const service = observe(stack);
  const { [SUPPORT]: support, Shop: own, ...others } = templatesOf(appOf(stack));

  test('has these alarms, and a health alarm of their own, in a support stack in the Region of the metrics', () => {
    expect(others).toEqual({});
    expect(namesIn(support)).toEqual([...ELSEWHERE, 'shop-eu-west-1-health'].sort());
    expect(namesIn(own)).toEqual(expect.arrayContaining(['shop-Queue-ageOfOldest', 'shop-health']));
    expect(namesIn(own).filter(name => name.includes('Site'))).toEqual([]);
    const artifact = appOf(stack).synth().getStackByName(SUPPORT);
    expect(artifact.environment).toMatchObject(VIRGINIA);
    expect(artifact.hierarchicalId).toBe('Shop/alarms-us-east-1');
  });

  test('is alarmed there as it would be at home', () => {
    expect(service.coverage.of(site)).toMatchObject({ state: CoverageState.ALARMED, signals: expect.arrayContaining([{ id: 'errorRate', state: CoverageState.ALARMED }]) });
    expect(service.alarms.map(({ literalName }) => literalName)).toEqual(expect.arrayContaining(ELSEWHERE));
    expect(service.rollbackAlarms.map(({ alarmName }) => alarmName)).not.toContain(ELSEWHERE[0]);
    expect(service.globalHealthAlarms).toHaveLength(1);
  });

  test('refers to the resource without an export and without a helper', () => {
    const [, alarm] = alarmsOf(support).find(([, { Properties }]) => Properties.AlarmName === ELSEWHERE[1])!;
    expect(alarm.Properties.Dimensions).toContainEqual({ Name: 'DistributionId', Value: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Shop', Region: 'eu-west-1' }) } });
    expect(Object.values<any>(own.Outputs).filter(output => output.Export)).toEqual([]);
    expect(resourcesOf(own, /^Custom::/)).toEqual([]);
    expect(resourcesOf(support, /^Custom::/)).toEqual([]);
  });

  test('watches anomalies there', () => {
    const [, band] = alarmsOf(support).find(([, { Properties }]) => Properties.AlarmName === ELSEWHERE[2])!;
    expect(band.Properties).toMatchObject({ ThresholdMetricId: 'band' });
  });

  test('says in descriptions of which Region the service is', () => {
    const descriptions = [...alarmsOf(support), ...resourcesOf(support, 'AWS::CloudWatch::CompositeAlarm')].map(([, { Properties }]) => Properties.AlarmDescription);
    for (const description of descriptions) expect(description).toMatch(/^\[[\w ]+\] shop of eu-west-1: .* Runbook: https:\/\/eu-west-1\./);
  });

  test('tags what is there as its own, and as the stack is', () => {
    const tagged = alarmsOf(support).map(([, { Properties }]) => Properties.Tags);
    expect(tagged.length).toBe(3);
    for (const tags of tagged) {
      expect(tags).toEqual(expect.arrayContaining([{ Key: 'service', Value: 'shop' }, { Key: 'owner', Value: 'o' }, { Key: 'cost-center', Value: '42' }]));
    }
    expect(isOwn(stack.node.findChild('alarms-us-east-1'))).toBe(true);
  });

  test('draws metrics and alarms in their Regions', () => {
    const [operations] = resourcesOf(own, 'AWS::CloudWatch::Dashboard').map(([, dashboard]) => bodyOf(dashboard)).filter(({ widgets }) => widgets.some((widget: any) => widget.type === 'alarm'));
    const titled = (title: RegExp) => operations.widgets.filter(({ properties }: any) => title.test(properties.title));
    expect(titled(/^Site: /).map(({ properties }: any) => properties.region)).toEqual(expect.arrayContaining(['us-east-1']));
    for (const { properties } of titled(/^Site: /)) expect(properties.region).toBe('us-east-1');
    for (const { properties } of titled(/^Queue: /)) expect(properties.region).toBe('eu-west-1');
    const [health] = titled(/^Health, us-east-1$/);
    expect(health.properties.alarms).toEqual([`arn:AWS::Partition:cloudwatch:us-east-1:${ACCOUNT}:alarm:shop-eu-west-1-health`]);
    const [alarms] = titled(/^Alarms, us-east-1$/);
    expect(alarms.properties.alarms).toEqual(ELSEWHERE.map(name => `arn:AWS::Partition:cloudwatch:us-east-1:${ACCOUNT}:alarm:${name}`));
    expect(titled(/^(Health|Alarms)$/).flatMap(({ properties }: any) => properties.alarms).join()).not.toContain('us-east-1');
  });

  test('pays for the second health alarm', () => {
    expect(service.monthlyCost.items).toContainEqual(expect.objectContaining({ what: 'composite alarms', quantity: 2 }));
  });
});

describe('a metric for the alarms and widgets of users', () => {
  const regionsIn = (scope: Stack) => {
    distribution(scope);
    const [{ signal }] = observe(scope).alarms;
    return (signal.metric(scope) as cloudwatch.Metric).region;
  };

  test('has the Region of the metrics where the stack has another', () => {
    expect([regionsIn(home()), regionsIn(home(VIRGINIA))]).toEqual(['us-east-1', undefined]);
  });
});

describe('a stack whose Region only deployment can tell', () => {
  test.each([['neither account nor Region', {}], ['the account only', { account: ACCOUNT }]])('with %s known has no alarm, and says what to set', (_, env) => {
    const stack = home(env);
    const site = distribution(stack);
    const service = observe(stack);
    expect(service.alarms).toEqual([]);
    expect(service.coverage.of(site)).toMatchObject({
      state: CoverageState.SHOWN, note: expect.stringMatching(/us-east-1.*stack Shop is not known: set env: \{ account: '…', region: '…' \}/),
    });
    const templates = templatesOf(appOf(stack));
    expect(Object.keys(templates)).toEqual(['Shop']);
    expect(JSON.stringify(resourcesOf(templates.Shop, 'AWS::CloudWatch::Dashboard'))).toContain('us-east-1');
  });

  test('is not needed of the account', () => {
    const stack = home({ region: 'eu-west-1' });
    distribution(stack);
    observe(stack, { routes: [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'))] });
    const { [SUPPORT]: support } = templatesOf(appOf(stack));
    expect(namesIn(support)).toEqual(expect.arrayContaining(ELSEWHERE));
    expect(deployed(rulesIn(support)[0].Targets[0].Arn)).toBe('arn:AWS::Partition:events:eu-west-1:AWS::AccountId:event-bus/default');
  });
});

test('a Region of another partition has no alarms, and the note says so', () => {
  const stack = home({ account: ACCOUNT, region: 'cn-north-1' });
  const site = distribution(stack);
  expect(observe(stack).coverage.of(site)).toMatchObject({ state: CoverageState.SHOWN, note: expect.stringContaining('cn-north-1') });
});

describe('support stacks', () => {
  test('are shared by the services of a stack', () => {
    const stack = home();
    const [site, shop] = [distribution(stack), distribution(stack, 'Catalog')];
    observe(stack, { resources: [site] });
    observe(stack, { serviceName: 'catalog', resources: [shop] }, 'Second');
    const templates = templatesOf(appOf(stack));
    expect(Object.keys(templates).sort()).toEqual(['Shop', SUPPORT]);
    expect(namesIn(templates[SUPPORT])).toEqual(expect.arrayContaining(['shop-eu-west-1-health', 'catalog-eu-west-1-health']));
  });

  test('are one for each Stage, with the name of its stack', () => {
    const app = strictApp();
    for (const name of ['Beta', 'Prod']) {
      const stack = home(IRELAND, new Stage(app, name));
      distribution(stack);
      observe(stack);
    }
    expect(Object.keys(templatesOf(app)).sort()).toEqual(['Beta-Shop', `Beta-${SUPPORT}`, 'Prod-Shop', `Prod-${SUPPORT}`]);
  });

  test('are one for each Region of metrics; a route is told of all of them by one rule', () => {
    const stack = home();
    distribution(stack);
    new CfnResource(stack, 'Accelerator', { type: 'AWS::GlobalAccelerator::Accelerator', properties: { Name: 'shop' } });
    observe(stack, { routes: [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'))] });
    const templates = templatesOf(appOf(stack));
    expect(Object.keys(templates).sort()).toEqual(['Shop', SUPPORT, 'Shop-alarms-us-west-2']);
    expect(namesIn(templates['Shop-alarms-us-west-2'])).toContain('shop-eu-west-1-health');
    expect(rulesIn(templates.Shop)).toHaveLength(1);
  });

  test('are not made for a service without global resources, and come with the first one', () => {
    const stack = home();
    new sqs.Queue(stack, 'Queue');
    const service = observe(stack);
    expect(stack.node.tryFindChild('alarms-us-east-1')).toBeUndefined();
    service.observe(distribution(stack));
    expect(namesIn(templatesOf(appOf(stack))[SUPPORT])).toEqual(expect.arrayContaining(ELSEWHERE));
  });

  test('keep all logical ids when a resource is added', () => {
    const idsOf = (extra: boolean) => {
      const stack = home();
      if (extra) distribution(stack, 'Admin');
      distribution(stack);
      observe(stack, { routes: [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'))] });
      return Object.fromEntries(Object.entries(templatesOf(appOf(stack))).map(([name, { Resources }]) => [name, Object.entries<any>(Resources).map(([id, { Properties }]) => `${id} ${Properties?.AlarmName ?? ''}`)]));
    };
    const [before, after] = [idsOf(false), idsOf(true)];
    for (const name of Object.keys(before)) expect([name, after[name]]).toEqual([name, expect.arrayContaining(before[name])]);
    expect(after[SUPPORT].length).toBe(before[SUPPORT].length + 3);
  });

  test('serve a resource of a stack in the Region of the metrics', () => {
    const app = strictApp();
    const edge = distribution(home(VIRGINIA, app, 'Edge'));
    const stack = home(IRELAND, app);
    const service = observe(stack, { resources: [edge] });
    expect(service.coverage.of(edge)?.state).toBe(CoverageState.ALARMED);
    expect(namesIn(templatesOf(app)[SUPPORT])).toHaveLength(4);
  });

  test('name an import without a reference', () => {
    const stack = home();
    const imported = cloudfront.Distribution.fromDistributionAttributes(stack, 'Theirs', { distributionId: 'E123', domainName: 'd.example.com' });
    ImportedResource.declare(imported, { resourceType: 'AWS::CloudFront::Distribution' });
    observe(stack, { resources: [imported] });
    expect(JSON.stringify(templatesOf(appOf(stack))[SUPPORT])).not.toContain('Fn::GetStackOutput');
  });

  test('are refused where their name would be too long', () => {
    const stack = new Stack(strictApp(), 'Long', { env: IRELAND, stackName: 'a'.repeat(120) });
    distribution(stack);
    expect(() => observe(stack)).toThrow(/support stack for alarms in us-east-1 is too long.*shorter stackName/);
  });
});

describe('a route', () => {
  interface Routed {
    readonly own: Record<string, any>;
    readonly support: Record<string, any>;
    readonly stack: Stack;
  }

  function routed(routes: (stack: Stack) => AlarmRoute[], props: Partial<ObservedServiceProps> = {}): Routed {
    const stack = home();
    distribution(stack);
    observe(stack, { routes: routes(stack), overrides: { 'edge.visits': { severity: Severity.INFO } }, ...props });
    const { [SUPPORT]: support, Shop: own } = templatesOf(appOf(stack));
    return { own, support, stack };
  }

  /** The alarms of whose state some rule tells. */
  const toldBy = (rule: any, support: Record<string, any>, state = 'ALARM') => [
    ...alarmsOf(support)
      .map(([, { Properties }]) => alarmEvent({ name: Properties.AlarmName, description: deployed(Properties.AlarmDescription) }, state)),
    ...resourcesOf(support, 'AWS::CloudWatch::CompositeAlarm').map(([, { Properties }]) => compositeAlarmEvent(Properties.AlarmName, state)),
  ].filter(event => matchesPattern(rule.EventPattern, event)).map(({ detail }) => detail.alarmName).sort();

  const HEALTH = 'shop-eu-west-1-health';
  const [SYMPTOM, TICKET, NOTICE] = ELSEWHERE;
  const ACTING = [TICKET, NOTICE, HEALTH].sort();
  const HOME_BUS = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:events:eu-west-1:${ACCOUNT}:event-bus/default`]] };
  const statementsOf = (template: Record<string, any>) => resourcesOf(template, 'AWS::IAM::Role')
    .flatMap(([, { Properties }]) => Properties.Policies.flatMap((policy: any) => policy.PolicyDocument.Statement));
  const actingBy = (template: Record<string, any>) => [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')]
    .filter(([, { Properties }]) => Properties.AlarmActions).map(([, { Properties }]) =>
      [Properties.AlarmName, Properties.AlarmActions.map(deployed)]);

  /** Every alarm of the support stack is reachable by the rule about that. */
  function expectReachable({ stack }: Routed): void {
    const rule = rules.find(({ metadata }) => metadata.id === 'OE-AlarmHasAlarmAction')!;
    const workload = synthesizedWorkload(stack.node.root, {});
    const context = contextOf(workload);
    const judged = rule.metadata.resourceTypes.flatMap(type => workload.ofType(type))
      .filter(resource => resource.physicalName?.startsWith('shop-eu-west-1-'));
    expect(judged).toHaveLength(4);
    expect(judged.map(resource => rule.evaluate(resource, context))).toEqual(judged.map(() => Verdict.COMPLIANT));
  }

  test('to a topic is told by way of the event bus of the Region of the service', () => {
    const result = routed(stack => [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'))]);
    const [relay, ...more] = rulesIn(result.support);
    expect(more).toEqual([]);
    expect(relay.Targets).toEqual([expect.objectContaining({ Arn: HOME_BUS, RoleArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } })]);
    expect(toldBy(relay, result.support)).toEqual(ACTING);
    expect(statementsOf(result.support)).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: HOME_BUS }]);
    expect(actingBy(result.support)).toEqual([]);

    const [rule, ...others] = rulesIn(result.own);
    expect(others).toEqual([]);
    expect(toldBy(rule, result.support)).toEqual(ACTING);
    expect(toldBy(rule, result.support, 'OK')).toEqual(ACTING);
    const topic = { Ref: expect.stringMatching(/^OnCall/) };
    expect(rule.Targets).toEqual([expect.objectContaining({ Arn: topic, InputTransformer: expect.anything() })]);
    expect(rule.Targets[0].InputTransformer.InputTemplate).toContain('"AlarmName":<detail-alarmName>');
    expect(statementsOf(result.own)).toEqual([{ Effect: 'Allow', Action: 'sns:Publish', Resource: topic }]);
    expect(result.own.Resources).not.toHaveProperty('OnCallPolicy');
    expectReachable(result);
  });

  test('to a topic may use the key of the topic', () => {
    const result = routed(stack => [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall', { masterKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }) }))]);
    expect(statementsOf(result.own)).toContainEqual({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } });
  });

  test('to a topic of another stack adds no export', () => {
    const app = strictApp();
    const topics = home(IRELAND, app, 'Topics');
    const stack = home(IRELAND, app);
    distribution(stack);
    observe(stack, { routes: [AlarmRoute.toTopic(new sns.Topic(topics, 'OnCall', { masterKey: new kms.Key(topics, 'Key', { enableKeyRotation: true }) }))] });
    const templates = templatesOf(app);
    expect(Object.values<any>(templates.Topics.Outputs).filter(output => output.Export)).toEqual([]);
    expect(JSON.stringify(templates[SUPPORT])).not.toContain('Topics');
  });

  test('to a function gives it what an alarm would give', () => {
    const app = strictApp();
    const functions = home(IRELAND, app, 'Functions');
    const stack = home(IRELAND, app);
    distribution(stack);
    observe(stack, { routes: [AlarmRoute.toLambda(inlineFunction(functions, 'Handler'))] });
    const { [SUPPORT]: support, Shop: own } = templatesOf(app);
    const [rule] = rulesIn(own);
    expect(toldBy(rule, support)).toEqual(ACTING);
    expect(rule.Targets[0].InputTransformer).toEqual({
      InputPathsMap: expect.objectContaining({ detail: '$.detail' }), InputTemplate: expect.stringContaining('"alarmData":<detail>'),
    });
    const [permission] = resourcesOf(own, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permission).toMatchObject({ Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': [expect.stringContaining('Route'), 'Arn'] } });
    expectReachable({ own, support, stack });
  });

  test('to EventBridge has a second rule for what is relayed', () => {
    const result = routed(stack => [AlarmRoute.toEventBridge(new targets.SqsQueue(new sqs.Queue(stack, 'Incidents')))], { exclude: [] });
    const [atHome, relayed, ...more] = rulesIn(result.own);
    expect(more).toEqual([]);
    expect([toldBy(atHome, result.support), toldBy(relayed, result.support)]).toEqual([[], ACTING]);
    expectReachable(result);
  });

  test('to an event bus is told by the support stack itself, as events do not go on to a third bus', () => {
    const result = routed(stack => [AlarmRoute.toEventBridge(new targets.EventBus(new events.EventBus(stack, 'Incidents')))]);
    const [relay, ...more] = rulesIn(result.support);
    const bus = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Shop', Region: 'eu-west-1' }) };
    expect(more).toEqual([]);
    expect(relay.Targets).toEqual([expect.objectContaining({ Arn: bus })]);
    expect(toldBy(relay, result.support)).toEqual(ACTING);
    expect(statementsOf(result.support)).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }]);
    expect(rulesIn(result.own)).toHaveLength(1);
    expectReachable(result);
  });

  test('to an imported event bus is told by the support stack too', () => {
    const arn = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/incidents`;
    const result = routed(stack => [AlarmRoute.toEventBridge(new targets.EventBus(events.EventBus.fromEventBusArn(stack, 'Incidents', arn)))]);
    expect(rulesIn(result.support).map(({ Targets }) => Targets[0].Arn)).toEqual([arn]);
  });

  test('to OpsCenter opens OpsItems where the alarm is', () => {
    const result = routed(() => [AlarmRoute.toOpsItem()]);
    const item = (severity: number) => [`arn:AWS::Partition:ssm:us-east-1:${ACCOUNT}:opsitem:${severity}`];
    expect(Object.fromEntries(actingBy(result.support))).toEqual({ [TICKET]: item(3), [NOTICE]: item(4), [HEALTH]: item(1) });
    expect(rulesIn(result.support)).toEqual([]);
    expectReachable(result);
  });

  test('to an action of the Region of the service is refused, with what to use', () => {
    const stack = home();
    distribution(stack);
    const route = (arn: string) => AlarmRoute.toAction({ bind: () => ({ alarmActionArn: arn }) });
    const topic = new sns.Topic(stack, 'OnCall');
    for (const [id, arn] of Object.entries({ own: topic.topicArn, named: `arn:aws:sns:eu-west-1:${ACCOUNT}:t` })) {
      expect(() => observe(stack, { routes: [route(arn)], serviceName: id }, id)).toThrow(/alarms of global resources are in us-east-1.*Use AlarmRoute\.toTopic, toLambda or toEventBridge, which are relayed to eu-west-1/);
    }
  });

  test.each([
    ['the Region of the alarm', new actions.SsmAction(actions.OpsItemSeverity.HIGH)],
    ['every Region', { bind: () => ({ alarmActionArn: `arn:aws:ssm-incidents::${ACCOUNT}:response-plan/shop` }) }],
  ])('to an action of %s acts there', (_, action) => {
    expect(actingBy(routed(() => [AlarmRoute.toAction(action)]).support)).toHaveLength(3);
  });

  test('takes from its minimum severity on; what no route takes is not relayed', () => {
    const result = routed(stack => [
      AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'), { minimumSeverity: Severity.PAGE, notifyRecovery: false }),
      AlarmRoute.toTopic(new sns.Topic(stack, 'Desk'), { minimumSeverity: Severity.TICKET, notifyRecovery: false }),
    ]);
    const [relay, ...more] = rulesIn(result.support);
    expect(more).toEqual([]);
    expect([toldBy(relay, result.support), toldBy(relay, result.support, 'OK')]).toEqual([[TICKET, HEALTH].sort(), []]);
    expect(rulesIn(result.own).map(rule => toldBy(rule, result.support))).toEqual(expect.arrayContaining([[HEALTH], [TICKET, HEALTH].sort()]));
    expect(toldBy(relay, result.support)).not.toContain(SYMPTOM);
  });

  /** What the packs find in what stands in the support stack; what was acknowledged has its reason. */
  function foundInSupport(routes: (stack: Stack) => AlarmRoute[]): string[] {
    const stack = home(IRELAND, new App());
    distribution(stack);
    observe(stack, { environment: 'prod', routes: routes(stack) });
    OperationalExcellenceChecks.enforce(appOf(stack), { failOn: FailOn.NONE });
    PerformanceEfficiencyChecks.enforce(appOf(stack), { failOn: FailOn.NONE });
    Validations.of(appOf(stack)).addPlugins(new AwsSolutionsChecks());
    jest.spyOn(console, 'error').mockReturnValue();
    synthesized(appOf(stack));
    return reportOf(appOf(stack)).filter(({ path }) => /alarms-us-east-1|Elsewhere/.test(path)).map(({ rule, reason }) => `${rule}${reason === undefined ? '' : ` acknowledged: ${reason}`}`);
  }

  test.each<[string, (stack: Stack) => AlarmRoute[]]>([
    ['a topic', stack => [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall'))]],
    ['a function', stack => [AlarmRoute.toLambda(inlineFunction(stack, 'Handler'))]],
    ['a bus', stack => [AlarmRoute.toEventBridge(new targets.EventBus(new events.EventBus(stack, 'Incidents')))]],
  ])('to %s leaves nothing for the packs to find in the support stack', (_, routes) => {
    expect(foundInSupport(routes)).toEqual([]);
  });

  test('left out on purpose is acknowledged in the support stack too', () => {
    expect(new Set(foundInSupport(() => []))).toEqual(new Set(['OE-AlarmHasAlarmAction acknowledged: routes: [] makes the alarms of this service silent on purpose']));
  });
});

test('a service of the same name in the Region of the metrics shares neither names nor events', () => {
  const app = strictApp();
  const stacks = [IRELAND, VIRGINIA].map(env => home(env, app, `Shop-${env.region}`));
  for (const stack of stacks) {
    distribution(stack);
    observe(stack, { routes: [AlarmRoute.toEventBridge(new targets.SqsQueue(new sqs.Queue(stack, 'Incidents')))] });
  }
  const templates = templatesOf(app);
  const support = templates['Shop-eu-west-1-alarms-us-east-1'];
  const virginia = templates['Shop-us-east-1'];
  expect(namesIn(support).filter(name => namesIn(virginia).includes(name))).toEqual([]);
  const starts = (template: Record<string, any>) => rulesIn(template)
    .flatMap(({ EventPattern }) => EventPattern.detail.$or[1].configuration.description
      .map(({ prefix }: any) => prefix));
  expect(starts(support).filter(start => starts(virginia).includes(start))).toEqual([]);
});
