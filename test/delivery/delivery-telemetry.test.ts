import { App, CfnParameter, Duration, Lazy, Stack, Stage, aws_events as events } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AlarmRoute, DeliverySource, DeliveryTelemetry, OnCallTopic, Severity, type DeliveryTelemetryProps } from '../../src';
import { DELIVERY_DEFAULTS, DELIVERY_ENVIRONMENT } from '../../src/core/schemas/private/delivery';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { resourcesOf, templateOf } from '../support/templates';

const ENV = { region: 'eu-west-1', account: '123456789012' };

function telemetryOf(props: (stack: Stack) => DeliveryTelemetryProps) {
  const stack = new Stack(strictApp(), 'Delivery', { env: ENV });
  const telemetry = new DeliveryTelemetry(stack, 'Telemetry', props(stack));
  return { stack, telemetry, template: templateOf(synthesizeStrictly(stack.node.root as App), 'Delivery') };
}

const onCall = (stack: Stack) => new OnCallTopic(stack, 'OnCall', { emails: ['a@example.com'] }).topic;
const make = (props: DeliveryTelemetryProps) => () => new DeliveryTelemetry(new Stack(new App(), 'Delivery', { env: ENV }), 'Telemetry', props);
const token = () => Lazy.string({ produce: () => 'late' });

describe('a telemetry with nothing but a route', () => {
  const { template, telemetry } = telemetryOf(stack => ({ routes: [AlarmRoute.toTopic(onCall(stack))] }));
  const all = (type: string) => resourcesOf(template, type);
  const one = (type: string, id: RegExp): any => {
    const found = all(type).filter(([each]) => id.test(each));
    expect(found.map(([each]) => each)).toHaveLength(1);
    return found[0][1];
  };
  const statementsOf = (role: RegExp): any[] => all('AWS::IAM::Role').filter(([id]) => role.test(id)).flatMap(([, { Properties }]) => Properties.Policies.flatMap((each: any) => each.PolicyDocument.Statement));

  test('hears each source by one rule on the default bus, and lets nothing be lost between rule and queue', () => {
    const rules = all('AWS::Events::Rule').filter(([id]) => id.includes('Hears'));
    expect(rules.map(([id]) => id.replace(/^TelemetryHears|[0-9A-F]{8}$/g, '')).sort()).toEqual(['Alarms', 'Canaries', 'CodeDeploy', 'Custom', 'Ecs', 'LambdaAliases', 'OpsItems', 'Pipelines', 'Stacks']);
    for (const [, { Properties }] of rules) {
      expect(Properties.EventBusName).toBeUndefined();
      expect(Properties.Targets).toEqual([expect.objectContaining({
        Arn: { 'Fn::GetAtt': [expect.stringMatching(/^TelemetryEvents/), 'Arn'] }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^TelemetryDeadLetters/), 'Arn'] } },
      })]);
    }
  });

  test('keeps events encrypted in a queue, longer once they are given up, and gives them up after ten attempts', () => {
    const queue = one('AWS::SQS::Queue', /^TelemetryEvents/);
    expect(queue.Properties).toEqual({
      SqsManagedSseEnabled: true, MessageRetentionPeriod: 864_000, VisibilityTimeout: 180,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^TelemetryDeadLetters/), 'Arn'] }, maxReceiveCount: 10 },
    });
    expect(one('AWS::SQS::Queue', /^TelemetryDeadLetters/).Properties).toEqual({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    const refusals = all('AWS::SQS::QueuePolicy').filter(([, { Properties }]) => Properties.PolicyDocument.Statement.some((each: any) => each.Effect === 'Deny' && each.Condition.Bool['aws:SecureTransport'] === 'false'));
    expect(refusals).toHaveLength(2);
  });

  test('keeps what it knows when the stack goes', () => {
    const table = one('AWS::DynamoDB::Table', /^TelemetryTable/);
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST', DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
    });
  });

  test('reads ten events at once, and only those that fail again', () => {
    expect(one('AWS::Lambda::EventSourceMapping', /./).Properties).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 5 } });
  });

  test('both functions are of one code, traced, and told the same', () => {
    const functions = ['Ingest', 'Settle'].map(name => one('AWS::Lambda::Function', new RegExp(`^Telemetry${name}`)).Properties);
    expect(functions[0].Code).toEqual(functions[1].Code);
    expect(functions.map(({ Handler, Timeout, ReservedConcurrentExecutions }) => [Handler, Timeout, ReservedConcurrentExecutions])).toEqual([['index.ingest', 30, undefined], ['index.settle', 600, 1]]);
    for (const { Architectures, TracingConfig, MemorySize, LoggingConfig, Environment: { Variables } } of functions) {
      expect([Architectures, TracingConfig, MemorySize, LoggingConfig.LogFormat]).toEqual([['arm64'], { Mode: 'Active' }, 512, 'JSON']);
      expect(Object.keys(Variables).sort()).toEqual(Object.values(DELIVERY_ENVIRONMENT).sort());
      expect(Variables).toMatchObject({
        REGISTRY_PATH: '/cdk-pillars/delivery', METRIC_NAMESPACE: 'CdkPillars/Delivery', GRACE_SECONDS: '900', CHANGE_FAILURE_SECONDS: '3600', REOPEN_SECONDS: '600',
        CHANGE_GAP_SECONDS: '600', REWORK_SECONDS: '86400', RETENTION_SECONDS: String(DELIVERY_DEFAULTS.retentionSeconds), LOG_GROUP_NAME: LoggingConfig.LogGroup,
      });
    }
    expect(all('AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays)).toEqual([30, 30]);
  });

  test('settles every five minutes, and never twice at once', () => {
    const { Properties: { ScheduleExpression } } = one('AWS::Events::Rule', /^TelemetryTurns/);
    expect(ScheduleExpression).toBe('rate(5 minutes)');
    expect(one('AWS::Lambda::EventInvokeConfig', /^TelemetrySettle/).Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300 });
  });

  test('either function may do what it does and no more', () => {
    const actions = (role: RegExp) => statementsOf(role).flatMap(({ Action }) => [Action].flat()).sort();
    const both = ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'ssm:GetParametersByPath'];
    expect(actions(/^TelemetryIngestRole/)).toEqual([...both, 'cloudformation:DescribeStacks', 'codepipeline:GetPipelineExecution', 'ssm:GetOpsItem'].sort());
    expect(actions(/^TelemetrySettleRole/)).toEqual([...both, 'dynamodb:Scan', 'logs:FilterLogEvents'].sort());
    for (const { Resource } of statementsOf(/Role/)) expect([Resource].flat()).not.toContain('*');
  });

  test('tells of events that are not processed, whatever stops them', () => {
    const alarms = new Map(all('AWS::CloudWatch::Alarm').map(([, { Properties }]) => [Properties.AlarmName, Properties]));
    expect([...alarms.keys()].sort()).toEqual([...telemetry.alarmNames].sort());
    expect([...alarms.keys()].sort()).toEqual(['dead-letters', 'ingest-errors', 'ingest-throttles', 'settle-absent', 'settle-errors', 'settle-throttles', 'table-throttles', 'waiting'].map(id => `delivery-telemetry-${id}`));
    for (const { AlarmActions, OKActions, AlarmDescription } of alarms.values()) {
      expect([AlarmActions, OKActions].map(each => each.length)).toEqual([1, 1]);
      expect(AlarmDescription).toMatch(/^\[TICKET\] delivery telemetry: .* Cause: .* First: .* Runbook: https:\/\//);
    }
    expect(alarms.get('delivery-telemetry-dead-letters')).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [expect.stringMatching(/^TelemetryDeadLetters/), 'QueueName'] } }],
    });
    expect(alarms.get('delivery-telemetry-waiting')).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 300, EvaluationPeriods: 5 });
    expect(alarms.get('delivery-telemetry-settle-absent')).toMatchObject({
      MetricName: 'Invocations', Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', Period: 300, EvaluationPeriods: 4,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^TelemetrySettleHandler/) } }],
    });
  });

  test('says which function recomputes', () => {
    expect(Object.values(template.Outputs!)).toEqual([expect.objectContaining({ Value: { Ref: expect.stringMatching(/^TelemetrySettleHandler/) } })]);
  });
});

describe('a telemetry with properties', () => {
  const { template, telemetry } = telemetryOf(stack => ({
    sources: [DeliverySource.CUSTOM, DeliverySource.STACKS], eventBus: new events.EventBus(stack, 'Bus'), routes: [], registryPath: '/shop/delivery', metricNamespace: 'Shop/Delivery',
    grace: Duration.minutes(30), changeFailureWindow: Duration.hours(4), reopenWithin: Duration.seconds(0), changeGap: Duration.hours(1),
    reworkWindow: Duration.days(2), retention: Duration.days(800),
  }));
  const found = (type: string, id: RegExp) => resourcesOf(template, type).filter(([each]) => id.test(each)).map(([, { Properties }]) => Properties);

  test('hears what it was told to, custom events on their bus and those of AWS on the default one', () => {
    expect(telemetry.sources).toEqual([DeliverySource.CUSTOM, DeliverySource.STACKS]);
    expect(found('AWS::Events::Rule', /Hears/).map(({ EventBusName }) => EventBusName)).toEqual([{ Ref: expect.stringMatching(/^Bus/) }, undefined]);
    const actions = found('AWS::IAM::Role', /Ingest/).flatMap(({ Policies }) => Policies[0].PolicyDocument.Statement.flatMap(({ Action }: any) => Action));
    expect(actions).toContain('cloudformation:DescribeStacks');
    expect(actions).not.toContain('codepipeline:GetPipelineExecution');
    expect(actions).not.toContain('ssm:GetOpsItem');
  });

  test('tells its functions', () => {
    expect(found('AWS::Lambda::Function', /./)[0].Environment.Variables).toMatchObject({
      REGISTRY_PATH: '/shop/delivery', METRIC_NAMESPACE: 'Shop/Delivery', GRACE_SECONDS: '1800', CHANGE_FAILURE_SECONDS: '14400', REOPEN_SECONDS: '0', CHANGE_GAP_SECONDS: '3600',
      REWORK_SECONDS: '172800', RETENTION_SECONDS: String(800 * 86_400),
    });
    expect(found('AWS::CloudWatch::Alarm', /waiting/)[0].Threshold).toBe(600);
  });

  test('may read its part of the registry only', () => {
    const [statement] = found('AWS::IAM::Role', /Ingest/)[0].Policies[0].PolicyDocument.Statement.filter(({ Action }: any) => Action === 'ssm:GetParametersByPath');
    expect(statement.Resource.map((each: any) => each['Fn::Join'][1].at(-1))).toEqual([
      ':ssm:eu-west-1:123456789012:parameter/shop/delivery', ':ssm:eu-west-1:123456789012:parameter/shop/delivery/*',
    ]);
  });
});

test('all events can be heard on a bus of the user', () => {
  const stack = new Stack(new App(), 'Delivery');
  new DeliveryTelemetry(stack, 'Telemetry', { eventBus: new events.EventBus(stack, 'Bus'), allEventsOnEventBus: true, routes: [] });
  const rules = resourcesOf(templateOf((stack.node.root as App).synth(), 'Delivery'), 'AWS::Events::Rule').filter(([id]) => id.includes('Hears'));
  expect(rules.map(([, { Properties }]) => Properties.EventBusName)).toEqual(Array(9).fill({ Ref: expect.stringMatching(/^Bus/) }));
});

test('leaving a source out changes no other id', () => {
  const ids = (sources?: DeliverySource[]) => {
    const stack = new Stack(new App(), 'Delivery');
    new DeliveryTelemetry(stack, 'Telemetry', { sources, routes: [] });
    return Object.keys(templateOf((stack.node.root as App).synth(), 'Delivery').Resources);
  };
  const all = ids();
  const few = ids([DeliverySource.OPS_ITEMS, DeliverySource.PIPELINES]);
  expect(all).toEqual(expect.arrayContaining(few));
  expect(all.length - few.length).toBe(7);
});

test.each<[string, DeliveryTelemetryProps, RegExp]>([
  ['no source', { sources: [] }, /\[Delivery\/Telemetry\] sources is not a list of different sources; received \[\]; valid: PIPELINES/],
  ['a source twice', { sources: [DeliverySource.ECS, DeliverySource.ECS] }, /sources/],
  ['a registry path without a slash', { registryPath: 'delivery' }, /registryPath is not a path of parameters; received 'delivery'; valid: a literal such as/],
  ['one that AWS keeps for itself', { registryPath: '/aws/delivery' }, /registryPath/],
  ['one that ends in a slash', { registryPath: '/delivery/' }, /registryPath/],
  ['one that is too deep', { registryPath: '/a'.repeat(13) }, /12 levels/],
  ['one that is too long', { registryPath: `/${'a'.repeat(900)}` }, /characters at most/],
  ['one that only deployment tells', { registryPath: token() }, /received a token/],
  ['a namespace of AWS', { metricNamespace: 'AWS/Delivery' }, /metricNamespace/],
  ['an empty namespace', { metricNamespace: ' ' }, /metricNamespace/],
  ['one that begins with a colon', { metricNamespace: ':a' }, /metricNamespace/],
  ['one that is too long', { metricNamespace: 'a'.repeat(256) }, /1 to 255/],
  ['one that only deployment tells', { metricNamespace: token() }, /received a token/],
  ['no grace', { grace: Duration.seconds(0) }, /grace is out of range; received '0 seconds'; valid: 60 to/],
  ['parts of a second', { grace: Duration.millis(60_500) }, /whole seconds/],
  ['a time that only deployment tells', { grace: Duration.seconds(Lazy.number({ produce: () => 60 })) }, /received 'a token'/],
  ['points that CloudWatch does not take any more', { grace: Duration.days(7), changeFailureWindow: Duration.days(7) }, /changeFailureWindow is out of range.* valid: 60 to 518400 .*14 days/],
  ['incidents that are final too late', { grace: Duration.days(7), changeFailureWindow: Duration.days(1), reopenWithin: Duration.days(7) }, /reopenWithin/],
  ['a deployment that is final before it is over', { changeGap: Duration.hours(2) }, /changeGap is out of range; received '2 hours'; valid: 0 to 3600 .*changeFailureWindow/],
  ['a window that is shorter than the gap by default', { changeFailureWindow: Duration.minutes(5) }, /changeGap is out of range; received '600 seconds, the default'/],
  ['rework after a year', { reworkWindow: Duration.days(365) }, /reworkWindow/],
  ['events that are gone before they are final', { retention: Duration.days(14) }, /retention is out of range.*30 days/],
  ['events for ever', { retention: Duration.days(36_500) }, /retention/],
  ['all events on no bus', { allEventsOnEventBus: true }, /without an eventBus/],
])('refuses %s', (_, props, message) => {
  expect(make({ routes: [], ...props })).toThrow(message);
});

test.each<[string, string, RegExp]>([
  ['Region', 'arn:aws:events:us-east-1:123456789012:event-bus/ci', /the eventBus is in another Region; received 'us-east-1'; valid: eu-west-1/],
  ['account', 'arn:aws:events:eu-west-1:111111111111:event-bus/ci', /another account/],
])('refuses a bus of another %s', (_, arn, message) => {
  const stack = new Stack(new App(), 'Delivery', { env: ENV });
  expect(() => new DeliveryTelemetry(stack, 'Telemetry', { eventBus: events.EventBus.fromEventBusArn(stack, 'Bus', arn) })).toThrow(message);
});

test('takes a bus whose name only deployment tells', () => {
  const stack = new Stack(new App(), 'Delivery', { env: ENV });
  const eventBus = events.EventBus.fromEventBusName(stack, 'Bus', new CfnParameter(stack, 'BusName').valueAsString);
  expect(() => new DeliveryTelemetry(stack, 'Telemetry', { eventBus, routes: [] })).not.toThrow();
});

describe('one in an account and Region', () => {
  test('a second one is refused, wherever it stands', () => {
    const app = new App();
    new DeliveryTelemetry(new Stack(app, 'A', { env: ENV }), 'Telemetry');
    expect(() => new DeliveryTelemetry(new Stack(app, 'B', { env: ENV }), 'Telemetry')).toThrow(/\[B\/Telemetry\] there is a DeliveryTelemetry in the same account and Region already, at A\/Telemetry\. Give services that one/);
    expect(() => new DeliveryTelemetry(new Stack(app, 'C', { env: { ...ENV, region: 'us-east-1' } }), 'Telemetry')).not.toThrow();
  });

  test('Stages without an account have one each', () => {
    const app = new App();
    const inStage = (name: string) => new Stack(new Stage(app, name), 'Delivery');
    const dev = inStage('dev');
    new DeliveryTelemetry(dev, 'Telemetry');
    expect(() => new DeliveryTelemetry(inStage('prod'), 'Telemetry')).not.toThrow();
    expect(() => new DeliveryTelemetry(dev, 'Again')).toThrow(/already, at dev\/Delivery\/Telemetry/);
  });

  test('that of another app is known by its names', () => {
    expect({ ...DeliveryTelemetry.fromAttributes() }).toEqual({ registryPath: '/cdk-pillars/delivery', metricNamespace: 'CdkPillars/Delivery' });
    expect(DeliveryTelemetry.fromAttributes({ registryPath: '/shop/delivery' }).registryPath).toBe('/shop/delivery');
    expect(() => DeliveryTelemetry.fromAttributes({ metricNamespace: 'AWS/X' })).toThrow(/\[DeliveryTelemetry\] metricNamespace/);
  });
});

test('routes that take only pages: a warning names the alarms of which nobody is told', () => {
  const stack = new Stack(new App(), 'Delivery', { env: ENV });
  new DeliveryTelemetry(stack, 'Telemetry', { routes: [AlarmRoute.toTopic(onCall(stack), { minimumSeverity: Severity.PAGE })] });
  Annotations.fromStack(stack).hasWarning('/Delivery/Telemetry', Match.stringLikeRegexp('No route takes alarms of severity TICKET.*delivery-telemetry-dead-letters'));
});
