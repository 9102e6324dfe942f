import { Duration, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Comparison, ObservedService, Severity, SignalScope, Threshold, ThresholdOrigin, type AlarmSpec, type ObservedServiceProps } from '../../src';
import { inlineFunction, OrderStack } from '../support/order-service';
import { probe, probes } from '../support/signals';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, templateOf } from '../support/templates';

const alarm = (spec: Partial<AlarmSpec> = {}): AlarmSpec => ({
  threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, cause: 'It broke', firstStep: 'Mend it', ...spec,
});

/** The alarms of a service by name, without the name of the service. */
function alarmsIn(stack: Stack, props: Partial<ObservedServiceProps> = {}): Record<string, any> {
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [], ...props });
  const template = templateOf(synthesizeStrictly(stack.node.root as any), stack.stackName);
  return Object.fromEntries(alarmsOf(template).map(([, { Properties }]) => [Properties.AlarmName.replace(/^shop-/, ''), Properties]));
}

describe('the alarms of an order service', () => {
  const alarms = alarmsIn(new OrderStack(strictApp(), 'Shop'));
  const name = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(id), 'QueueName'] });

  test('on a metric name it, its dimensions and its statistic', () => {
    expect(alarms['Queue-ageOfOldest']).toMatchObject({
      Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage', Dimensions: [{ Name: 'QueueName', Value: name('^Queue') }], Statistic: 'Maximum', Period: 60,
      EvaluationPeriods: 15, ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 900, TreatMissingData: 'notBreaching',
    });
    const { Metrics, ExtendedStatistic, EvaluateLowSampleCountPercentile, DatapointsToAlarm, ThresholdMetricId } = alarms['Queue-ageOfOldest'];
    expect([Metrics, ExtendedStatistic, EvaluateLowSampleCountPercentile, DatapointsToAlarm, ThresholdMetricId]).toEqual(Array(5).fill(undefined));
  });

  test('on a percentile keep their state while there are too few samples', () => {
    expect(alarms['Handler-duration']).toMatchObject({ ExtendedStatistic: 'p90', EvaluateLowSampleCountPercentile: 'ignore', Threshold: 2400 });
    expect(alarms['Handler-duration']).not.toHaveProperty('Statistic');
  });

  test('on an expression return it and hide its inputs', () => {
    const { Metrics: queries, DatapointsToAlarm, EvaluationPeriods, Threshold: threshold, ...rest } = alarms['Handler-errorRate'];
    expect(queries.filter((query: any) => query.ReturnData)).toEqual([{ Id: 'e1', Expression: 'IF(invocations>0,100*errors/invocations,0)', ReturnData: true }]);
    expect(queries.slice(1)).toEqual(['errors', 'invocations'].map(id => ({
      Id: id, ReturnData: false, MetricStat: expect.objectContaining({ Stat: 'Sum', Period: 60, Metric: expect.objectContaining({ Namespace: 'AWS/Lambda' }) }),
    })));
    expect([DatapointsToAlarm, EvaluationPeriods, threshold]).toEqual([3, 5, 1]);
    for (const absent of ['MetricName', 'Namespace', 'Dimensions', 'Statistic', 'Period']) expect(rest).not.toHaveProperty(absent);
  });

  test('say what missing data means, every one of them', () => {
    expect(Object.keys(alarms).length).toBeGreaterThanOrEqual(13);
    for (const [of, { TreatMissingData }] of Object.entries(alarms)) expect([of, TreatMissingData]).toEqual([of, 'notBreaching']);
  });
});

test('an anomaly band is a threshold of its own, beside the metric', () => {
  const stack = new Stack(strictApp(), 'Shop');
  inlineFunction(stack, 'Handler');
  const { 'Handler-duration': duration } = alarmsIn(stack, { overrides: { 'lambda-function.duration': { threshold: Threshold.anomalyBand(2.5), statistic: 'p99' } } });
  expect(duration).toMatchObject({ ThresholdMetricId: 'band', ComparisonOperator: 'GreaterThanUpperThreshold' });
  expect(duration.Metrics).toEqual([
    expect.objectContaining({ Id: 'e1', ReturnData: true, MetricStat: expect.objectContaining({ Stat: 'p99', Period: 60 }) }),
    { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(e1, 2.5)', ReturnData: true },
  ]);
  for (const absent of ['Threshold', 'MetricName', 'ExtendedStatistic', 'Period']) expect(duration).not.toHaveProperty(absent);
});

test('an anomaly band around an expression watches the expression', () => {
  const stack = new Stack(strictApp(), 'Shop');
  inlineFunction(stack, 'Handler');
  const { 'Handler-errorRate': { Metrics: queries } } = alarmsIn(stack, { overrides: { 'Handler.errorRate': { threshold: Threshold.anomalyBand(), comparison: Comparison.OUTSIDE_BAND } } });
  expect(queries.map(({ Id, ReturnData }: any) => [Id, ReturnData])).toEqual([['e1', true], ['errors', false], ['invocations', false], ['band', true]]);
  expect(queries[3].Expression).toBe('ANOMALY_DETECTION_BAND(e1, 3)');
});

test('inputs of a kind of the user keep ids that we would take', () => {
  const stack = new Stack(strictApp(), 'Shop');
  probe(stack);
  const inputs = { e1: { metricName: 'A', statistic: 'Sum' }, band: { metricName: 'B', statistic: 'Sum' } };
  const catalog = probes(
    { id: 'share', expression: 'e1/band', inputs, alarm: alarm() },
    { id: 'usual', expression: 'e1-band', inputs, alarm: alarm({ threshold: Threshold.anomalyBand() }) },
  );
  const alarms = alarmsIn(stack, { catalog });
  expect(alarms['Probe-share'].Metrics.map(({ Id, Expression }: any) => [Id, Expression])).toEqual([['e1_', 'e1/band'], ['e1', undefined], ['band', undefined]]);
  expect(alarms['Probe-usual'].Metrics.map(({ Id, Expression }: any) => [Id, Expression])).toEqual([
    ['e1_', 'e1-band'], ['e1', undefined], ['band', undefined], ['band_', 'ANOMALY_DETECTION_BAND(e1_, 3)'],
  ]);
  expect(alarms['Probe-usual'].ThresholdMetricId).toBe('band_');
});

test('a metric of the account has no dimensions', () => {
  const stack = new Stack(strictApp(), 'Shop');
  probe(stack);
  const catalog = probes(
    { id: 'quota', scope: SignalScope.ACCOUNT, alarm: alarm() },
    { id: 'quotaRate', scope: SignalScope.ACCOUNT, expression: '100*used', inputs: { used: { metricName: 'Used', statistic: 'Maximum' } }, alarm: alarm() },
  );
  const alarms = alarmsIn(stack, { catalog });
  expect(alarms['Probe-quota']).toMatchObject({ Namespace: 'Probes', MetricName: 'quota', Statistic: 'Sum' });
  expect(alarms['Probe-quota']).not.toHaveProperty('Dimensions');
  expect(alarms['Probe-quotaRate'].Metrics[1].MetricStat.Metric.Dimensions ?? []).toEqual([]);
});

test.each([['tm95', undefined], ['IQM', undefined], ['PR(:300)', undefined], ['p99.9', 'ignore']])('%s is an extended statistic, low samples %s', (statistic, lowSamples) => {
  const stack = new Stack(strictApp(), 'Shop');
  probe(stack);
  const { 'Probe-duration': duration } = alarmsIn(stack, { catalog: probes({ id: 'duration', percentiles: true, alarm: alarm({ statistic }) }) });
  expect(duration).toMatchObject({ ExtendedStatistic: statistic, MetricName: 'duration' });
  expect(duration).not.toHaveProperty('Statistic');
  expect(duration.EvaluateLowSampleCountPercentile).toBe(lowSamples);
});

test('a fraction follows its property until synthesis', () => {
  const stack = new Stack(strictApp(), 'Shop');
  const fn = inlineFunction(stack, 'Handler', { timeout: Duration.seconds(10) });
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [] });
  (fn.node.defaultChild as lambda.CfnFunction).timeout = 60;
  const [, { Properties }] = alarmsOf(templateOf(synthesizeStrictly(stack.node.root as any), 'Shop')).find(([, each]) => each.Properties.AlarmName === 'shop-Handler-duration')!;
  expect(Properties.Threshold).toBe(48_000);
  expect(service.alarms.length).toBeGreaterThan(0);
});

test('a property that becomes unknown after the alarm was made is an error that names the resource', () => {
  const stack = new Stack(strictApp(), 'Shop');
  const fn = inlineFunction(stack, 'Handler', { timeout: Duration.seconds(10) });
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', routes: [] });
  (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Timeout', { Ref: 'AWS::NoValue' });
  expect(() => synthesizeStrictly(stack.node.root as any)).toThrow(/the threshold of lambda-function\.duration cannot be worked out any more.+Override the threshold of the signal/);
});
