import { Duration, Stack, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { BurnRate, CalendarUnit, GoodPeriod, ObjectiveWindow, ServiceLevelIndicator, ServiceLevelObjective, Severity, SloBackend } from '../../src';
import { LIMITS } from '../../src/core/private/limits';

const metric = (metricName: string) => new cloudwatch.Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });

const indicators = fc.oneof(
  fc.constant(ServiceLevelIndicator.requests({ bad: metric('Bad'), total: metric('All') })),
  fc.constant(ServiceLevelIndicator.requests({ good: metric('Good'), total: metric('All') })),
  fc.record({
    threshold: fc.double({ noNaN: true, min: -1e6, max: 1e6 }), goodWhen: fc.constantFrom(...Object.values(GoodPeriod)),
    minutes: fc.integer({ min: 1, max: 15 }), missingIsBad: fc.boolean(),
  })
    .map(({ minutes, ...props }) => ServiceLevelIndicator.periods({ metric: metric('Value'), period: Duration.minutes(minutes), ...props })),
);

const windows = fc.oneof(
  fc.integer({ min: 1, max: 366 }).map(days => ObjectiveWindow.rolling(Duration.days(days))),
  fc.integer({ min: 1, max: 48 }).map(hours => ObjectiveWindow.rolling(Duration.hours(hours))),
  fc.integer({ min: 1, max: 12 }).map(months => ObjectiveWindow.calendar(CalendarUnit.MONTH, months, '2026-01-01')),
);

/** Mostly rates that a goal can reach, and now and then any other. */
const burnRates = fc.option(fc.uniqueArray(fc.record({
  rate: fc.oneof({ arbitrary: fc.double({ noNaN: true, min: 1, max: 4 }), weight: 19 }, {
    arbitrary: fc.double({
      noNaN: true, min: 1,
      max: 5_000,
    }), weight: 1,
  }),
  hours: fc.integer({ min: 1, max: 168 }), severity: fc.constantFrom(Severity.PAGE, Severity.TICKET),
}), { minLength: 1, maxLength: 3, selector: ({ hours, severity }) => `${severity}${hours}` }), { nil: undefined });

const objectives = fc.record({
  goal: fc.oneof({ arbitrary: fc.double({ noNaN: true, min: 75, max: 99.999 }), weight: 9 }, {
    arbitrary: fc.double({ min: -10, max: 200 }),
    weight: 1,
  }),
  indicator: indicators, window: windows, burnRates, backend: fc.constantFrom(...Object.values(SloBackend)),
  minimumBadEvents: fc.integer({ min: 0, max: 50 }),
  sloName: fc.oneof({ arbitrary: fc.constantFrom('orders', 'checkout of the shop', 'x'.repeat(100)), weight: 9 },
    { arbitrary: fc.string({ maxLength: 140 }), weight: 1 }),
});

/** What of an objective an error may name. */
const FIELDS = /goal|burnRates|window|minimumBadEvents|sloName|threshold/;

test('alarms of a valid objective stay within every limit, and the error of an invalid one names the field', () => {
  const seen = { valid: 0, invalid: 0 };
  fc.assert(fc.property(objectives, ({ burnRates: rates, ...props }) => {
    const stack = new Stack(undefined, 'Shop');
    try {
      new ServiceLevelObjective(stack, 'Slo', {
        serviceName: 'shop', ...props, burnRates: rates?.map(({ rate, hours, severity }) => BurnRate.atLeast(rate, {
          severity,
          longWindow: Duration.hours(hours),
        })),
      });
    } catch (error) {
      seen.invalid++;
      expect((error as Error).message).toMatch(FIELDS);
      expect((error as Error).message).toMatch(/^\[Shop\/Slo\]/);
      return;
    }
    seen.valid++;
    const resources: any[] = Object.values(Template.fromStack(stack).toJSON().Resources);
    for (const { Type, Properties } of resources) {
      if (Type === 'AWS::CloudWatch::Alarm') expectWithinLimits(Properties);
      if (Type === 'AWS::CloudWatch::CompositeAlarm') {
        expect(Properties.AlarmName.length).toBeLessThanOrEqual(LIMITS.alarm.nameLength);
        expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(LIMITS.alarm.descriptionLength);
        expect(JSON.stringify(Properties.AlarmRule).split('ALARM(').length - 1).toBeLessThanOrEqual(LIMITS.composite.children);
      }
      if (Type === 'AWS::ApplicationSignals::ServiceLevelObjective') {
        expect(Properties.BurnRateConfigurations.length).toBeLessThanOrEqual(LIMITS.slo.burnRates);
        const lookBacks: number[] = Properties.BurnRateConfigurations.map((each: any) => each.LookBackWindowMinutes);
        expect(Math.max(...lookBacks)).toBeLessThanOrEqual(LIMITS.slo.lookBackMinutes);
        expect(Properties.Name).toMatch(LIMITS.slo.namePattern);
      }
    }
  }), { numRuns: 150 });
  expect(seen.valid).toBeGreaterThan(30);
  expect(seen.invalid).toBeGreaterThan(10);
});

function expectWithinLimits(alarm: any): void {
  const periods = alarm.Metrics ? alarm.Metrics.flatMap(({ MetricStat }: any) => MetricStat ? [MetricStat.Period] : []) : [alarm.Period];
  for (const period of periods) {
    expect(period % 60).toBe(0);
    expect(period * alarm.EvaluationPeriods).toBeLessThanOrEqual(period >= 3_600 ? LIMITS.alarm.longWindowSeconds : LIMITS.alarm.windowSeconds);
  }
  expect(alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods).toBeLessThanOrEqual(alarm.EvaluationPeriods);
  expect(alarm.DatapointsToAlarm ?? 1).toBeGreaterThanOrEqual(1);
  expect(alarm.AlarmName.length).toBeLessThanOrEqual(LIMITS.alarm.nameLength);
  expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(LIMITS.alarm.descriptionLength);
  expect(periods.length).toBeLessThanOrEqual(LIMITS.alarm.metrics);
  expect(alarm.Threshold).toEqual(expect.any(Number));
}
