import { App, Duration, Stack, aws_apigateway as apigateway, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService, SignalCatalog, Threshold, type ObservedServiceProps, type SignalAlarm, type SignalOverride } from '../../src';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, billedMetrics, resourcesOf, templateOf } from '../support/templates';

function shop(props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const resources = [new sqs.Queue(stack, 'Queue'), inlineFunction(stack, 'Handler')];
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources, routes: [AlarmRoute.toOpsItem()], ...props });
  return { app, stack, service, template: () => templateOf(synthesizeStrictly(app), 'Shop') };
}

const named = (template: Record<string, any>, name: string) => alarmsOf(template).find(([, { Properties }]) => Properties.AlarmName === name)![1];

describe('warm-up', () => {
  test('is that of the service, or of the signal', () => {
    const template = shop({ warmUp: Duration.minutes(15), overrides: { 'sqs-queue.ageOfOldest': { warmUp: Duration.hours(1) } } }).template();
    for (const [, { Properties }] of alarmsOf(template)) {
      const minutes = Properties.AlarmName === 'shop-Queue-ageOfOldest' ? 60 : 15;
      expect([Properties.AlarmName, Properties.WarmUpConfiguration]).toEqual([Properties.AlarmName, { WarmUpPeriodDurationInMinutes: minutes }]);
    }
  });

  test('is none unless asked for', () => {
    for (const [, { Properties }] of alarmsOf(shop().template())) expect(Properties.WarmUpConfiguration).toBeUndefined();
  });

  test.each([[Duration.seconds(90)], [Duration.days(3)], [Duration.minutes(0)]])('of %s is refused', warmUp => {
    expect(() => shop({ warmUp })).toThrow(/\[Shop\/Service\] warmUp is out of range; .*valid: 1 to 2880 whole minutes/);
    expect(() => shop({ overrides: { 'sqs-queue.ageOfOldest': { warmUp } } })).toThrow(/\[Shop\/Queue.*warmUp is out of range/);
  });
});

describe('an anomaly band', () => {
  const band = { threshold: Threshold.anomalyBand(3), anomalyTimeZone: 'Europe/Berlin', anomalyExclusions: [{ start: '2026-11-27T00:00:00Z', end: '2026-11-28T00:00:00' }] };
  const configuration = { ExcludedTimeRanges: [{ StartTime: '2026-11-27T00:00:00', EndTime: '2026-11-28T00:00:00' }], MetricTimeZone: 'Europe/Berlin' };

  test('learns from what it is to learn from', () => {
    const template = shop({ overrides: { 'sqs-queue.sent': band } }).template();
    const [[id, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::AnomalyDetector');
    const alarm = named(template, 'shop-Queue-sent');
    const { Metric, Stat } = alarm.Properties.Metrics.find((query: any) => query.MetricStat).MetricStat;
    expect(Properties).toEqual({ Configuration: configuration, SingleMetricAnomalyDetector: { ...Metric, Stat } });
    expect((alarm as any).DependsOn).toEqual([id]);
  });

  test('on an expression learns from the expression', () => {
    const template = shop({ overrides: { 'lambda-function.errorRate': band } }).template();
    const [[, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::AnomalyDetector');
    const queries = named(template, 'shop-Handler-errorRate').Properties.Metrics.filter(({ Id }: any) => Id !== 'band');
    expect(Properties).toEqual({ Configuration: configuration, MetricMathAnomalyDetector: { MetricDataQueries: queries } });
  });

  test.each<[Partial<SignalOverride>, RegExp]>([
    [{ threshold: Threshold.absolute(1) }, /sqs-queue\.sent: only an anomaly band learns; received '1'/],
    [{ anomalyTimeZone: 'Berlin' }, /anomalyTimeZone is not one; received 'Berlin'/],
    [{ anomalyExclusions: Array.from({ length: 11 }, () => band.anomalyExclusions[0]) }, /too many anomalyExclusions; received 11; valid: 10 at most/],
    [{ anomalyExclusions: [{ start: '2026-02-30T00:00:00', end: '2026-03-01T00:00:00' }] }, /not one; received '2026-02-30T00:00:00'/],
    [{ anomalyExclusions: [{ start: '2026-03-02T00:00:00', end: '2026-03-01T00:00:00' }] }, /ends before it begins/],
  ])('is refused with %j', (override, message) => {
    expect(() => shop({ overrides: { 'sqs-queue.sent': { ...band, ...override } } })).toThrow(message);
  });
});

test('no default of the catalog is of high resolution', () => {
  const periods = SignalCatalog.builtIn().sources.flatMap(({ signals }) => signals.flatMap(({ alarm }) => alarm ? [alarm.periodSeconds ?? 60] : []));
  expect(periods.length).toBeGreaterThan(100);
  expect(Math.min(...periods)).toBeGreaterThanOrEqual(60);
  const fine = shop({ overrides: { 'Handler.errors': { periodSeconds: 10, enabled: true } } }).service;
  expect(fine.monthlyCost.items.map(({ what }) => what)).toContain('high-resolution alarm metrics');
  expect(shop().service.monthlyCost.items.map(({ what }) => what)).not.toContain('high-resolution alarm metrics');
});

describe('rollback twins', () => {
  function orders() {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [AlarmRoute.toOpsItem()] });
    return { app, stack, service };
  }

  test('are made when somebody asks, once', () => {
    const { app, service } = orders();
    const before = service.monthlyCost.total;
    const twins = service.rollbackAlarms as SignalAlarm[];
    expect(service.rollbackAlarms).toEqual(twins);
    const made = alarmsOf(templateOf(synthesizeStrictly(app), 'Shop')).filter(([, { Properties }]) => Properties.AlarmName.endsWith('-rollback'));
    expect(made.map(([, { Properties }]) => Properties.AlarmName).sort()).toEqual(twins.map(({ literalName }) => literalName).sort());
    expect(service.monthlyCost.total - before).toBeCloseTo(0.1 * made.reduce((sum, [, twin]) => sum + billedMetrics(twin), 0), 5);
    expect(service.alarms.some(({ literalName }) => literalName.endsWith('-rollback'))).toBe(false);
    const untouched = orders();
    expect(JSON.stringify(templateOf(synthesizeStrictly(untouched.app), 'Shop'))).not.toContain('-rollback');
  });

  test('watch what their symptoms watch, quickly, and tell nobody', () => {
    const { app, service } = orders();
    const count = service.rollbackAlarms.length;
    const template = templateOf(synthesizeStrictly(app), 'Shop');
    const twins = alarmsOf(template).filter(([, { Properties }]) => Properties.AlarmName.endsWith('-rollback'));
    expect(twins).toHaveLength(count);
    for (const [, { Properties: twin }] of twins) {
      const symptom = named(template, twin.AlarmName.replace(/-rollback$/, '')).Properties;
      expect([twin.MetricName, twin.Threshold, twin.ComparisonOperator]).toEqual([symptom.MetricName, symptom.Threshold, symptom.ComparisonOperator]);
      expect(twin.AlarmActions).toBeUndefined();
      expect(twin.TreatMissingData).toBe('notBreaching');
      expect(twin.EvaluationPeriods).toBeLessThanOrEqual(2);
      expect(twin.Period ?? twin.Metrics.find((query: any) => query.MetricStat).MetricStat.Period).toBe(/^shop-DeadLetters-age/.test(twin.AlarmName) ? 300 : 60);
      expect(twin.AlarmDescription).toMatch(/^\[rollback\] shop: .*Has deployments rolled back, tells nobody\..*Runbook: /);
      expect(twin.Tags).toEqual(expect.arrayContaining([{ Key: 'owner', Value: 'o' }]));
    }
  });

  test('are ten at most, errors first, then availability, then latency', () => {
    const stack = new Stack(new App(), 'Shop');
    const handler = inlineFunction(stack, 'Handler');
    const resources = [...Array.from({ length: 12 }, (_, index) => new sqs.Queue(stack, `Queue${index}`)), handler, new apigateway.LambdaRestApi(stack, 'Api', { handler })];
    const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources, routes: [] });
    const categories = (service.rollbackAlarms as SignalAlarm[]).map(({ signal }) => signal.spec.category);
    expect(categories).toHaveLength(10);
    expect(categories).toEqual([...categories].sort((a, b) => ['ERRORS', 'AVAILABILITY', 'LATENCY'].indexOf(a) - ['ERRORS', 'AVAILABILITY', 'LATENCY'].indexOf(b)));
    expect(categories[0]).toBe('ERRORS');
  });
});
