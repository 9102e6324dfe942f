import {
  App, Duration, Lazy, Stack, Stage, Tags, Validations, aws_dynamodb as dynamodb, aws_kms as kms, aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  FailOn, IncidentResponse, ObservedService, OnCallTopic, OperationalExcellenceChecks, PerformanceEfficiencyChecks, Severity,
  type IncidentResponseProps,
} from '../../src';
import { INCIDENT_ENVIRONMENT, type RespondingService } from '../../src/core/schemas/private/incidents';
import { compositeAlarmEvent } from '../support/alarm-events';
import { matchesPattern } from '../support/event-pattern';
import { transform } from '../support/input-transformer';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, resourcesOf, templateOf } from '../support/templates';
import { reportOf } from '../support/validation-report';

const env = { region: 'eu-west-1', account: '123456789012' };
type Template = Record<string, any>;

function tagged(scope: Stack): Stack {
  for (const [key, value] of Object.entries({ owner: 'shop-team', service: 'shop', environment: 'prod' })) Tags.of(scope).add(key, value);
  return scope;
}

function responding(props: IncidentResponseProps = {}, app = strictApp()) {
  const stack = tagged(new Stack(app, 'Operations', { env }));
  return { app, stack, response: new IncidentResponse(stack, 'Incidents', props) };
}

function observed(stack: Stack, response: IncidentResponse, serviceName = 'shop', environment = 'prod'): ObservedService {
  const table = new dynamodb.TableV2(stack, `${serviceName}Table`, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  return new ObservedService(stack, `${serviceName}Service`, {
    serviceName, environment, owner: 'shop-team', routes: [], resources: [table], incidentResponse: response, runbookBaseUrl: 'https://runbooks.example.com/shop',
  });
}

const plain = (name: string, count = 1): RespondingService => ({
  service: name, environment: 'prod', owner: 'o', tier: 'TIER_1', alarmPrefix: `${name}-`,
  alarms: Array.from({ length: count }, (_, index) => ({ name: `${name}-${'n'.repeat(200)}-${index}`, severity: 'PAGE' as const })),
});

const rulesOf = (template: Template) => resourcesOf(template, 'AWS::Events::Rule').map(([id, { Properties }]) => ({ id, ...Properties } as Template));
const ruleWith = (template: Template, part: string) => rulesOf(template).find(({ Description }) => Description.includes(part))!;
const onlyOf = (template: Template, type: string) => resourcesOf(template, type)[0][1].Properties;

describe('with two services', () => {
  let template: Template;
  beforeAll(() => {
    const { app, stack, response } = responding({
      reviewDue: Duration.days(3), reopenWithin: Duration.minutes(20), minimumReviewSeverity: Severity.TICKET, resolveOnRecovery: true, metricNamespace: 'Shop/Delivery',
    });
    observed(stack, response);
    response._addAutomations('shop', 'prod', [{ documentName: 'Restart-shop' }]);
    response._addService(stack, plain('pay', 30));
    template = templateOf(synthesizeStrictly(app), 'Operations');
  });

  test('a parameter tells the function of each service', () => {
    const parameter = resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties).find(({ Name }) => Name === '/cdk-pillars/incidents/services/shop/prod')!;
    expect(parameter.Tier).toBe('Intelligent-Tiering');
    expect(JSON.parse(deployed(parameter.Value))).toEqual({
      service: 'shop', environment: 'prod', owner: 'shop-team', tier: 'TIER_2', alarmPrefix: 'shop-prod-', runbook: 'https://runbooks.example.com/shop',
      alarms: [{ name: 'shop-prod-health', severity: 'PAGE' }, { name: 'shop-prod-slo-page-', isPrefix: true, severity: 'PAGE' }],
      dashboards: [{ title: 'Operations', url: expect.stringContaining('shop-prod-operations') }, { title: 'Performance', url: expect.stringContaining('shop-prod-performance') }],
      automations: [{ documentName: 'Restart-shop' }],
    });
  });

  test('the rule of a service matches its health alarm and its objectives that page, and nothing near', () => {
    const { EventPattern } = ruleWith(template, 'Incidents of shop');
    for (const name of ['shop-prod-health', 'shop-prod-slo-page-availability']) {
      for (const state of ['ALARM', 'OK']) expect(matchesPattern(EventPattern, compositeAlarmEvent(name, state))).toBe(true);
      expect(matchesPattern(EventPattern, compositeAlarmEvent(name, 'INSUFFICIENT_DATA'))).toBe(false);
    }
    for (const name of ['shop-prod-health-part-1', 'shop-prod-slo-ticket-availability', 'shop-health', 'pay-prod-health']) {
      expect(matchesPattern(EventPattern, compositeAlarmEvent(name, 'ALARM'))).toBe(false);
    }
  });

  test('many alarms take several rules, each short enough, and each alarm is in one', () => {
    const patterns = rulesOf(template).filter(({ Description }) => Description === 'Incidents of pay (prod)').map(({ EventPattern }) => EventPattern);
    expect(patterns.length).toBeGreaterThan(1);
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(4096);
    expect(patterns.flatMap(({ detail }) => detail.alarmName)).toEqual(plain('pay', 30).alarms.map(({ name }) => name));
  });

  test('resolved OpsItems of ours are told of, and no others', () => {
    const { EventPattern } = ruleWith(template, 'that people resolved');
    const event = (status: string, source: string) => ({ 'source': 'aws.ssm', 'detail-type': 'OpsItem Update', 'detail': { status, source } });
    expect(matchesPattern(EventPattern, event('Resolved', 'cdk-pillars'))).toBe(true);
    expect(matchesPattern(EventPattern, event('InProgress', 'cdk-pillars'))).toBe(false);
    expect(matchesPattern(EventPattern, event('Resolved', 'CloudWatch Alarm'))).toBe(false);
  });

  test('the events of a service are one group of a queue that takes each once, and what fails is kept', () => {
    const targets = rulesOf(template).map(({ Targets: [target] }) => target);
    expect(new Set(targets.map(({ SqsParameters }) => SqsParameters.MessageGroupId))).toEqual(new Set(['shop-prod', 'pay-prod', 'reviews', 'sweep']));
    expect(new Set(targets.map(({ DeadLetterConfig }) => deployed(DeadLetterConfig.Arn))).size).toBe(1);
    const queues = resourcesOf(template, 'AWS::SQS::Queue').map(([, { Properties }]) => Properties);
    const kinds = queues.map(({ FifoQueue = false, RedrivePolicy }) => [FifoQueue, RedrivePolicy?.maxReceiveCount]);
    expect(kinds).toEqual([[true, undefined], [true, 3], [false, undefined]]);
    expect(queues.every(({ SqsManagedSseEnabled }) => SqsManagedSseEnabled)).toBe(true);
    expect(queues[1].ContentBasedDeduplication).toBe(true);
  });

  test('scheduled messages differ, as the queue would drop one that is the same', () => {
    for (const [part, kind] of Object.entries({ 'Looks at': 'sweep', 'Counts': 'reviews' })) {
      const time = '2026-03-02T11:30:00Z';
      expect(transform(ruleWith(template, part).Targets[0].InputTransformer, { time, detail: {} })).toEqual({ kind, time });
    }
  });

  test('the function knows what was chosen, and may do what it does and nothing else', () => {
    const { Environment, Runtime, Architectures, TracingConfig } = onlyOf(template, 'AWS::Lambda::Function');
    expect([Runtime, Architectures, TracingConfig]).toEqual(['nodejs24.x', ['arm64'], { Mode: 'Active' }]);
    expect(Environment.Variables).toEqual({
      [INCIDENT_ENVIRONMENT.registryPath]: '/cdk-pillars/incidents', [INCIDENT_ENVIRONMENT.namespace]: 'Shop/Delivery', [INCIDENT_ENVIRONMENT.reopenWithin]: '1200',
      [INCIDENT_ENVIRONMENT.reviewDue]: '259200', [INCIDENT_ENVIRONMENT.reviewReminder]: '86400', [INCIDENT_ENVIRONMENT.minimumReviewSeverity]: 'TICKET',
      [INCIDENT_ENVIRONMENT.resolveOnRecovery]: 'true', [INCIDENT_ENVIRONMENT.notify]: '',
    });
    const [[, { Properties: { Policies } }]] = resourcesOf(template, 'AWS::IAM::Role');
    const { Statement } = Policies[0].PolicyDocument;
    const statements = Statement.map(({ Action, Resource }: Template) => [[Action].flat(), [Resource].flat().map(deployed)]);
    expect(statements).toEqual([
      [['ssm:CreateOpsItem', 'ssm:DescribeOpsItems'], ['*']],
      [['ssm:GetOpsItem', 'ssm:UpdateOpsItem'], ['arn:AWS::Partition:ssm:eu-west-1:123456789012:opsitem/*']],
      [['ssm:GetParametersByPath'], ['arn:AWS::Partition:ssm:eu-west-1:123456789012:parameter/cdk-pillars/incidents', 'arn:AWS::Partition:ssm:eu-west-1:123456789012:parameter/cdk-pillars/incidents/*']],
      [['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory'], ['*']],
    ]);
  });
});

describe('with a topic', () => {
  let app: App;
  let template: Template;
  beforeAll(() => {
    jest.spyOn(console, 'error').mockReturnValue();
    const made = responding({}, new App());
    app = made.app;
    const topic = new OnCallTopic(made.stack, 'People', { emails: ['people@example.com'] }).topic;
    const response = new IncidentResponse(made.stack, 'Told', { notify: topic, alarmOnOverdueReviews: true, registryPath: '/told', reviewTemplate: '# {service}' });
    observed(made.stack, response);
    OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
    PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    try {
      template = templateOf(app.synth(), 'Operations');
    } catch (error) {
      throw new Error(`${error}\n${JSON.stringify(reportOf(app).filter(({ reason }) => reason === undefined), undefined, 1)}`);
    }
  });

  test('it passes the three packs, but for what is acknowledged with a reason', () => {
    const violations = reportOf(app).filter(({ path }) => path.startsWith('Operations/Told/'));
    expect(violations.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect([...new Set(violations.map(({ rule }) => rule))].sort()).toEqual([
      'AwsSolutions-IAM5[Resource::*]', 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:eu-west-1:123456789012:opsitem/*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:eu-west-1:123456789012:parameter/told/*]', 'AwsSolutions-SQS3',
    ]);
  });

  test('each alarm about it tells the topic, that of overdue reviews too', () => {
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties).filter(({ AlarmDescription }) => AlarmDescription.includes('Incident response'));
    const told = alarms.filter(({ AlarmActions }) => AlarmActions);
    expect(told.map(({ MetricName }) => MetricName).sort()).toEqual([
      'ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesVisible', 'Errors', 'OverdueReviews', 'Throttles',
    ]);
    expect(told.find(({ MetricName }) => MetricName === 'OverdueReviews')).toMatchObject({
      Namespace: 'CdkPillars/Delivery', Dimensions: [{ Name: 'Environment', Value: 'prod' }, { Name: 'Service', Value: 'shop' }], Statistic: 'Maximum',
    });
  });

  test('OpsCenter may tell the topic, and use its key', () => {
    const { Statement } = onlyOf(template, 'AWS::SNS::TopicPolicy').PolicyDocument;
    expect(Statement.find(({ Principal }: Template) => Principal.Service === 'ssm.amazonaws.com')).toMatchObject({
      Action: 'sns:Publish', Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    });
    expect(JSON.stringify(onlyOf(template, 'AWS::KMS::Key').KeyPolicy)).toContain('ssm.amazonaws.com');
  });

  test('a template of your own is a parameter', () => {
    expect(resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties: { Name, Value } }]) => [Name, Value])).toContainEqual(['/told/review-template', '# {service}']);
  });
});

test('a topic without a policy is left without one', () => {
  const { app, stack } = responding({}, strictApp());
  const topic = new sns.Topic(stack, 'Plain', { masterKey: new kms.Key(stack, 'Key') });
  topic.addSubscription(new subscriptions.EmailSubscription('a@example.com'));
  new IncidentResponse(stack, 'Told', { notify: topic, registryPath: '/told' });
  new IncidentResponse(stack, 'TooTold', { notify: topic, registryPath: '/too' });
  expect(resourcesOf(templateOf(app.synth(), 'Operations'), 'AWS::SNS::TopicPolicy')).toEqual([]);
});

test('a further service changes nothing of the others', () => {
  const templates = [['shop'], ['pay', 'shop']].map(names => {
    const { app, stack, response } = responding({}, new App());
    for (const name of names) response._addService(stack, plain(name));
    return templateOf(app.synth(), 'Operations');
  });
  for (const [id, resource] of Object.entries(templates[0].Resources)) expect(templates[1].Resources[id]).toEqual(resource);
});

const isRefused: Array<[string, IncidentResponseProps, RegExp]> = [
  ['no time for a review', { reviewDue: Duration.minutes(5) }, /\[Operations\/Incidents\] reviewDue is out of range; received '5 minutes'; valid: 1 hour to 90 days/],
  ['a reminder before there is a review', { reviewDue: Duration.days(1), reviewReminder: Duration.days(2) }, /reviewReminder is out of range/],
  ['flapping over days', { reopenWithin: Duration.days(2) }, /reopenWithin is out of range/],
  ['half a second', { reopenWithin: Duration.millis(1_500) }, /whole seconds/],
  ['a duration that is a token', { reviewDue: Duration.days(Lazy.number({ produce: () => 1 })) }, /reviewDue is only known at deployment/],
  ['an empty template', { reviewTemplate: ' ' }, /reviewTemplate is empty or too long/],
  ['a template that OpsCenter has no room for', { reviewTemplate: 'x'.repeat(1_601) }, /valid: 1 to 1600 characters/],
  ['a path of AWS', { registryPath: '/aws/incidents' }, /registryPath is no path of parameters/],
  ['a path that is a token', { registryPath: Lazy.string({ produce: () => '/x' }) }, /registryPath .* received a token/],
  ['a namespace of AWS', { metricNamespace: 'AWS/Shop' }, /metricNamespace is no namespace/],
  ['an alarm that tells nobody', { alarmOnOverdueReviews: true }, /alarmOnOverdueReviews would tell nobody/],
];

test.each(isRefused)('refuses %s', (_, props, message) => {
  expect(() => responding(props, new App())).toThrow(message);
});

test('the Stages of an app each have one, wherever they will be deployed to', () => {
  const app = new App();
  for (const stage of ['Beta', 'Prod']) new IncidentResponse(new Stack(new Stage(app, stage), 'Operations'), 'Incidents');
  const { stacks } = app.synth().getNestedAssembly('assembly-Prod');
  expect(resourcesOf(stacks[0].template, 'AWS::Events::Rule').length).toBe(3);
});

test('refuses what is there already, or far away, or does not fit', () => {
  const { app, stack, response } = responding({}, new App());
  expect(() => new IncidentResponse(stack, 'Second')).toThrow(/Operations\/Incidents has the registryPath/);
  response._addService(stack, plain('shop'));
  expect(() => response._addService(stack, plain('shop'))).toThrow(/shop-prod has an incident response already/);
  const abroad = new Stack(new Stage(app, 'Prod'), 'Abroad', { env: { ...env, region: 'us-east-1' } });
  expect(() => response._addService(abroad, plain('pay'))).toThrow(/different accounts or Regions.*us-east-1/);
  response._addService(stack, plain('huge', 60));
  expect(() => app.synth()).toThrow(/what is to be known of the service huge does not fit into a parameter/);
});

test('a reminder is never due before the review exists', () => {
  const { app } = responding({ reviewDue: Duration.hours(2), reviews: false }, new App());
  const { Variables } = onlyOf(templateOf(app.synth(), 'Operations'), 'AWS::Lambda::Function').Environment;
  expect([Variables[INCIDENT_ENVIRONMENT.reviewReminder], Variables[INCIDENT_ENVIRONMENT.minimumReviewSeverity]]).toEqual(['7200', 'NONE']);
});
