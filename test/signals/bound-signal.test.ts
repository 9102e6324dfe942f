import { App, Duration, NestedStack, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BoundSignal, SignalCatalog } from '../../src';
import { labelOf } from '../../src/signals/private/resource-label';
import { observe } from '../support/observe';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Shop');
});

function bind(construct: Construct, id: string, strength = ReferenceStrength.WEAK): BoundSignal[] {
  const { resource, source } = observe(construct);
  const spec = source.signals.find(signal => signal.id === id)!;
  return source.variants(resource, spec).map(variant => BoundSignal._bind(source, spec, resource, variant, 'Orders', strength));
}

const queue = (scope: Construct = stack) => new Queue(scope, 'Orders');

describe('a bound signal', () => {
  test('is known by its own id, and overridden by kind and signal', () => {
    const [signal] = bind(queue(), 'ageOfOldest');
    expect(signal).toMatchObject({ id: 'ageOfOldest', key: 'sqs-queue.ageOfOldest', title: 'Age of the oldest message', resourceLabel: 'Orders' });
  });

  test('has an id and a title per variant, and one key for all', () => {
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const signals = bind(table, 'latency');
    expect(signals.map(({ id }) => id)).toEqual(['latency-GetItem', 'latency-PutItem', 'latency-Query']);
    expect(signals.map(({ title }) => title)).toEqual(['Latency (GetItem)', 'Latency (PutItem)', 'Latency (Query)']);
    expect(new Set(signals.map(({ key }) => key))).toEqual(new Set(['dynamodb-table.latency']));
  });

  test('is a metric for whatever else one wants to make of it', () => {
    const config = bind(queue(), 'sent')[0].metric(stack).toMetricConfig();
    expect(stack.resolve(config.metricStat)).toMatchObject({
      namespace: 'AWS/SQS', metricName: 'NumberOfMessagesSent', statistic: 'Sum',
      dimensions: [{ name: 'QueueName', value: { 'Fn::GetAtt': [expect.stringMatching(/^Orders/), 'QueueName'] } }],
    });
    expect(config.metricStat?.period.toSeconds()).toBe(60);
  });

  test('is a metric of the statistic and period that are asked for', () => {
    const { metricStat } = bind(queue(), 'sent')[0].metric(stack, { statistic: 'SampleCount', period: Duration.minutes(5) }).toMetricConfig();
    expect([metricStat?.statistic, metricStat?.period.toSeconds()]).toEqual(['SampleCount', 300]);
  });

  test('has the period of its alarm unless asked', () => {
    const dead = new Queue(stack, 'Dead');
    new Queue(stack, 'Source', { deadLetterQueue: { queue: dead, maxReceiveCount: 1 } });
    expect(bind(dead, 'age')[0].metric(stack).toMetricConfig().metricStat?.period.toSeconds()).toBe(300);
  });

  test('is metric math where it is an expression', () => {
    const { mathExpression } = bind(queue(), 'backlogDrainRatio')[0].metric(stack, { period: Duration.minutes(5) }).toMetricConfig();
    expect(mathExpression?.expression).toBe('IF(sent>0,deleted/sent,1)');
    const inputs = Object.entries(mathExpression!.usingMetrics).map(([id, metric]) => [id, metric.toMetricConfig().metricStat] as const);
    expect(inputs.map(([id, input]) => [id, input?.metricName, input?.statistic, input?.period.toSeconds()])).toEqual([
      ['sent', 'NumberOfMessagesSent', 'Sum', 300], ['deleted', 'NumberOfMessagesDeleted', 'Sum', 300],
    ]);
  });
});

describe('a resource of another stack', () => {
  const nameIn = (consumer: Stack, strength?: ReferenceStrength) => {
    const [signal] = bind(stack.node.findChild('Orders') as Queue, 'sent', strength);
    return signal.metric(consumer).toMetricConfig().metricStat!.dimensions![0].value;
  };

  test.each<[string, ReferenceStrength | undefined, boolean]>([
    ['is referred to without an export', undefined, false],
    ['is referred to with an export where that is asked for', ReferenceStrength.STRONG, true],
  ])('%s', (_, strength, exported) => {
    process.env.CDK_VALIDATION = 'false';
    queue();
    const consumer = new Stack(app, 'Monitoring');
    const name = nameIn(consumer, strength);
    new Queue(consumer, 'Copy', { queueName: name });
    const template = app.synth().getStackByName('Shop').template;
    expect(JSON.stringify(template.Outputs ?? {}).includes('Export')).toBe(exported);
  });

  test('of the same nest of stacks needs no such reference', () => {
    queue();
    const name = nameIn(new NestedStack(stack, 'Nested'));
    expect(stack.resolve(name)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Orders/), 'QueueName'] });
  });
});

describe('the label of a resource', () => {
  const label = (construct: Construct, observer: Construct) => labelOf(SignalCatalog.builtIn().resource(construct)!, observer);

  test('is its path below the stack of the observer', () => {
    const inner = new Construct(new Construct(stack, 'Orders'), 'Inbound');
    expect(label(queue(inner), new Construct(stack, 'Service'))).toBe('Orders-Inbound-Orders');
  });

  test('is its whole path where it stands in another stack', () => {
    expect(label(queue(), new Stack(app, 'Monitoring'))).toBe('Shop-Orders');
  });

  test('is its path below the outermost stack in nested stacks', () => {
    const nested = new NestedStack(stack, 'Nested');
    expect(label(queue(nested), nested)).toBe('Nested-Orders');
    expect(label(queue(), nested)).toBe('Orders');
  });

  test('of a stack whose name begins alike is its whole path', () => {
    expect(label(queue(new Stack(app, 'ShopTwo')), stack)).toBe('ShopTwo-Orders');
  });

  test('has only characters that alarm names and dashboards take', () => {
    expect(label(new Queue(stack, 'Bestellung für: 5 €'), stack)).toMatch(/^[A-Za-z0-9._-]+$/);
  });
});
