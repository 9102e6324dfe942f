import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnResource, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { IConstruct } from 'constructs';
import { AlarmRoute, CoverageState, Exclusion, ObservedService, type ObservedServiceProps } from '../../src';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, bodyOf, resourcesOf, templateOf } from '../support/templates';

function observe(stack: Stack, props: Partial<ObservedServiceProps> = {}): ObservedService {
  return new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [], ...props });
}

describe('whatever a resource was made with', () => {
  test('an L1, a raw resource, an L2 and an included template are each observed once', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'include-')), 'template.json');
    fs.writeFileSync(file, JSON.stringify({ Resources: { Included: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 200 } } } }));
    const l1 = new sqs.CfnQueue(stack, 'L1', { visibilityTimeout: 100 });
    const raw = new CfnResource(stack, 'Raw', { type: 'AWS::SQS::Queue', properties: { VisibilityTimeout: 300 } });
    const l2 = new sqs.Queue(stack, 'L2');
    const included = new CfnInclude(stack, 'Include', { templateFile: file });
    const service = observe(stack, { resources: [stack, l1, l2, raw, included] });
    expect(service.coverage.resources.map(({ path: where, state }) => [where, state])).toEqual(
      ['Shop/L1', 'Shop/Raw', 'Shop/L2', 'Shop/Include/Included'].map(where => [where, CoverageState.ALARMED]));
    expect(service.alarms.filter(({ signal }) => signal.id === 'ageOfOldest').map(({ _threshold }) => _threshold)).toEqual([1000, 3000, 900, 2000]);
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });
});

describe('alarms written by hand', () => {
  const dimensionsByHand = { QueueName: 'jobs' };

  test.each<[string, (stack: Stack, queue: sqs.Queue) => void]>([
    ['from the metric of the L2', (_, queue) => {
      queue.metricApproximateAgeOfOldestMessage().createAlarm(queue, 'Mine', { threshold: 5, evaluationPeriods: 1 });
    }],
    ['as an L1 with a reference', (stack, queue) => {
      new cloudwatch.CfnAlarm(stack, 'Mine', {
        namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensions: [{ name: 'QueueName', value: queue.queueName }],
        comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1, threshold: 5, period: 60, statistic: 'Maximum',
      });
    }],
    ['as a raw resource with the literal name', stack => {
      new CfnResource(stack, 'Mine', {
        type: 'AWS::CloudWatch::Alarm',
        properties: {
          Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage', Dimensions: Object.entries(dimensionsByHand).map(([Name, Value]) => ({ Name, Value })),
          ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 5, Period: 60, Statistic: 'Maximum',
        },
      });
    }],
    ['inside metric math', (stack, queue) => {
      new cloudwatch.Alarm(stack, 'Mine', {
        metric: new cloudwatch.MathExpression({ expression: 'age / 2', usingMetrics: { age: queue.metricApproximateAgeOfOldestMessage() } }), threshold: 5, evaluationPeriods: 1,
      });
    }],
  ])('%s are recognised and not duplicated', (_, write) => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const queue = new sqs.Queue(stack, 'Jobs', { queueName: 'jobs' });
    write(stack, queue);
    const service = observe(stack);
    const signal = service.coverage.of(queue)?.signals.find(({ id }) => id === 'ageOfOldest');
    expect(signal).toEqual({ id: 'ageOfOldest', state: CoverageState.ALARMED_ELSEWHERE, note: expect.stringMatching(/^watched by Shop\/.*Mine$/) });
    expect(service.alarms.map(({ signal: { id } }) => id)).not.toContain('ageOfOldest');
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });

  test('on one operation, or on another API with a stage of the same name, say nothing of the others', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const other = new apigateway.LambdaRestApi(stack, 'Other', { handler: stack.handler });
    stack.api.deploymentStage.metricServerError().createAlarm(stack, 'ApiErrors', { threshold: 1, evaluationPeriods: 1 });
    stack.table.metricSuccessfulRequestLatency({ dimensionsMap: { TableName: stack.table.tableName, Operation: 'GetItem' } })
      .createAlarm(stack, 'SlowReads', { threshold: 1, evaluationPeriods: 1 });
    const { coverage } = observe(stack);
    const stateOf = (construct: IConstruct, signal: string) => coverage.of(construct)?.signals.find(({ id }) => id === signal)?.state;
    expect(stateOf(stack.api.deploymentStage, 'serverErrorRate')).toBe(CoverageState.ALARMED_ELSEWHERE);
    expect(stateOf(other.deploymentStage, 'serverErrorRate')).toBe(CoverageState.ALARMED);
    expect(stateOf(stack.table, 'latency-GetItem')).toBe(CoverageState.ALARMED_ELSEWHERE);
    expect(stateOf(stack.table, 'latency-PutItem')).toBe(CoverageState.ALARMED);
  });

  test('on another queue, or with other dimensions, change nothing', () => {
    const stack = new Stack(new App(), 'Shop');
    const queue = new sqs.Queue(stack, 'Jobs');
    new sqs.Queue(stack, 'Other').metricApproximateAgeOfOldestMessage().createAlarm(stack, 'Mine', { threshold: 5, evaluationPeriods: 1 });
    expect(observe(stack, { resources: [queue] }).alarms.map(({ signal: { id } }) => id)).toContain('ageOfOldest');
  });
});

describe('exclusions', () => {
  test('keep their reason, cover what is below them, and leave no alarm, widget or tag', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    const service = observe(stack, { exclude: [Exclusion.of(stack.handler, 'retired in March'), Exclusion.of(stack.api, 'internal only')] });
    expect(service.coverage.of(stack.handler)).toMatchObject({ state: CoverageState.EXCLUDED, note: 'retired in March' });
    expect(service.coverage.inState(CoverageState.EXCLUDED).map(({ note }) => note)).toEqual(['retired in March', 'internal only']);
    const template = templateOf(synthesizeStrictly(app), 'Shop');
    for (const [, dashboard] of resourcesOf(template, 'AWS::CloudWatch::Dashboard')) expect(JSON.stringify(bodyOf(dashboard))).not.toContain('Handler');
    expect(alarmsOf(template).map(([, { Properties }]) => Properties.AlarmName).join()).not.toMatch(/Handler|Api/);
    for (const [, { Properties }] of resourcesOf(template, 'AWS::Lambda::Function')) expect(Properties.Tags).toBeUndefined();
  });

  test('of a signal leave it on the dashboard', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const service = observe(stack, { exclude: [Exclusion.signal('lambda-function.duration', 'a batch job')] });
    expect(service.coverage.of(stack.handler)?.signals.find(({ id }) => id === 'duration')).toEqual({ id: 'duration', state: CoverageState.EXCLUDED, note: 'a batch job' });
    expect(service.alarms.map(({ signal: { key } }) => key)).not.toContain('lambda-function.duration');
  });

  test('of what is not observed are reported at synthesis', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    observe(stack, { resources: [stack.queue], exclude: [Exclusion.of(stack.handler, 'retired in March')] });
    const warnings = app.synth().getStackByName('Shop').messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data));
    expect(warnings).toEqual([expect.stringMatching(/Shop\/Handler is excluded from the service 'shop', which does not observe it/)]);
  });

  test('need a reason', () => {
    const stack = new OrderStack(new App(), 'Shop');
    expect(() => Exclusion.of(stack.handler, ' ')).toThrow(/Shop\/Handler: a reason is required/);
    expect(() => Exclusion.signal('lambda-function.duration', '')).toThrow(/a reason is required/);
  });
});

describe('resources that come later', () => {
  test('are reported at synthesis', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    observe(stack);
    new sqs.Queue(stack, 'Late');
    const warnings = app.synth().getStackByName('Shop').messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data));
    expect(warnings).toEqual([expect.stringMatching(/Shop\/Late \(AWS::SQS::Queue\) was made after the service 'shop'.*observe\(\)/)]);
  });

  test('are taken in by observe, with alarms, dashboards and tags, and reported no more', () => {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    const service = observe(stack);
    const before = service.alarms.length;
    service.observe(new sqs.Queue(stack, 'Late', { deadLetterQueue: { queue: stack.deadLetters, maxReceiveCount: 1 } }));
    expect(service.alarms.length).toBeGreaterThan(before);
    const assembly = synthesizeStrictly(app);
    expect(assembly.getStackByName('Shop').messages.filter(({ level }) => level === 'warning')).toEqual([]);
    const template = templateOf(assembly, 'Shop');
    const [[, health]] = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm');
    expect(JSON.stringify(health.Properties.AlarmRule)).toContain('LateageOfOldest');
    const bodies = resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([, dashboard]) => JSON.stringify(bodyOf(dashboard)));
    expect(bodies[1]).toContain('Late: Age of the oldest message');
  });
});

describe('the manifest in the cloud assembly', () => {
  test('is named after the service, and leaves nothing of services that are gone', () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
    const synthesize = (...names: string[]) => {
      const app = new App({ outdir });
      for (const serviceName of names) observe(new OrderStack(app, serviceName), { serviceName });
      app.synth();
      return fs.readdirSync(path.join(outdir, 'cdk-pillars')).filter(file => file.endsWith('.json')).sort();
    };
    expect(synthesize('checkout', 'search')).toEqual(['checkout.json', 'search.json']);
    expect(synthesize('search')).toEqual(['search.json']);
  });

  test('holds every alarm with whom it reaches', () => {
    const app = new App();
    observe(new OrderStack(app, 'Shop'), { routes: [AlarmRoute.toOpsItem()] });
    const manifest = JSON.parse(fs.readFileSync(path.join(app.synth().directory, 'cdk-pillars', 'shop.json'), 'utf-8'));
    for (const { severity, through, reaches, description } of manifest.alarms) {
      expect(reaches).toEqual(['OpsItem']);
      expect(through).toBe(severity === 'PAGE' ? 'shop-health' : undefined);
      expect(description).toContain('First: ');
    }
    expect(manifest.coverage.percentage).toBe(100);
  });
});

describe('states', () => {
  test('without any alarm are a warning when somebody would be told', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    new CfnResource(stack, 'Video', { type: 'AWS::KinesisVideo::Stream' });
    observe(stack, { routes: [AlarmRoute.toOpsItem()] });
    const warnings = app.synth().getStackByName('Shop').messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data));
    expect(warnings).toEqual([expect.stringMatching(/No resource of the service 'shop' raises an alarm/)]);
  });

  test('tell what is blind and how to switch it on', () => {
    const stack = new Stack(new App(), 'Shop');
    const fn = inlineFunction(stack, 'Handler');
    const blind = observe(stack).coverage.of(fn)?.signals.filter(({ state }) => state === CoverageState.BLIND);
    expect(blind?.map(({ id }) => id)).toEqual(['memoryUtilization', 'initDuration', 'coldStartShare']);
    expect(blind?.[0].note).toMatch(/insightsVersion.*OE-LambdaInsightsOrAppSignals/);
  });

  test('tell what the catalog does not know', () => {
    const stack = new OrderStack(new App(), 'Shop');
    new CfnResource(stack, 'Video', { type: 'AWS::KinesisVideo::Stream' });
    const service = observe(stack);
    expect(service.coverage.inState(CoverageState.UNSUPPORTED)).toEqual([expect.objectContaining({ resourceType: 'AWS::KinesisVideo::Stream', note: expect.stringContaining('SignalCatalog.withSource') })]);
    expect(service.coverage.percentage).toBe(83.3);
  });

  test('a switched on signal is alarmed and drawn', () => {
    const stack = new Stack(new App(), 'Shop');
    const fn = inlineFunction(stack, 'Handler', { insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0 });
    expect(observe(stack).coverage.of(fn)?.signals.find(({ id }) => id === 'memoryUtilization')?.state).toBe(CoverageState.ALARMED);
  });
});
