import * as fs from 'fs';
import * as path from 'path';
import { App, Duration, Stack, aws_cloudwatch as cloudwatch, aws_logs as logs, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, Comparison, ObservedService, OwnAlarm, Severity, type LogAlarmProps, type ObservedServiceProps, type OwnAlarmProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { bodyOf, deployed, resourcesOf, templateOf } from '../support/templates';

const text = { meaning: 'fewer orders than on other days', cause: 'the checkout is broken', firstStep: 'Place an order' };
const said = (name: string, severity: Severity): OwnAlarmProps => ({ name, severity, ...text });

function shop(ownAlarms: (stack: Stack) => OwnAlarm[], props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const queue = new sqs.Queue(stack, 'Queue');
  const service = new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'o', resources: [queue], routes: [AlarmRoute.toOpsItem()], ownAlarms: ownAlarms(stack), runbookBaseUrl: 'https://runbooks.example.com', ...props,
  });
  const synthesized = () => {
    const assembly = synthesizeStrictly(app);
    const manifest = JSON.parse(fs.readFileSync(path.join(assembly.directory, 'cdk-pillars', 'shop.json'), 'utf-8'));
    return { template: templateOf(assembly, 'Shop'), manifest };
  };
  return { app, stack, service, synthesized };
}

const healthRule = (template: any) => deployed(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').find(([, { Properties }]) => Properties.AlarmName === 'shop-health')![1].Properties.AlarmRule);
const errorsOf = (stack: Stack) => new cloudwatch.Alarm(stack, 'Orders', { metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 5 });

describe('an alarm that is there', () => {
  test('pages through the health alarm, and is not changed', () => {
    const { synthesized, stack } = shop(its => [OwnAlarm.existing(errorsOf(its), said('orders', Severity.PAGE))]);
    const { template, manifest } = synthesized();
    const id = stack.getLogicalId(stack.node.findChild('Orders').node.defaultChild as any);
    expect(healthRule(template)).toContain(`ALARM("${id}")`);
    expect(template.Resources[id].Properties.AlarmActions).toBeUndefined();
    expect(manifest.ownAlarms).toEqual([{ name: 'orders', severity: 'PAGE', description: expect.stringContaining(text.meaning), through: 'shop-health', reaches: ['OpsItem'] }]);
  });

  test('is told of by a composite alarm when it does not page', () => {
    const { synthesized, service } = shop(its => [OwnAlarm.existing(cloudwatch.Alarm.fromAlarmName(its, 'Imported', 'imported'), said('imported', Severity.TICKET))]);
    const { template } = synthesized();
    const [, { Properties }] = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').find(([, composite]) => composite.Properties.AlarmName === 'shop-own-imported')!;
    expect(deployed(Properties.AlarmRule)).toBe('ALARM("imported")');
    expect(Properties.AlarmActions).toHaveLength(1);
    expect(Properties.AlarmDescription).toBe(`[TICKET] shop: ${text.meaning}. Cause: ${text.cause}. First: ${text.firstStep}. Runbook: https://runbooks.example.com`);
    expect(service.monthlyCost.items.find(({ what }) => what === 'composite alarms')?.quantity).toBe(2);
  });

  test('stands on the operations dashboard', () => {
    const { synthesized } = shop(its => [OwnAlarm.existing(cloudwatch.Alarm.fromAlarmName(its, 'Imported', 'imported'), said('imported', Severity.TICKET))]);
    const { template } = synthesized();
    const bodies = resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([, dashboard]) => bodyOf(dashboard));
    const shown = bodies.flatMap(({ widgets }) => widgets).filter((widget: any) => widget.type === 'alarm').flatMap((widget: any) => widget.properties.alarms);
    expect(shown.filter((arn: string) => arn.endsWith(':alarm:imported'))).toHaveLength(1);
  });

  test('of another stack is referred to weakly', () => {
    const app = strictApp();
    const other = new Stack(app, 'Other');
    const alarm = errorsOf(other);
    const stack = new Stack(app, 'Shop');
    new ObservedService(stack, 'Service', {
      serviceName: 'shop', owner: 'o', resources: [new sqs.Queue(stack, 'Queue')], routes: [AlarmRoute.toOpsItem()],
      ownAlarms: [OwnAlarm.existing(alarm, said('orders', Severity.PAGE))],
    });
    const assembly = synthesizeStrictly(app);
    expect(Object.values<any>(templateOf(assembly, 'Other').Outputs ?? {}).some(({ Export }) => Export)).toBe(false);
    expect(stack.dependencies).toContain(other);
  });
});

test('an alarm on PromQL has the name, the description and the actions of the service', () => {
  const { synthesized } = shop(() => [OwnAlarm.promql({ ...said('orders', Severity.TICKET), query: 'sum(rate(orders_total[5m])) < 1' })]);
  const [, { Properties }] = resourcesOf(synthesized().template, 'AWS::CloudWatch::Alarm').find(([, alarm]) => alarm.Properties.EvaluationCriteria)!;
  expect(Properties).toMatchObject({
    AlarmName: 'shop-own-orders', EvaluationInterval: 60, AlarmActions: [expect.anything()],
    EvaluationCriteria: { PromQLCriteria: { Query: 'sum(rate(orders_total[5m])) < 1', PendingPeriod: 300, RecoveryPeriod: 300 } },
  });
});

describe('an alarm on logs', () => {
  const fatal = (stack: Stack, props: Partial<LogAlarmProps> = {}) => OwnAlarm.logs({
    ...said('fatal', Severity.TICKET), logGroups: [new logs.LogGroup(stack, 'Logs', { retention: 7 })], query: 'filter @message like /FATAL/', aggregation: 'count(*)', threshold: 0, ...props,
  });

  test('queries these log groups and nothing else', () => {
    const { template } = shop(stack => [fatal(stack)], { warmUp: Duration.minutes(10) }).synthesized();
    const [[, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::LogAlarm');
    const [group] = resourcesOf(template, 'AWS::Logs::LogGroup').map(([id]) => id);
    expect(Properties).toMatchObject({
      AlarmName: 'shop-own-fatal', ComparisonOperator: 'GreaterThanThreshold', Threshold: 0, QueryResultsToEvaluate: 1, QueryResultsToAlarm: 1, TreatMissingData: 'notBreaching',
      AlarmActions: [expect.anything()], WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 10 },
      ScheduledQueryConfiguration: {
        AggregationExpression: 'count(*)', LogGroupIdentifiers: [{ Ref: group }], ScheduleConfiguration: { ScheduleExpression: 'rate(5 minutes)', StartTimeOffset: 300 },
      },
    });
    const [[, role]] = resourcesOf(template, 'AWS::IAM::Role');
    expect(role.Properties.Policies[0].PolicyDocument.Statement).toEqual([expect.objectContaining({ Resource: { 'Fn::GetAtt': [group, 'Arn'] } })]);
  });

  test('pages through the health alarm', () => {
    const { template } = shop(stack => [fatal(stack, { severity: Severity.PAGE })]).synthesized();
    const [[id, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::LogAlarm');
    expect(healthRule(template)).toContain(`ALARM("${id}")`);
    expect(Properties.AlarmActions).toBeUndefined();
  });

  test.each<[Partial<LogAlarmProps>, RegExp]>([
    [{ logGroups: [] }, /logGroups of the alarm fatal; received 0; valid: 1 to 50/],
    [{ query: '' }, /the query of fatal is not a text/],
    [{ aggregation: 'x'.repeat(257) }, /the aggregation of fatal is not a text; received '257 characters'; valid: 1 to 256/],
    [{ threshold: NaN }, /threshold of the alarm fatal/],
    [{ evaluationPeriods: 2, datapointsToAlarm: 3 }, /datapointsToAlarm of the alarm fatal; received 3; valid: 1 to 2/],
    [{ comparison: Comparison.ABOVE_BAND }, /comparison of the alarm fatal/],
    [{ interval: Duration.seconds(30) }, /the interval of fatal is out of range/],
  ])('is refused with %j', (props, message) => {
    expect(() => shop(stack => [fatal(stack, props)])).toThrow(message);
  });
});

test.each<[() => unknown, RegExp]>([
  [() => OwnAlarm.promql({ ...said('a b', Severity.PAGE), query: 'up' }), /name is a literal of 1 to 64 letters.*received 'a b'/],
  [() => OwnAlarm.promql({ ...said('a', Severity.PAGE), cause: ' ', query: 'up' }), /OwnAlarm a: cause is empty/],
  [() => shop(() => [OwnAlarm.promql({ ...said('a', Severity.PAGE), query: 'up', evaluationInterval: Duration.seconds(5) })]), /the evaluationInterval of a is out of range; received '5 seconds'; valid: 10 to 3600/],
  [() => shop(() => ['x', 'x'].map(name => OwnAlarm.promql({ ...said(name, Severity.PAGE), query: 'up' }))), /two alarms of your own of one name; received 'x'/],
])('what CloudWatch or the service cannot take is refused (%#)', (make, message) => {
  expect(make).toThrow(message);
});

test('an alarm of another Region is refused', () => {
  const env = { account: '123456789012', region: 'eu-west-1' };
  const stack = new Stack(new App(), 'Shop', { env });
  const far = cloudwatch.Alarm.fromAlarmArn(stack, 'Far', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:far');
  expect(() => new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'o', resources: [new sqs.Queue(stack, 'Queue')], routes: [], ownAlarms: [OwnAlarm.existing(far, said('far', Severity.PAGE))],
  })).toThrow(/the alarm Shop\/Far is in another Region; received 'us-east-1'; valid: eu-west-1/);
});
