import {
  App, CfnResource, Duration, NestedStack, Stack, Stage, Tags, Validations, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_events as events, aws_events_targets as targets, aws_lambda as lambda,
  aws_logs as logs,
  aws_lambda_event_sources as sources, aws_secretsmanager as secrets, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  AlarmRoute, FailOn, ObservedService, OnCallHours, OnCallTopic, OperationalExcellenceChecks, OwnAlarm, PerformanceEfficiencyChecks, Severity,
  type AlarmRoute as Route,
} from '../../src';
import { isOwn } from '../../src/core/private/own-constructs';
import { reportOf, type ReportedViolation } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

/** What the three packs find in what this library made; what was acknowledged has its reason. */
function ownViolations(app: App): ReportedViolation[] {
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  try {
    app.synth();
  } catch {
    // What AwsSolutions finds in the resources of the tests fails synthesis.
  }
  const resources = app.node.findAll().filter(isOwn).flatMap(construct => construct.node.findAll()).filter(CfnResource.isCfnResource);
  const own = new Set(resources.map(({ node }) => node.path));
  expect(own.size).toBeGreaterThan(0);
  return reportOf(app).filter(({ path }) => own.has(path));
}

function tagged(scope: Stack): Stack {
  for (const [key, value] of Object.entries({ owner: 'order-team', service: 'orders', environment: 'prod' })) Tags.of(scope).add(key, value);
  return scope;
}

function addResources(stack: Stack): void {
  const table = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const queue = new sqs.Queue(stack, 'Queue', {
    visibilityTimeout: Duration.minutes(5), deadLetterQueue: { queue: new sqs.Queue(stack, 'DeadLetters'), maxReceiveCount: 3 },
  });
  const fn = new lambda.Function(stack, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
  table.grantReadWriteData(fn);
  fn.addEventSource(new sources.SqsEventSource(queue));
  new apigateway.LambdaRestApi(stack, 'Api', { handler: fn });
}

function onCall(stack: Stack): sns.Topic {
  const topic = new sns.Topic(stack, 'OnCall');
  topic.addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  return topic;
}

const ROUTES: [string, (stack: Stack) => Route[]][] = [
  ['a topic', stack => [AlarmRoute.toTopic(onCall(stack))]],
  ['an EventBridge rule alone', stack => {
    const target = new targets.SqsQueue(new sqs.Queue(stack, 'Events'), { deadLetterQueue: new sqs.Queue(stack, 'Undelivered') });
    return [AlarmRoute.toEventBridge(target, { minimumSeverity: Severity.INFO })];
  }],
  ['OpsItems', () => [AlarmRoute.toOpsItem()]],
  ['a function and an action', stack => [
    AlarmRoute.toLambda(new lambda.Function(stack, 'Told', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') })),
    AlarmRoute.toAction(new actions.SnsAction(onCall(stack))),
  ]],
];

test.each(ROUTES)('a service with a route to %s passes all packs without an acknowledgement', (_, routes) => {
  const app = new App();
  const stack = tagged(new Stack(app, 'Stack'));
  addResources(stack);
  new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'order-team', environment: 'prod', routes: routes(stack) });

  expect(ownViolations(app)).toEqual([]);
});

test('routes over rules, escalations and topics on request pass all packs, but for what is acknowledged with a reason', () => {
  const app = new App();
  const stack = tagged(new Stack(app, 'Stack', { env: { region: 'eu-west-1', account: '123456789012' } }));
  addResources(stack);
  const secret = secrets.Secret.fromSecretNameV2(stack, 'Secret', 'incidents');
  const [day, night] = ['Day', 'Night'].map(id => new OnCallTopic(stack, id, {
    emails: [`${id}@example.com`], urls: ['https://example.com/sns'], slackChannels: [{ workspaceId: 'T0123456789', channelId: `C${id.toUpperCase()}` }],
  }).topic);
  const hours = OnCallHours.of({ timeZone: 'Europe/Berlin', opens: '08:00', closes: '18:00' });
  new ObservedService(stack, 'Service', {
    serviceName: 'orders', owner: 'order-team', environment: 'prod',
    routes: [
      AlarmRoute.toPagerDuty({ secret }), AlarmRoute.toOpsgenie({ secret }), AlarmRoute.toSlack({ secret, channelId: 'C0123456789' }),
      AlarmRoute.toAutomation({ documentName: 'Restart' }), AlarmRoute.toEventBus(new events.EventBus(stack, 'Bus')),
      AlarmRoute.escalating({ steps: [{ topic: day, hours, outsideHours: night }, { topic: night, after: Duration.minutes(15) }] }),
    ],
  });

  const violations = ownViolations(app);

  expect(violations.filter(({ reason }) => reason === undefined)).toEqual([]);
  expect([...new Set(violations.map(({ rule }) => rule))].sort()).toEqual([
    'AwsSolutions-IAM5[Resource::*]', 'AwsSolutions-SQS3', 'OE-LambdaAlarmed[errors]', 'OE-LambdaAlarmed[throttles]',
  ]);
});

test('a service that is silent on purpose has this acknowledged, and nothing else', () => {
  const app = new App();
  const stack = tagged(new Stack(app, 'Stack'));
  addResources(stack);
  const service = new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'order-team', environment: 'prod', routes: [] });

  const violations = ownViolations(app);

  expect(violations.length).toBe(service.alarms.length + 1);
  expect(new Set(violations.map(({ rule, reason }) => `${rule}: ${reason}`))).toEqual(new Set(['OE-AlarmHasAlarmAction: routes: [] makes the alarms of this service silent on purpose']));
});

test('a service of another stack, in a Stage, without an environment passes all packs', () => {
  const app = new App();
  const stage = new Stage(app, 'dev');
  const stack = tagged(new Stack(stage, 'Stack'));
  addResources(stack);
  const monitoring = tagged(new Stack(stage, 'Monitoring'));
  new ObservedService(monitoring, 'Service', {
    serviceName: 'orders', owner: 'order-team', resources: [stack], routes: [AlarmRoute.toTopic(onCall(monitoring))],
    businessMetrics: { Orders: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Placed' }) },
  });

  expect(ownViolations(app)).toEqual([]);
});

test('alarms that overflow into nested stacks are told from there', () => {
  const app = new App();
  const stack = tagged(new Stack(app, 'Stack'));
  for (let index = 0; index < 230; index++) {
    new sqs.Queue(stack, `Queue${index}`, { deadLetterQueue: undefined });
  }
  new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'order-team', environment: 'prod', routes: [AlarmRoute.toTopic(onCall(stack))] });

  expect(ownViolations(app)).toEqual([]);
  expect(stack.node.findAll().some(construct => NestedStack.isNestedStack(construct))).toBe(true);
});

test('a service with all that holds pages back, alarms of the user and rollback alarms passes all packs', () => {
  const app = new App();
  const stack = tagged(new Stack(app, 'Stack'));
  addResources(stack);
  const props = { owner: 'order-team', environment: 'prod', routes: [AlarmRoute.toTopic(onCall(stack))] };
  const payments = new ObservedService(stack, 'Payments', { serviceName: 'payments', ...props });
  const logGroup = new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.ONE_WEEK });
  const service = new ObservedService(stack, 'Service', {
    serviceName: 'orders', ...props, dependsOn: [payments], warmUp: Duration.minutes(10),
    suppression: { deployments: true },
    muteWindows: [{ schedule: cloudwatch.ScheduleExpression.cron({ minute: '0', hour: '2' }), duration: Duration.hours(1) }],
    ownAlarms: [
      OwnAlarm.logs({ name: 'fatal', severity: Severity.TICKET, meaning: 'a', cause: 'b', firstStep: 'c', logGroups: [logGroup], query: 'filter @message like /FATAL/', aggregation: 'count(*)', threshold: 0 }),
      OwnAlarm.promql({ name: 'orders', severity: Severity.PAGE, meaning: 'a', cause: 'b', firstStep: 'c', query: 'up < 1' }),
    ],
  });
  expect(service.rollbackAlarms.length).toBeGreaterThan(0);

  expect(ownViolations(app).filter(({ reason }) => reason === undefined)).toEqual([]);
});
