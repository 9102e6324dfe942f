import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, CfnOutput, CfnResource, Fn, NestedStack, ReferenceStrength, Stack, Stage, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions,
  aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs, cloudformation_include as include, type StackProps,
} from 'aws-cdk-lib';
import { Answer, type IRule } from '../../src';
import { resolvedWorkload, synthesizedWorkload } from '../../src/rules/private/workloads';
import type { Workload } from '../../src/rules/workload';
import { contextOf, rules } from '../support/rules';

process.env.CDK_VALIDATION = 'false';

/** The same app, read as synthesis wrote it and as its constructs stand. */
const READERS: [string, (app: App) => Workload][] = [
  ['from the templates', app => {
    app.synth();
    return synthesizedWorkload(app, {});
  }],
  ['from the constructs', app => resolvedWorkload(app)],
  ['from the constructs of a synthesized app', app => {
    app.synth();
    return resolvedWorkload(app);
  }],
];

function rule(id: string): IRule {
  return rules.find(({ metadata }) => metadata.id === id)!;
}

/** What a rule says of the resources that it is about, by path. */
function answers(workload: Workload, id: string): Record<string, Answer> {
  const about = rule(id).metadata.resourceTypes.flatMap(type => workload.ofType(type));
  return Object.fromEntries(about.map(resource => [resource.path, rule(id).evaluate(resource, contextOf(workload)).answer]));
}

function stackIn(scope: App | Stage, id: string, props?: StackProps): Stack {
  return new Stack(scope, id, props);
}

function fn(stack: Stack, id: string, functionName?: string): lambda.Function {
  return new lambda.Function(stack, id, { functionName, runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
}

describe.each(READERS)('%s', (_, read) => {
  test('overrides, raw resources and included templates are judged as they are deployed', () => {
    const app = new App();
    const stack = stackIn(app, 'Stack');
    (fn(stack, 'Overridden').node.defaultChild as CfnResource).addPropertyOverride('TracingConfig.Mode', 'Active');
    const undone = new lambda.Function(stack, 'Undone', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0'), tracing: lambda.Tracing.ACTIVE,
    });
    (undone.node.defaultChild as CfnResource).addPropertyDeletionOverride('TracingConfig');
    new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { TracingConfig: { Mode: 'Active' } } });
    new CfnResource(stack, 'RawUntraced', { type: 'AWS::Lambda::Function' });
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'included-')), 'template.json');
    const handler = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '0' }, Role: 'arn:aws:iam::123456789012:role/r', ...properties } });
    fs.writeFileSync(file, JSON.stringify({ Resources: { Traced: handler({ TracingConfig: { Mode: 'Active' } }), Untraced: handler({}) } }));
    new include.CfnInclude(stack, 'Included', { templateFile: file });

    expect(answers(read(app), 'OE-LambdaTracing')).toEqual({
      'Stack/Overridden/Resource': Answer.COMPLIANT,
      'Stack/Undone/Resource': Answer.VIOLATING,
      'Stack/Raw': Answer.COMPLIANT,
      'Stack/RawUntraced': Answer.VIOLATING,
      'Stack/Included/Traced': Answer.COMPLIANT,
      'Stack/Included/Untraced': Answer.VIOLATING,
    });
  });

  test.each([['by an export', ReferenceStrength.STRONG], ['by name and output', ReferenceStrength.WEAK]])('an alarm in another stack watches the function it refers to %s', (__, strength) => {
    const app = new App();
    const handlers = stackIn(app, 'Handlers');
    const watched = fn(handlers, 'Watched');
    fn(handlers, 'Unwatched');
    const alarms = stackIn(app, 'Alarms');
    const name = Stack.consumeReference((watched.node.defaultChild as lambda.CfnFunction).ref, strength);
    for (const metricName of ['Errors', 'Throttles']) {
      new cloudwatch.Alarm(alarms, metricName, {
        metric: new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName, dimensionsMap: { FunctionName: name } }), threshold: 1, evaluationPeriods: 1,
      });
    }

    expect(answers(read(app), 'OE-LambdaAlarmed')).toEqual({ 'Handlers/Watched/Resource': Answer.COMPLIANT, 'Handlers/Unwatched/Resource': Answer.VIOLATING });
  });

  test('a nested stack and its parent see each other', () => {
    const app = new App();
    const parent = stackIn(app, 'Parent');
    const nested = new NestedStack(parent, 'Nested');
    const inner = new NestedStack(nested, 'Inner');
    const table = (scope: Stack, id: string) => new dynamodb.Table(scope, id, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const alarm = (scope: Stack, id: string, watched: dynamodb.Table) => watched.metric('WriteThrottleEvents').createAlarm(scope, id, { threshold: 1, evaluationPeriods: 1 });
    alarm(nested, 'Downwards', table(parent, 'InParent'));
    alarm(parent, 'Upwards', table(inner, 'InInner'));
    table(inner, 'Unwatched');

    expect(answers(read(app), 'OE-TableAlarmed')).toEqual({
      'Parent/InParent/Resource': Answer.COMPLIANT, 'Parent/Nested/Inner/InInner/Resource': Answer.COMPLIANT, 'Parent/Nested/Inner/Unwatched/Resource': Answer.VIOLATING,
    });
  });

  test('a queue that is imported by its ARN is the one that another stack makes', () => {
    const app = new App();
    const env = { account: '123456789012', region: 'eu-west-1' };
    const queues = stackIn(app, 'Queues', { env });
    new sqs.Queue(queues, 'DeadLetters', { queueName: 'dead-letters' });
    new sqs.Queue(queues, 'Elsewhere', { queueName: 'elsewhere' });
    const consumers = stackIn(app, 'Consumers', { env });
    const imported = sqs.Queue.fromQueueArn(consumers, 'Imported', 'arn:aws:sqs:eu-west-1:123456789012:dead-letters');
    new sqs.Queue(consumers, 'Orders', { deadLetterQueue: { queue: imported, maxReceiveCount: 3 } });
    const other = sqs.Queue.fromQueueArn(consumers, 'Other', 'arn:aws:sqs:us-east-1:123456789012:elsewhere');
    new sqs.Queue(consumers, 'Payments', { deadLetterQueue: { queue: other, maxReceiveCount: 3 } });

    expect(answers(read(app), 'OE-DlqAlarmed')).toEqual({
      'Queues/DeadLetters/Resource': Answer.VIOLATING, 'Queues/Elsewhere/Resource': Answer.NOT_APPLICABLE,
      'Consumers/Orders/Resource': Answer.NOT_APPLICABLE, 'Consumers/Payments/Resource': Answer.NOT_APPLICABLE,
    });
  });

  test('a dimension of an imported queue names the queue, in a stack without an environment', () => {
    const app = new App();
    new sqs.Queue(stackIn(app, 'Queues'), 'Orders', { queueName: 'orders' });
    const monitoring = stackIn(app, 'Monitoring');
    const imported = sqs.Queue.fromQueueArn(monitoring, 'Imported', monitoring.formatArn({ service: 'sqs', resource: 'orders' }));
    imported.metricApproximateAgeOfOldestMessage().createAlarm(monitoring, 'Age', { threshold: 1, evaluationPeriods: 1 });

    expect(answers(read(app), 'OE-QueueAlarmed')).toEqual({ 'Queues/Orders/Resource': Answer.COMPLIANT });
  });

  test('a composite in another Stage is heard through its name', () => {
    const app = new App();
    const service = stackIn(new Stage(app, 'Service'), 'Stack');
    const metric = new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' });
    new cloudwatch.Alarm(service, 'Told', { alarmName: 'orders-errors', metric, threshold: 1, evaluationPeriods: 1 });
    new cloudwatch.Alarm(service, 'Untold', { alarmName: 'orders-latency', metric, threshold: 1, evaluationPeriods: 1 });
    const monitoring = stackIn(new Stage(app, 'Monitoring'), 'Stack');
    new cloudwatch.CompositeAlarm(monitoring, 'Health', {
      alarmRule: cloudwatch.AlarmRule.fromAlarm(cloudwatch.Alarm.fromAlarmName(monitoring, 'Errors', 'orders-errors'), cloudwatch.AlarmState.ALARM),
    }).addAlarmAction(new actions.SnsAction(new sns.Topic(monitoring, 'OnCall')));

    expect(answers(read(app), 'OE-AlarmHasAlarmAction')).toEqual({
      'Service/Stack/Told/Resource': Answer.COMPLIANT, 'Service/Stack/Untold/Resource': Answer.VIOLATING, 'Monitoring/Stack/Health/Resource': Answer.COMPLIANT,
    });
  });

  test('of two queues of one name in two Stages, an alarm watches that of its own', () => {
    const app = new App();
    for (const id of ['Test', 'Production']) {
      const stack = stackIn(new Stage(app, id), 'Stack');
      new sqs.Queue(stack, 'Orders', { queueName: 'orders' });
      if (id === 'Production') {
        new cloudwatch.Alarm(stack, 'Age', {
          metric: new cloudwatch.Metric({ namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensionsMap: { QueueName: 'orders' } }), threshold: 1, evaluationPeriods: 1,
        });
      }
    }

    expect(answers(read(app), 'OE-QueueAlarmed')).toEqual({ 'Test/Stack/Orders/Resource': Answer.VIOLATING, 'Production/Stack/Orders/Resource': Answer.COMPLIANT });
  });

  test('paths, names and types are those of the app', () => {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = stackIn(app, 'Stack', { stackName: 'shop' });
    const queue = new sqs.Queue(stack, 'Orders', { queueName: Fn.join('-', [stack.stackName, 'orders']) });
    (queue.node.defaultChild as CfnResource).overrideLogicalId('Renamed');

    const [resource] = read(app).ofType('AWS::SQS::Queue');

    expect([resource.path, resource.stackPath, resource.logicalId, resource.physicalName]).toEqual(['Stack/Orders/Resource', 'Stack', 'Renamed', 'shop-orders']);
  });
});

describe('references to another Region', () => {
  const account = '123456789012';

  test.each(READERS.filter(([name]) => !name.startsWith('from the constructs of')))('stacks of one name are told apart by the Region of the reference, %s', (_, read) => {
    const app = new App();
    const queues = ['eu-west-1', 'us-east-1'].map(region => new sqs.Queue(stackIn(app, `Orders-${region}`, { stackName: 'orders', env: { account, region } }), 'Queue'));
    const other = Stack.consumeReference((queues[0].node.defaultChild as sqs.CfnQueue).attrQueueName, ReferenceStrength.WEAK);
    new CfnResource(stackIn(app, 'Elsewhere', { env: { account, region: 'eu-west-1' } }), 'Subject', { type: 'Test::Test::Subject', properties: { Name: other } });
    const alarms = stackIn(app, 'Alarms', { env: { account, region: 'us-east-1' } });
    const queueName = Stack.consumeReference((queues[1].node.defaultChild as sqs.CfnQueue).attrQueueName, ReferenceStrength.WEAK);
    new cloudwatch.Alarm(alarms, 'Age', {
      metric: new cloudwatch.Metric({ namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensionsMap: { QueueName: queueName } }), threshold: 1, evaluationPeriods: 1,
    });

    expect(answers(read(app), 'OE-QueueAlarmed')).toEqual({ 'Orders-eu-west-1/Queue/Resource': Answer.VIOLATING, 'Orders-us-east-1/Queue/Resource': Answer.COMPLIANT });
  });

  test('a reference that the CDK carries over itself leads to its resource', () => {
    const app = new App();
    const queue = new sqs.Queue(stackIn(app, 'Queues', { env: { account, region: 'eu-west-1' }, crossRegionReferences: true }), 'Orders');
    const other = stackIn(app, 'Other', { env: { account, region: 'us-east-1' }, crossRegionReferences: true });
    new CfnResource(other, 'Subject', { type: 'Test::Test::Subject', properties: { Arn: queue.queueArn } });
    app.synth();

    const [subject] = synthesizedWorkload(app, {}).ofType('Test::Test::Subject');
    expect(subject.property('Arn').targets().map(target => target.path)).toEqual(['Queues/Orders/Resource']);
  });
});

test('an EventBridge rule hears the alarms of its own Region', () => {
  const app = new App();
  for (const region of ['eu-west-1', 'us-east-1']) {
    const stack = stackIn(app, region, { env: { account: '123456789012', region } });
    new CfnResource(stack, 'Alarm', { type: 'AWS::CloudWatch::Alarm' });
    if (region === 'us-east-1') {
      new CfnResource(stack, 'Listener', {
        type: 'AWS::Events::Rule', properties: { EventPattern: { source: ['aws.cloudwatch'] }, Targets: [{ Id: 'a', Arn: 'arn:aws:sns:us-east-1:123456789012:on-call' }] },
      });
    }
  }

  expect(answers(resolvedWorkload(app), 'OE-AlarmHasAlarmAction')).toEqual({ 'eu-west-1/Alarm': Answer.VIOLATING, 'us-east-1/Alarm': Answer.COMPLIANT });
});

test('an export is found by a name that is put together', () => {
  const app = new App();
  const network = stackIn(app, 'Network', { stackName: 'net' });
  const queue = new sqs.Queue(network, 'Orders');
  new CfnOutput(network, 'Name', { value: queue.queueName, exportName: Fn.sub('${AWS::StackName}-orders') });
  new CfnResource(stackIn(app, 'Other'), 'Subject', { type: 'Test::Test::Subject', properties: { Name: Fn.importValue('net-orders') } });
  app.synth();

  const [subject] = synthesizedWorkload(app, {}).ofType('Test::Test::Subject');
  expect(subject.property('Name').targets().map(target => target.path)).toEqual(['Network/Orders/Resource']);
});
