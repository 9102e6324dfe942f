import { App, Aws, CfnParameter, CfnResource, Duration, Stack, Stage } from 'aws-cdk-lib';
import { CfnEventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Schedule as SchedulerSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CfnQueue, Queue, RedrivePermission, type IQueue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { ImportedResource, ObservedService, SignalCatalog } from '../../../src';
import { observe } from '../../support/observe';
import { inlineFunction } from '../../support/order-service';

const DEAD_LETTER_QUEUE = 'sqs-dead-letter-queue';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const queue = (props: QueueProps = {}) => new Queue(stack, `Queue${stack.node.children.length}`, props);
const kindOf = (construct: unknown) => observe(construct as Construct).source.kind;
const handler = () => inlineFunction(stack, 'Handler');
const daily = Schedule.rate(Duration.days(1));

/** Everything that can name a queue as its dead-letter queue. */
const REFERRERS: Array<[string, (dead: Queue) => void]> = [
  ['a queue', dead => queue({ deadLetterQueue: { queue: dead, maxReceiveCount: 3 } })],
  ['an L1 queue', dead => new CfnQueue(stack, 'Source', { redrivePolicy: { deadLetterTargetArn: dead.queueArn, maxReceiveCount: 3 } })],
  ['an override', dead => (queue().node.defaultChild as CfnQueue).addPropertyOverride('RedrivePolicy.deadLetterTargetArn', dead.queueArn)],
  ['a subscription of a function', dead => new Topic(stack, 'Topic').addSubscription(new LambdaSubscription(handler(), { deadLetterQueue: dead }))],
  ['a subscription of a queue', dead => new Topic(stack, 'Topic').addSubscription(new SqsSubscription(queue(), { deadLetterQueue: dead }))],
  ['a function', dead => inlineFunction(stack, 'Fn', { deadLetterQueue: dead })],
  ['a failed asynchronous invocation', dead => inlineFunction(stack, 'Fn', { onFailure: new destinations.SqsDestination(dead) })],
  ['an event source', dead => handler().addEventSource(new sources.KinesisEventSource(new Stream(stack, 'Stream'), { startingPosition: StartingPosition.LATEST, onFailure: new sources.SqsDlq(dead) }))],
  ['a rule', dead => new Rule(stack, 'Rule', { schedule: daily, targets: [new targets.LambdaFunction(handler()), new targets.SqsQueue(queue(), { deadLetterQueue: dead })] })],
  ['an event bus', dead => new CfnEventBus(stack, 'Bus', { name: 'orders', deadLetterConfig: { arn: dead.queueArn } })],
  ['a schedule', dead => new SchedulerSchedule(stack, 'Schedule', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new LambdaInvoke(handler(), { deadLetterQueue: dead }) })],
  ['a pipe from Kinesis', dead => new CfnPipe(stack, 'Pipe', { roleArn: 'r', source: 's', target: 't', sourceParameters: { kinesisStreamParameters: { startingPosition: 'LATEST', deadLetterConfig: { arn: dead.queueArn } } } })],
  ['a pipe from DynamoDB', dead => new CfnPipe(stack, 'Pipe', { roleArn: 'r', source: 's', target: 't', sourceParameters: { dynamoDbStreamParameters: { startingPosition: 'LATEST', deadLetterConfig: { arn: dead.queueArn } } } })],
];

describe('a dead-letter queue', () => {
  test.each(REFERRERS)('is one that is named by %s', (_, refer) => {
    const dead = queue();
    expect(kindOf(dead)).toBe('sqs-queue');
    refer(dead);
    expect(kindOf(dead)).toBe(DEAD_LETTER_QUEUE);
  });

  test('is one that other queues may name', () => {
    expect(kindOf(queue({ redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL } }))).toBe(DEAD_LETTER_QUEUE);
    expect(kindOf(queue({ redriveAllowPolicy: { sourceQueues: [queue()] } }))).toBe(DEAD_LETTER_QUEUE);
  });

  test('is none that no queue may name', () => {
    expect(kindOf(queue({ redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL } }))).toBe('sqs-queue');
  });

  test('is none that has one', () => {
    expect(kindOf(queue({ deadLetterQueue: { queue: queue(), maxReceiveCount: 3 } }))).toBe('sqs-queue');
  });

  test('is none where events succeed', () => {
    const target = queue();
    inlineFunction(stack, 'Fn', { onSuccess: new destinations.SqsDestination(target) });
    new Topic(stack, 'Topic').addSubscription(new SqsSubscription(target));
    expect(kindOf(target)).toBe('sqs-queue');
  });

  test.each<[string, () => IQueue]>([
    ['by its ARN', () => Queue.fromQueueArn(stack, 'Import', 'arn:aws:sqs:eu-west-1:111122223333:dead')],
    ['by an ARN with tokens', () => Queue.fromQueueArn(stack, 'Import', `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:${Aws.ACCOUNT_ID}:dead`)],
  ])('is known when it is imported %s', (_, importQueue) => {
    const dead = importQueue();
    expect(kindOf(dead)).toBe('sqs-queue');
    queue({ deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
    expect(observe(dead)).toMatchObject({ source: { kind: DEAD_LETTER_QUEUE }, dimensions: { QueueName: 'dead' } });
  });

  test('is known when it is declared as one', () => {
    const dead = Queue.fromQueueArn(stack, 'Import', 'arn:aws:sqs:eu-west-1:111122223333:dead');
    ImportedResource.declare(dead, { resourceType: 'AWS::SQS::Queue', kind: DEAD_LETTER_QUEUE });
    expect(kindOf(dead)).toBe(DEAD_LETTER_QUEUE);
  });

  test('is known to whoever asks the catalog first', () => {
    const dead = queue();
    queue({ deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
    const catalog = SignalCatalog.builtIn();
    expect(catalog.sourceOf(catalog.resource(dead)!)?.kind).toBe(DEAD_LETTER_QUEUE);
  });

  test('is known in the stacks of a Stage that is observed as a whole', () => {
    const app = new App();
    stack = new Stack(new Stage(app, 'Prod'), 'Queues');
    const dead = queue();
    queue({ deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
    const resources = [stack.node.scope!];
    const service = new ObservedService(new Stack(app, 'Monitoring'), 'Service', { serviceName: 'shop', owner: 'o', routes: [], resources });
    expect(service.coverage.resources.map(({ path, kind }) => [path, kind])).toEqual([[dead.node.path, DEAD_LETTER_QUEUE], [expect.anything(), 'sqs-queue']]);
  });

  test('has its own signals, and an alarm before its letters are deleted', () => {
    const dead = queue({ retentionPeriod: Duration.days(10), redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL } });
    expect(observe(dead).signals).toEqual(['visible', 'age']);
    expect(observe(dead).threshold('visible')).toEqual({ value: 0 });
    expect(observe(dead).threshold('age')).toEqual({ value: 8 * 86_400 });
  });
});

describe('a queue', () => {
  test('has the same signals whatever its configuration', () => {
    const signals = [
      'sent', 'received', 'deleted', 'ageOfOldest', 'visible', 'inFlight', 'delayed', 'emptyReceives', 'messageSize', 'backlogDrainRatio', 'emptyReceivesCost', 'costPerMessage',
    ];
    expect(observe(queue()).signals).toEqual(signals);
    expect(observe(queue({ fifo: true, visibilityTimeout: Duration.minutes(5) })).signals).toEqual(signals);
  });

  test('costs by request, more where it is first-in-first-out', () => {
    const price = (construct: IConstruct) => observe(construct).variants('costPerMessage').map(({ constants }) => constants?.usdPerMillionRequests);
    expect([price(queue()), price(queue({ fifo: true }))]).toEqual([[0.4], [0.5]]);
    const properties = { FifoQueue: new CfnParameter(stack, 'Fifo').valueAsString };
    expect(price(new CfnResource(stack, 'Raw', { type: 'AWS::SQS::Queue', properties }))).toEqual([]);
    const imported = (name: string) => Queue.fromQueueArn(stack, name, `arn:aws:sqs:eu-west-1:111122223333:${name}`);
    expect([price(imported('orders')), price(imported('orders.fifo'))]).toEqual([[0.4], [0.5]]);
  });

  test('is named by its attribute, since Ref is its address', () => {
    expect(observe(queue()).dimensions).toEqual({ QueueName: { 'Fn::GetAtt': [expect.stringMatching(/^Queue/), 'QueueName'] } });
  });

  test.each([
    [{}, 900],
    [{ VisibilityTimeout: 30 }, 900],
    [{ VisibilityTimeout: 120 }, 1200],
    [{ VisibilityTimeout: '120' }, 1200],
    [{ VisibilityTimeout: 43_200 }, 276_480],
    [{ VisibilityTimeout: 43_200, MessageRetentionPeriod: 1_209_600 }, 432_000],
    [{ MessageRetentionPeriod: 60 }, 48],
  ])('of %j is stuck when a message is older than %d s', (properties, value) => {
    const raw = new CfnResource(stack, 'Raw', { type: 'AWS::SQS::Queue', properties });
    expect(observe(raw).threshold('ageOfOldest')).toEqual({ value });
  });

  test.each(['VisibilityTimeout', 'MessageRetentionPeriod'])('has no such age when only deployment can tell its %s', property => {
    const raw = new CfnResource(stack, 'Raw', { type: 'AWS::SQS::Queue', properties: { [property]: new CfnParameter(stack, 'P', { type: 'Number' }).valueAsNumber } });
    expect(observe(raw).threshold('ageOfOldest').reason).toBe(`${property} is only known at deployment: give the signal a threshold of its own`);
  });

  test('has no such age when it is imported, unless its properties are declared', () => {
    const imported = Queue.fromQueueArn(stack, 'Import', 'arn:aws:sqs:eu-west-1:111122223333:orders');
    expect(observe(imported).threshold('ageOfOldest').reason).toMatch(/^the import does not tell VisibilityTimeout/);
    ImportedResource.declare(imported, { resourceType: 'AWS::SQS::Queue', properties: { VisibilityTimeout: 200, MessageRetentionPeriod: 345_600 } });
    expect(observe(imported).threshold('ageOfOldest')).toEqual({ value: 2000 });
  });

  test('is full at 80% of the quota of messages in flight', () => {
    expect(observe(queue()).threshold('inFlight')).toEqual({ value: 96_000 });
  });

  test('has no limit of waiting messages that suits everybody', () => {
    expect(observe(queue()).threshold('visible').reason).toMatch(/no safe default/);
  });
});
