import { App, Aws, CfnParameter, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Alias, Architecture, CfnFunction, EventInvokeConfig, Function, LambdaInsightsVersion, LayerVersion, StartingPosition, Version, type FunctionProps } from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Schedule as SchedulerSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { observe } from '../../support/observe';
import { inlineFunction } from '../../support/order-service';
import { boundSignal } from '../../support/signals';

const ALWAYS = ['invocations', 'errors', 'errorRate', 'throttles', 'duration', 'concurrentExecutions', 'claimedAccountConcurrency'];
const ASYNCHRONOUS = ['asyncEventAge', 'asyncEventsDropped'];
const INSIGHTS = ['memoryUtilization', 'initDuration', 'coldStartShare'];
const DERIVED = ['nearTimeout', 'costPerInvocation'];

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const fn = (props: Partial<FunctionProps> = {}) => inlineFunction(stack, 'Fn', props);
const beyondAlways = (construct: Function) => observe(construct).signals.filter(id => ![...ALWAYS, ...DERIVED].includes(id));
const stream = () => Stream.fromStreamArn(stack, 'Stream', 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders');
const fromBeginning = { startingPosition: StartingPosition.TRIM_HORIZON };

test('a function that nothing is known about has what every function publishes', () => {
  expect(observe(fn()).signals).toEqual([...ALWAYS, ...DERIVED]);
});

test('its metrics name the function, those of the account nothing', () => {
  const { dimensions, variants } = observe(fn());
  const name = { FunctionName: { Ref: expect.stringMatching(/^Fn/) } };
  expect(dimensions).toEqual(name);
  expect(stack.resolve(variants('errors'))).toEqual([{ dimensions: name }]);
  expect(variants('claimedAccountConcurrency')).toEqual([{ dimensions: {} }]);
});

describe('asynchronous events are watched when it is triggered', () => {
  test.each<[string, (handler: Function) => void, string[]]>([
    ['by a topic', handler => new Topic(stack, 'Topic').addSubscription(new LambdaSubscription(handler)), ['recursiveInvocationsDropped']],
    ['by a bucket', handler => new Bucket(stack, 'Bucket').addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(handler)), ['recursiveInvocationsDropped']],
    ['by EventBridge', handler => new Rule(stack, 'Rule', { schedule: Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(handler)] }), []],
    ['by EventBridge Scheduler', handler => new SchedulerSchedule(stack, 'Schedule', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new LambdaInvoke(handler) }), []],
    ['by CloudWatch Logs', handler => handler.addPermission('Logs', { principal: new ServicePrincipal('logs.amazonaws.com') }), []],
    ['under settings of its own', handler => handler.configureAsyncInvoke({ retryAttempts: 0 }), []],
    ['under settings of an alias', handler => new EventInvokeConfig(stack, 'Config', { function: handler.addAlias('live'), qualifier: 'live' }), []],
  ])('%s', (_, trigger, others) => {
    const handler = fn();
    trigger(handler);
    expect(beyondAlways(handler)).toEqual([...ASYNCHRONOUS, ...others]);
  });

  test.each<[string, (alias: Alias) => void]>([
    ['a topic', alias => new Topic(stack, 'Topic').addSubscription(new LambdaSubscription(alias))],
    ['EventBridge', alias => new Rule(stack, 'Rule', { schedule: Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(alias)] })],
    ['EventBridge Scheduler', alias => new SchedulerSchedule(stack, 'Schedule', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new LambdaInvoke(alias) })],
  ])('through an alias by %s', (_, trigger) => {
    const handler = fn();
    trigger(handler.addAlias('live'));
    expect(beyondAlways(handler)).toEqual(expect.arrayContaining(ASYNCHRONOUS));
  });

  test('through a version', () => {
    const handler = fn();
    new Version(stack, 'Version', { lambda: handler }).addPermission('Events', { principal: new ServicePrincipal('events.amazonaws.com') });
    expect(beyondAlways(handler)).toEqual(ASYNCHRONOUS);
  });

  test('not when an API or a load balancer calls it and waits', () => {
    const handler = fn();
    handler.addPermission('Api', { principal: new ServicePrincipal('apigateway.amazonaws.com') });
    handler.addPermission('Balancer', { principal: new ServicePrincipal('elasticloadbalancing.amazonaws.com') });
    expect(beyondAlways(handler)).toEqual([]);
  });

  test('not when another function is', () => {
    const handler = fn();
    inlineFunction(stack, 'Other').configureAsyncInvoke({ retryAttempts: 0 });
    expect(beyondAlways(handler)).toEqual([]);
  });
});

describe('the age of asynchronous events', () => {
  test('alarms at half of six hours, which is what Lambda keeps them for', () => {
    const handler = fn();
    handler.addPermission('Events', { principal: new ServicePrincipal('events.amazonaws.com') });
    expect(observe(handler).threshold('asyncEventAge')).toEqual({ value: 10_800_000 });
  });

  test('alarms at half of what the function, or the strictest of its aliases, keeps them for', () => {
    const handler = fn();
    handler.configureAsyncInvoke({ maxEventAge: Duration.minutes(10) });
    expect(observe(handler).threshold('asyncEventAge')).toEqual({ value: 300_000 });
    handler.addAlias('live', { maxEventAge: Duration.minutes(2) });
    expect(observe(handler).threshold('asyncEventAge')).toEqual({ value: 60_000 });
  });

  test('has no threshold when only deployment can tell', () => {
    const handler = fn();
    handler.configureAsyncInvoke({ retryAttempts: 0 });
    (handler.node.findChild('EventInvokeConfig').node.defaultChild as CfnResource).addPropertyOverride('MaximumEventAgeInSeconds', new CfnParameter(stack, 'Age', { type: 'Number' }).valueAsNumber);
    expect(observe(handler).threshold('asyncEventAge').reason).toMatch(/MaximumEventAgeInSeconds is only known at deployment/);
  });
});

describe('the age of records is watched when it reads', () => {
  test.each<[string, (handler: Function) => void]>([
    ['a Kinesis stream', handler => handler.addEventSource(new sources.KinesisEventSource(new Stream(stack, 'Stream'), fromBeginning))],
    ['an imported Kinesis stream', handler => handler.addEventSource(new sources.KinesisEventSource(stream(), fromBeginning))],
    ['a Kinesis stream by an ARN with tokens', handler => handler.addEventSourceMapping('Source', { eventSourceArn: `arn:${Aws.PARTITION}:kinesis:${Aws.REGION}:${Aws.ACCOUNT_ID}:stream/orders`, ...fromBeginning })],
    ['the stream of a table', handler => handler.addEventSource(new sources.DynamoEventSource(new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING }, stream: StreamViewType.KEYS_ONLY }), fromBeginning))],
    ['a stream through an alias', handler => handler.addAlias('live').addEventSource(new sources.KinesisEventSource(stream(), fromBeginning))],
    ['a stream by a raw resource', handler => {
      new CfnResource(stack, 'Mapping', { type: 'AWS::Lambda::EventSourceMapping', properties: { FunctionName: handler.functionArn, EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders' } });
    }],
  ])('%s', (_, trigger) => {
    const handler = fn();
    trigger(handler);
    expect(beyondAlways(handler)).toEqual(['iteratorAge']);
  });

  test.each<[string, (handler: Function) => void, string[]]>([
    ['a queue', handler => handler.addEventSource(new sources.SqsEventSource(new Queue(stack, 'Queue'))), ['recursiveInvocationsDropped']],
    ['an unknown source', handler => handler.addEventSourceMapping('Source', { eventSourceArn: new CfnParameter(stack, 'Arn').valueAsString }), []],
    ['Kafka', handler => handler.addEventSourceMapping('Source', { kafkaBootstrapServers: ['b:9092'], kafkaTopic: 't', sourceAccessConfigurations: [{ type: { type: 'BASIC_AUTH' } as never, uri: 'arn' }], ...fromBeginning }), []],
  ])('not %s', (_, trigger, signals) => {
    const handler = fn();
    trigger(handler);
    expect(beyondAlways(handler)).toEqual(signals);
  });
});

describe('failures of failure handling are watched', () => {
  test('when it has a dead-letter queue', () => {
    expect(beyondAlways(fn({ deadLetterQueueEnabled: true }))).toEqual(['deadLetterErrors']);
  });

  test('when it has a dead-letter topic', () => {
    expect(beyondAlways(fn({ deadLetterTopic: new Topic(stack, 'Topic') }))).toEqual(['deadLetterErrors']);
  });

  test('when its asynchronous events have a destination', () => {
    expect(beyondAlways(fn({ onSuccess: new destinations.SqsDestination(new Queue(stack, 'Queue')) }))).toEqual([...ASYNCHRONOUS, 'destinationDeliveryFailures']);
  });

  test('when its stream has a destination', () => {
    const handler = fn();
    handler.addEventSource(new sources.KinesisEventSource(stream(), { ...fromBeginning, onFailure: new sources.SqsDlq(new Queue(stack, 'Queue')) }));
    expect(beyondAlways(handler)).toEqual(['iteratorAge', 'destinationDeliveryFailures']);
  });
});

describe('provisioned concurrency is watched', () => {
  const provisioned = ['provisionedConcurrencyUtilization', 'provisionedConcurrencySpillover'];

  test('per alias that has it', () => {
    const handler = fn();
    handler.addAlias('live', { provisionedConcurrentExecutions: 5 });
    handler.addAlias('canary', { provisionedConcurrentExecutions: 1 });
    handler.addAlias('plain');
    expect(beyondAlways(handler)).toEqual(provisioned.flatMap(id => [`${id}-live`, `${id}-canary`]));
    const [variant] = observe(handler).variants('provisionedConcurrencyUtilization');
    const name = { Ref: expect.stringMatching(/^Fn/) };
    expect(stack.resolve(variant.dimensions)).toEqual({ FunctionName: name, Resource: { 'Fn::Join': ['', [name, ':live']] } });
  });

  test('not of an alias whose name only deployment can tell: a signal needs a literal one', () => {
    const handler = fn();
    handler.addAlias(new CfnParameter(stack, 'Name').valueAsString, { provisionedConcurrentExecutions: 5 });
    expect(beyondAlways(handler)).toEqual([]);
  });
});

describe('Lambda Insights', () => {
  const withInsights: Partial<FunctionProps> = { insightsVersion: LambdaInsightsVersion.VERSION_1_0_333_0 };

  test('is blind without the extension', () => {
    expect(observe(fn()).blind).toEqual(INSIGHTS);
  });

  test.each([['a Region', { env: { region: 'eu-west-1', account: '111122223333' } }], ['no Region', {}]])('is seen in a stack of %s', (_, props) => {
    stack = new Stack(new App(), 'Stack', props);
    const observed = observe(fn(withInsights));
    expect(observed.blind).toEqual([]);
    expect(observed.signals).toEqual([...ALWAYS, ...INSIGHTS, ...DERIVED]);
    expect(stack.resolve(observed.variants('initDuration'))).toEqual([{ dimensions: { function_name: observed.dimensions.FunctionName } }]);
  });

  test('is seen by its layer alone, as a function with a role of somebody else has it', () => {
    const layers = [LayerVersion.fromLayerVersionArn(stack, 'Insights', 'arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53')];
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/orders');
    expect(observe(fn({ layers, role })).blind).toEqual([]);
  });

  test('is seen by the policy alone, as a container image has it', () => {
    const managedPolicies = [ManagedPolicy.fromAwsManagedPolicyName('CloudWatchLambdaInsightsExecutionRolePolicy')];
    expect(observe(fn({ role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), managedPolicies }) })).blind).toEqual([]);
  });

  test('is seen in raw properties', () => {
    const Layers = ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53'];
    expect(observe(new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { Layers } })).blind).toEqual([]);
  });

  test('is blind with other layers and policies', () => {
    const layers = [LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:eu-west-1:111122223333:layer:Other:1')];
    expect(observe(fn({ layers })).blind).toEqual(INSIGHTS);
  });

  test('is seen when it is switched on later', () => {
    const handler = fn();
    expect(observe(handler).blind).toEqual(INSIGHTS);
    handler.addLayers(LayerVersion.fromLayerVersionArn(stack, 'Insights', 'arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53'));
    expect(observe(handler).blind).toEqual([]);
  });
});

describe('thresholds', () => {
  test('of the duration are 80% of the timeout, three seconds unless set', () => {
    expect(observe(fn({ timeout: Duration.seconds(30) })).threshold('duration')).toEqual({ value: 24_000 });
    expect(observe(inlineFunction(stack, 'Unset')).threshold('duration')).toEqual({ value: 2_400 });
  });

  test('of the concurrency are 90% of what is reserved, none without', () => {
    expect(observe(fn({ reservedConcurrentExecutions: 10 })).threshold('concurrentExecutions')).toEqual({ value: 9 });
    expect(observe(inlineFunction(stack, 'Unset')).threshold('concurrentExecutions').reason).toMatch(/ReservedConcurrentExecutions is not set/);
  });

  test('follow the escape hatches', () => {
    const handler = fn({ timeout: Duration.seconds(30) });
    (handler.node.defaultChild as CfnFunction).timeout = 10;
    expect(observe(handler).threshold('duration')).toEqual({ value: 8_000 });
    (handler.node.defaultChild as CfnFunction).addPropertyOverride('Timeout', 20);
    expect(observe(handler).threshold('duration')).toEqual({ value: 16_000 });
  });
});

describe('the share of invocations near the timeout', () => {
  const statistic = (handler: Function) => (boundSignal(handler, 'nearTimeout').metric(stack) as Metric).statistic;

  test('is of 80% of the timeout, or of the default one', () => {
    expect(statistic(fn({ timeout: Duration.seconds(10) }))).toBe('PR(8000:)');
    expect(statistic(inlineFunction(stack, 'Default'))).toBe('PR(2400:)');
  });

  test('is not there where only deployment tells the timeout', () => {
    expect(observe(fn({ timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber) })).signals).not.toContain('nearTimeout');
  });
});

test('the share of cold starts reads the name of the function under the dimension of Lambda Insights', () => {
  const [variant] = observe(fn({ insightsVersion: LambdaInsightsVersion.VERSION_1_0_333_0 })).variants('coldStartShare');
  expect(stack.resolve(variant)).toEqual({
    dimensions: { FunctionName: { Ref: expect.stringMatching(/^Fn/) } }, inputDimensions: { coldStarts: { function_name: { Ref: expect.stringMatching(/^Fn/) } } },
  });
});

describe('the cost of an invocation', () => {
  const constants = (construct: IConstruct) => observe(construct).variants('costPerInvocation').map(variant => variant.constants);

  test('is of the memory and the architecture of the function', () => {
    const price = (usdPerMillionMilliseconds: number) => [{ usdPerMillionRequests: 0.2, usdPerMillionMilliseconds }];
    expect(constants(fn())).toEqual(price(0.0020833375));
    expect(constants(inlineFunction(stack, 'Large', { memorySize: 2048 }))).toEqual(price(0.0333334));
    expect(constants(inlineFunction(stack, 'Arm', { memorySize: 1024, architecture: Architecture.ARM_64 }))).toEqual(price(0.0133334));
  });

  test('is written out without exponents, which metric math does not document', () => {
    const { expression } = boundSignal(fn(), 'costPerInvocation').metric(stack) as MathExpression;
    expect(expression).toBe('IF(invocations>0,(0.2+0.0020833375*duration/invocations)/1000000,0)');
  });

  test('is not there where memory or architecture are not known', () => {
    const memory = { MemorySize: new CfnParameter(stack, 'Memory', { type: 'Number' }).valueAsNumber };
    const architecture = { Architectures: [new CfnParameter(stack, 'Architecture').valueAsString] };
    for (const properties of [memory, architecture]) {
      expect(constants(new CfnResource(stack, Object.keys(properties)[0], { type: 'AWS::Lambda::Function', properties }))).toEqual([]);
    }
    expect(constants(Function.fromFunctionName(stack, 'Imported', 'orders'))).toEqual([]);
  });
});
