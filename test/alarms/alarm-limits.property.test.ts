import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Comparison, MissingData, ServiceTier, Severity, SignalAlarm, Threshold, type BoundSignal, type SignalOverride } from '../../src';
import { isPlanned, planAlarm, type AlarmContext } from '../../src/alarms/private/alarm-plan';
import { describeAlarm } from '../../src/alarms/private/describe-alarm';
import { inlineFunction, OrderStack } from '../support/order-service';
import { boundSignal } from '../support/signals';

const anyValueOf = <T>(values: Record<string, T>) => fc.constantFrom(...Object.values(values));

/** Mostly values that people mean, and now and then any other. */
const mostly = <T>(right: fc.Arbitrary<T>, any: fc.Arbitrary<T>) => fc.oneof({ arbitrary: right, weight: 9 }, { arbitrary: any, weight: 1 });

const thresholds = fc.oneof(
  mostly(fc.double({ noNaN: true, min: 0, max: 1 }), fc.double({ noNaN: true, min: -10, max: 1e9 })).map(value => Threshold.absolute(value)),
  fc.double({ noNaN: true, min: 0.01, max: 5 }).map(fraction => Threshold.fractionOf('Timeout', fraction, { scale: 1000, fallback: 3 })),
  fc.double({ noNaN: true, min: 0.1, max: 10 }).map(width => Threshold.anomalyBand(width)),
  fc.constant(Threshold.unset('take your own')),
);

/** Overrides as people write them, right ones and wrong ones. */
const overrides: fc.Arbitrary<SignalOverride> = fc.record({
  enabled: mostly(fc.constant(true), fc.boolean()),
  threshold: thresholds,
  comparison: anyValueOf(Comparison),
  severity: anyValueOf(Severity),
  periodSeconds: mostly(fc.constantFrom(10, 20, 30, 60, 300, 3600), fc.oneof(fc.integer({ min: -60, max: 700_000 }), fc.double())),
  evaluationPeriods: mostly(fc.integer({ min: 10, max: 60 }), fc.oneof(fc.integer({ min: -1, max: 20_000 }), fc.double())),
  datapointsToAlarm: mostly(fc.integer({ min: 1, max: 10 }), fc.oneof(fc.integer({ min: -1, max: 60 }), fc.double())),
  missingData: anyValueOf(MissingData),
  statistic: fc.constantFrom('Sum', 'Average', 'Maximum', 'SampleCount', 'p50', 'p99.9', 'p100', 'tm95', 'IQM', 'PR(:300)', 'Median', 'p101', ''),
}, { requiredKeys: [] });

const contexts: fc.Arbitrary<AlarmContext> = fc.record({ tier: anyValueOf(ServiceTier), production: fc.boolean() });

const stack = new OrderStack(new Stack(), 'Shop');
const reserved = inlineFunction(stack, 'Reserved', { timeout: Duration.minutes(5), reservedConcurrentExecutions: 10 });
const SIGNALS: BoundSignal[] = [
  ...['errorRate', 'duration', 'claimedAccountConcurrency', 'invocations'].map(id => boundSignal(stack.handler, id)),
  ...['ageOfOldest', 'backlogDrainRatio'].map(id => boundSignal(stack.queue, id)),
  ...['serverErrorRate', 'latency'].map(id => boundSignal(stack.api.deploymentStage, id)),
  boundSignal(reserved, 'concurrentExecutions'), boundSignal(stack.deadLetters, 'age'), boundSignal(stack.table, 'latency'),
];

/** The alarm as CloudFormation gets it. */
function propertiesOf(alarm: SignalAlarm): Record<string, any> {
  const resource = alarm.node.defaultChild as CfnResource;
  return (Object.values(Stack.of(alarm).resolve(resource._toCloudFormation()).Resources)[0] as any).Properties;
}

/** What PutMetricAlarm refuses. */
function violations(alarm: Record<string, any>): string[] {
  const { Metrics: queries = [], EvaluationPeriods: periods, Threshold: threshold, ThresholdMetricId: thresholdId } = alarm;
  const datapoints = alarm.DatapointsToAlarm ?? periods;
  const measured: any[] = queries.filter((query: any) => query.MetricStat);
  const periodSeconds = alarm.Period ?? measured[0]?.MetricStat.Period;
  const window = periodSeconds * periods;
  const returned = queries.filter((query: any) => query.ReturnData);
  const ids = queries.map((query: any) => query.Id);
  const rules: Array<[boolean, string]> = [
    [[10, 20, 30].includes(periodSeconds) || (periodSeconds >= 60 && periodSeconds % 60 === 0), `period ${periodSeconds}`],
    [measured.every(query => query.MetricStat.Period === periodSeconds), 'periods differ'],
    [Number.isInteger(periods) && periods >= 1, `evaluation periods ${periods}`],
    [Number.isInteger(datapoints) && datapoints >= 1 && datapoints <= periods, `${datapoints} of ${periods}`],
    [window <= (periodSeconds >= 3600 ? 604_800 : 86_400), `window ${window}`],
    [queries.length <= 20 && measured.length <= 10, `${measured.length} metrics in ${queries.length} queries`],
    [(alarm.MetricName === undefined) !== (queries.length === 0), 'metric and expression'],
    [new Set(ids).size === ids.length, `ids ${ids}`],
    [queries.length === 0 || returned.length === (thresholdId === undefined ? 1 : 2), `${returned.length} return data`],
    [(threshold === undefined) === (thresholdId !== undefined), 'threshold and band'],
    [threshold === undefined || Number.isFinite(threshold), `threshold ${threshold}`],
    [thresholdId === undefined || ids.includes(thresholdId), 'band without id'],
    [/Upper|Lower/.test(alarm.ComparisonOperator) === (thresholdId !== undefined), alarm.ComparisonOperator],
    [(alarm.Statistic === undefined) !== (alarm.ExtendedStatistic === undefined) || queries.length > 0, 'statistic'],
    [(alarm.Dimensions ?? []).length <= 30, 'dimensions'],
    [['breaching', 'notBreaching', 'ignore', 'missing'].includes(alarm.TreatMissingData), `missing data ${alarm.TreatMissingData}`],
    [alarm.AlarmName.length <= 255, 'name'],
    [alarm.AlarmDescription.length <= 1024, 'description'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => what);
}

test('whatever override is accepted renders an alarm that CloudWatch takes; the others name the signal', () => {
  let [alarmed, refused] = [0, 0];
  fc.assert(fc.property(fc.constantFrom(...SIGNALS), contexts, overrides, (signal, context, override) => {
    let plan;
    try {
      plan = planAlarm(signal, context, override);
    } catch (error) {
      refused++;
      expect((error as Error).message).toContain(signal.key);
      expect((error as Error).message).toMatch(/; received .+; valid: .+/);
      return;
    }
    if (!isPlanned(plan)) {
      expect(plan.reason).not.toBe('');
      return;
    }
    alarmed++;
    const description = describeAlarm(signal, plan, 'checkout (prod)', 'https://runbooks.example.com/checkout');
    const alarm = SignalAlarm._create(new Stack(), 'Alarm', { signal, plan, name: 'checkout-prod-alarm', description });
    expect(violations(propertiesOf(alarm))).toEqual([]);
  }), { numRuns: 500 });
  // The property says something only while both happen.
  expect(alarmed).toBeGreaterThan(40);
  expect(refused).toBeGreaterThan(40);
});
