import { App, CfnParameter, Duration, Lazy, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import {
  Comparison, MissingData, ServiceTier, Severity, SignalUnit, Threshold, ThresholdOrigin,
  type AlarmSpec, type BoundSignal, type ObservedResource, type SignalOverride, type ThresholdValue,
} from '../../src';
import { isPlanned, planAlarm, type AlarmPlan } from '../../src/alarms/private/alarm-plan';
import { inlineFunction } from '../support/order-service';
import { boundSignal, probe, probes } from '../support/signals';

const PRODUCTION = { tier: ServiceTier.TIER_2, production: true };

const alarmSpec = (spec: Partial<AlarmSpec> = {}): AlarmSpec => ({
  threshold: Threshold.absolute(10), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.LIBRARY, cause: 'It broke', firstStep: 'Mend it', ...spec,
});

/** A signal of a kind of the test's own. */
function signal(alarm: Partial<AlarmSpec> | undefined = {}, spec: object = {}): BoundSignal {
  return boundSignal(probe(new Stack()), 'faults', probes({ id: 'faults', title: 'Faults', alarm: alarm && alarmSpec(alarm), ...spec }));
}

const shownOnly = (spec: object = {}) => boundSignal(probe(new Stack()), 'faults', probes({ id: 'faults', title: 'Faults', ...spec }));

function planned(bound: BoundSignal, override: SignalOverride = {}, context = PRODUCTION): AlarmPlan {
  const plan = planAlarm(bound, context, override);
  if (!isPlanned(plan)) throw new Error(`no alarm: ${plan.reason}`);
  return plan;
}

function reason(bound: BoundSignal, override: SignalOverride = {}, context = PRODUCTION): string {
  const plan = planAlarm(bound, context, override);
  if (isPlanned(plan)) throw new Error('there is an alarm');
  return plan.reason;
}

describe('the tier', () => {
  const inTier = (tier: ServiceTier) => ({ tier, production: true });
  const { TIER_1, TIER_2, TIER_3 } = ServiceTier;
  const { PAGE, TICKET, INFO } = Severity;

  test.each([
    [TIER_1, PAGE, PAGE], [TIER_1, TICKET, TICKET], [TIER_1, INFO, INFO],
    [TIER_2, PAGE, PAGE], [TIER_2, TICKET, TICKET], [TIER_2, INFO, undefined],
    [TIER_3, PAGE, TICKET], [TIER_3, TICKET, undefined], [TIER_3, INFO, undefined],
  ])('%s makes of a signal of severity %s an alarm of severity %s', (tier, declared, expected) => {
    const plan = planAlarm(signal({ severity: declared }), inTier(tier));
    expect(isPlanned(plan) ? plan.severity : undefined).toBe(expected);
    if (!isPlanned(plan)) expect(plan.reason).toBe(`${tier} raises no alarm of severity ${declared}`);
  });

  test.each([[TIER_1, 10, 6], [TIER_2, 15, 9], [TIER_3, 30, 18]])('%s looks at %i periods, of which %i must breach, where the catalog says 15 and 9', (tier, periods, datapoints) => {
    const { evaluationPeriods, datapointsToAlarm } = planned(signal({ severity: PAGE, datapointsToAlarm: 9 }), {}, inTier(tier));
    expect([evaluationPeriods, datapointsToAlarm]).toEqual([periods, datapoints]);
  });

  test('keeps at least one period', () => {
    const { evaluationPeriods, datapointsToAlarm } = planned(signal({ evaluationPeriods: 1, severity: PAGE }), {}, inTier(TIER_1));
    expect([evaluationPeriods, datapointsToAlarm]).toEqual([1, 1]);
  });

  test.each([
    [300, 200, 288], // a day, in periods under an hour
    [3600, 100, 168], // a week, in periods of an hour and more
    [86_400, 5, 7],
  ])('stretches %i s times %i to the longest window of an alarm, no further', (periodSeconds, evaluationPeriods, longest) => {
    const plan = planned(signal({ periodSeconds, evaluationPeriods, severity: PAGE }), {}, inTier(TIER_3));
    expect([plan.evaluationPeriods, plan.datapointsToAlarm]).toEqual([longest, longest]);
  });

  test.each([[TIER_1, 2160], [TIER_2, 2400], [TIER_3, 2400]])('%s takes a fraction of the configuration as %i', (tier, expected) => {
    const fn = inlineFunction(new Stack(), 'Fn', { timeout: Duration.seconds(3) });
    const plan = planned(boundSignal(fn, 'duration'), { enabled: true }, inTier(tier));
    expect(plan.threshold.evaluate(boundSignal(fn, 'duration').resource).value).toBe(expected);
  });

  test('tightens a fraction that must not be undercut by raising it', () => {
    const free = signal({ threshold: Threshold.fractionOf('Size', 0.2, { fallback: 100 }), comparison: Comparison.BELOW });
    expect(planned(free, {}, inTier(TIER_1)).threshold.evaluate(free.resource).value).toBe(22);
    expect(planned(free, {}, inTier(TIER_2)).threshold.evaluate(free.resource).value).toBe(20);
  });

  test('leaves absolute thresholds, and those of overrides, as they are', () => {
    const bound = signal({ threshold: Threshold.absolute(10) });
    const given = Threshold.fractionOf('Size', 0.5, { fallback: 100 });
    expect(planned(bound, {}, inTier(TIER_1)).threshold.evaluate(bound.resource).value).toBe(10);
    expect(planned(bound, { threshold: given }, inTier(TIER_1)).threshold.evaluate(bound.resource).value).toBe(50);
  });
});

describe('outside production', () => {
  const outside = { tier: ServiceTier.TIER_1, production: false };

  test('a page becomes a ticket, and still feeds the health alarm', () => {
    const { severity, feedsHealth } = planned(signal({ severity: Severity.PAGE }), {}, outside);
    expect([severity, feedsHealth]).toEqual([Severity.TICKET, true]);
  });

  test.each([[Severity.TICKET], [Severity.INFO]])('%s stays, and acts by itself', declared => {
    const { severity, feedsHealth } = planned(signal({ severity: declared }), {}, outside);
    expect([severity, feedsHealth]).toEqual([declared, false]);
  });
});

describe('what the catalog leaves open', () => {
  test('is filled in: above the threshold, periods of a minute, all of them, no data is health', () => {
    expect(planned(signal())).toMatchObject({
      comparison: Comparison.ABOVE, periodSeconds: 60, evaluationPeriods: 15, datapointsToAlarm: 15, missingData: MissingData.NOT_BREACHING, cause: 'It broke', firstStep: 'Mend it',
    });
  });

  test('a signal without a threshold has no alarm, with the reason', () => {
    expect(reason(shownOnly())).toBe('it is shown, not alarmed: the catalog has no threshold for it');
  });

  test('a signal whose alarm is off by default has none, with the reason', () => {
    expect(reason(signal({ enabledByDefault: false, rationale: 'Too loud. And too dear.' }))).toBe('its alarm is off by default. Too loud');
    expect(reason(signal({ enabledByDefault: false }))).toBe('its alarm is off by default');
  });

  test('a threshold that cannot be known has no alarm, with what to do', () => {
    expect(reason(signal({ threshold: Threshold.unset('take your own') }))).toBe('it has no safe default threshold: take your own');
    expect(reason(signal({ threshold: Threshold.fractionOf('Size', 0.5) }))).toMatch(/^Size is not set/);
  });

  test('a threshold that only deployment can tell has no alarm', () => {
    const stack = new Stack();
    const queue = new sqs.CfnQueue(stack, 'Queue', {
      messageRetentionPeriod: new CfnParameter(stack, 'Retention', { type: 'Number' }).valueAsNumber, redriveAllowPolicy: { redrivePermission: 'allowAll' },
    });
    expect(reason(boundSignal(queue, 'age'))).toMatch(/only known at deployment/);
  });
});

describe('an override', () => {
  const bound = signal({ datapointsToAlarm: 9, severity: Severity.TICKET });

  test.each<[keyof SignalOverride, SignalOverride, Partial<AlarmPlan>]>([
    ['comparison', { comparison: Comparison.AT_OR_BELOW }, { comparison: Comparison.AT_OR_BELOW }],
    ['severity', { severity: Severity.PAGE }, { severity: Severity.PAGE, feedsHealth: true }],
    ['periodSeconds', { periodSeconds: 300 }, { periodSeconds: 300, evaluationPeriods: 15, datapointsToAlarm: 9 }],
    ['evaluationPeriods', { evaluationPeriods: 4 }, { evaluationPeriods: 4, datapointsToAlarm: 4 }],
    ['datapointsToAlarm', { datapointsToAlarm: 2 }, { evaluationPeriods: 15, datapointsToAlarm: 2 }],
    ['missingData', { missingData: MissingData.BREACHING }, { missingData: MissingData.BREACHING }],
    ['statistic', { statistic: 'Maximum' }, { statistic: 'Maximum' }],
  ])('of %s changes that and nothing else', (_, override, expected) => {
    const before = planned(bound);
    expect(planned(bound, override)).toEqual({ ...before, ...expected });
  });

  test('of the threshold is the threshold', () => {
    expect(planned(bound, { threshold: Threshold.absolute(3) }).threshold.evaluate(bound.resource).value).toBe(3);
  });

  test('wins over the tier', () => {
    const { TIER_1 } = ServiceTier;
    const override = { evaluationPeriods: 7, datapointsToAlarm: 5, severity: Severity.INFO };
    expect(planned(bound, override, { tier: TIER_1, production: true })).toMatchObject(override);
  });

  test('of the severity is no more urgent than tier and environment allow', () => {
    expect(planned(bound, { severity: Severity.PAGE }, { tier: ServiceTier.TIER_3, production: true }).severity).toBe(Severity.TICKET);
    expect(planned(bound, { severity: Severity.PAGE }, { tier: ServiceTier.TIER_1, production: false }).severity).toBe(Severity.TICKET);
  });

  test.each<[string, SignalOverride]>([
    ['a threshold', { threshold: Threshold.absolute(1) }], ['enabled: true', { enabled: true }], ['a severity', { severity: Severity.TICKET }],
  ])('with %s asks for the alarm that the tier leaves out', (_, override) => {
    expect(planned(bound, override, { tier: ServiceTier.TIER_3, production: true }).severity).toBe(Severity.TICKET);
  });

  test('of something else does not ask for an alarm that the tier leaves out', () => {
    expect(reason(bound, { periodSeconds: 300 }, { tier: ServiceTier.TIER_3, production: true })).toBe('TIER_3 raises no alarm of severity TICKET');
  });

  test.each<[string, SignalOverride]>([
    ['enabled: true', { enabled: true }], ['a threshold', { threshold: Threshold.absolute(1) }],
  ])('with %s switches an alarm on that is off by default', (_, override) => {
    expect(planned(signal({ enabledByDefault: false }), override).severity).toBe(Severity.TICKET);
  });

  test('with enabled: false switches an alarm off, also beside a threshold', () => {
    expect(reason(bound, { enabled: false })).toBe('its alarm is switched off by an override');
    expect(reason(bound, { enabled: false, threshold: Threshold.absolute(1) })).toBe('its alarm is switched off by an override');
  });

  test('with a threshold gives an alarm to a signal that has none', () => {
    const plan = planned(shownOnly(), { threshold: Threshold.absolute(7) });
    expect(plan).toMatchObject({
      severity: Severity.TICKET, feedsHealth: false, missingData: MissingData.NOT_BREACHING,
      periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 5,
    });
    expect(plan.cause).toBe('Faults crossed the limit that the service set for it');
    expect(plan.firstStep).not.toBe('');
  });

  test('without a threshold is refused for a signal that has no alarm, unless it switches off what is not there', () => {
    expect(() => planAlarm(shownOnly(), PRODUCTION, { enabled: true })).toThrow(/no alarm for .* that an override could change.*Give the override a threshold/);
    expect(reason(shownOnly(), { enabled: false })).toBe('it is shown, not alarmed: the catalog has no threshold for it');
  });
});

describe('an anomaly band', () => {
  test.each([
    [Comparison.ABOVE, Comparison.ABOVE_BAND], [Comparison.AT_OR_ABOVE, Comparison.ABOVE_BAND],
    [Comparison.BELOW, Comparison.BELOW_BAND], [Comparison.AT_OR_BELOW, Comparison.BELOW_BAND],
    [Comparison.ABOVE_BAND, Comparison.ABOVE_BAND], [Comparison.BELOW_BAND, Comparison.BELOW_BAND],
    [Comparison.OUTSIDE_BAND, Comparison.OUTSIDE_BAND],
  ])('in place of a number makes of %s %s', (declared, expected) => {
    expect(planned(signal({ comparison: declared }), { threshold: Threshold.anomalyBand(2) }).comparison).toBe(expected);
    expect(planned(signal(), { threshold: Threshold.anomalyBand(2), comparison: declared }).comparison).toBe(expected);
  });

  test.each([
    [Comparison.ABOVE_BAND, Comparison.ABOVE], [Comparison.BELOW_BAND, Comparison.BELOW], [Comparison.OUTSIDE_BAND, Comparison.ABOVE],
    [Comparison.AT_OR_BELOW, Comparison.AT_OR_BELOW],
  ])('replaced by a number makes of %s %s', (declared, expected) => {
    const bound = signal({ threshold: Threshold.anomalyBand(), comparison: declared });
    expect(planned(bound, { threshold: Threshold.absolute(5) }).comparison).toBe(expected);
  });

  test('is wider than any number may be: its width is no value of the signal', () => {
    const ratio = signal({}, { unit: SignalUnit.RATIO });
    expect(planned(ratio, { threshold: Threshold.anomalyBand(4) }).threshold.isAnomalyBand).toBe(true);
  });

  test('needs periods of a minute or more', () => {
    expect(() => planned(signal(), { threshold: Threshold.anomalyBand(), periodSeconds: 30 })).toThrow(/alarm of probe\.faults: an anomaly band needs longer periods; received 30; valid: 60/);
  });
});

describe('is refused, with the construct, the value and what is valid:', () => {
  const bound = signal();
  const token = Lazy.number({ produce: () => 60 });

  test.each<[string, SignalOverride, RegExp]>([
    ['a period of no alarm', { periodSeconds: 45 }, /periodSeconds is not a period of an alarm; received 45; valid: 10, 20, 30 or a multiple of 60/],
    ['a period of 0', { periodSeconds: 0 }, /not a period of an alarm; received 0/],
    ['a period that is not a number', { periodSeconds: NaN }, /not a period of an alarm; received NaN/],
    ['an endless period', { periodSeconds: Infinity }, /not a period of an alarm; received Infinity/],
    ['a period that only deployment can tell', { periodSeconds: token }, /not a period of an alarm; received a token/],
    ['no evaluation period', { evaluationPeriods: 0 }, /evaluationPeriods is not a whole number; received 0; valid: 1 or more/],
    ['half an evaluation period', { evaluationPeriods: 1.5 }, /evaluationPeriods is not a whole number; received 1.5/],
    ['evaluation periods that only deployment can tell', { evaluationPeriods: token }, /evaluationPeriods is not a whole number; received a token/],
    ['no datapoint', { datapointsToAlarm: 0 }, /datapointsToAlarm is not a whole number; received 0/],
    ['datapoints that are not a number', { datapointsToAlarm: NaN }, /datapointsToAlarm is not a whole number; received NaN/],
    ['more datapoints than periods', { datapointsToAlarm: 6, evaluationPeriods: 5 }, /datapointsToAlarm is more than evaluationPeriods; received 6; valid: 1 to 5/],
    ['more datapoints than the periods of the catalog', { datapointsToAlarm: 16 }, /datapointsToAlarm is more than evaluationPeriods; received 16; valid: 1 to 15/],
    ['more than a day of periods under an hour', { periodSeconds: 300, evaluationPeriods: 289 }, /the evaluation window is too long; received '300 s times 289'; valid: 86400 s in all/],
    ['more than a week', { periodSeconds: 3600, evaluationPeriods: 169 }, /the evaluation window is too long; received '3600 s times 169'; valid: 604800 s in all/],
    ['a period with which the periods of the catalog are too long', { periodSeconds: 86_400 }, /the evaluation window is too long; received '86400 s times 15'/],
    ['a statistic that CloudWatch does not know', { statistic: 'Median' }, /CloudWatch knows no such statistic; received 'Median'/],
    ['a percentile of a metric that has none', { statistic: 'p99' }, /percentiles are not documented for this metric; received 'p99'/],
    ['a trimmed mean of a metric that has none', { statistic: 'tm95' }, /percentiles are not documented for this metric; received 'tm95'/],
    ['a threshold below zero', { threshold: Threshold.absolute(-1) }, /the threshold of probe\.faults \(Count\) is out of range; received -1; valid: 0 or more/],
  ])('%s', (_, override, message) => {
    expect(() => planned(bound, override)).toThrow(message);
    expect(() => planned(bound, override)).toThrow(/^\[Default\/Probe\] /);
  });

  test('a statistic of an expression', () => {
    expect(() => planned(boundSignal(inlineFunction(new Stack(), 'Fn'), 'errorRate'), { statistic: 'Sum' })).toThrow(/an expression has no statistic of its own; received 'Sum'/);
  });

  test.each([[SignalUnit.PERCENT, 101, '0 to 100'], [SignalUnit.RATIO, 1.5, '0 to 1'], [SignalUnit.RATIO, -0.1, '0 to 1'], [SignalUnit.MILLISECONDS, -5, '0 or more']])(
    'a threshold in %s of %d', (unit, value, valid) => {
      expect(() => planned(signal({}, { unit }), { threshold: Threshold.absolute(value) })).toThrow(`out of range; received ${value}; valid: ${valid}.`);
    });

  test('a negative threshold of a number without a unit is accepted', () => {
    const bare = signal({}, { unit: SignalUnit.NONE });
    expect(planned(bare, { threshold: Threshold.absolute(-273.15) }).threshold.evaluate(bare.resource).value).toBe(-273.15);
  });

  test.each([[NaN, 'NaN'], [Infinity, 'Infinity'], [Lazy.number({ produce: () => 1 }), 'a token']])('a threshold that is no literal number', (value, received) => {
    expect(() => Threshold.absolute(value)).toThrow(`CloudWatch takes a literal number; received ${received}`);
    expect(() => Threshold.anomalyBand(value)).toThrow(`CloudWatch takes a literal number; received ${received}`);
    expect(() => Threshold.fractionOf('Size', value)).toThrow(`CloudWatch takes a literal number; received ${received}`);
  });

  test.each([[SignalUnit.NONE, 'any finite number'], [SignalUnit.COUNT, '0 or more']])('a threshold in %s that a class of the user makes endless', (unit, valid) => {
    class Endless extends Threshold {
      public readonly description = 'no end';
      public evaluate(_: ObservedResource): ThresholdValue { return { value: Infinity }; }
    }
    expect(() => planned(signal({}, { unit }), { threshold: new Endless() })).toThrow(`received Infinity; valid: ${valid}.`);
  });

  test('datapoints beyond the periods that the tier leaves', () => {
    const inTier = (tier: ServiceTier, datapointsToAlarm: number) => planned(bound, { datapointsToAlarm, enabled: true }, { tier, production: true });
    expect(() => inTier(ServiceTier.TIER_1, 12)).toThrow(/received 12; valid: 1 to 10/);
    expect(inTier(ServiceTier.TIER_3, 20)).toMatchObject({ evaluationPeriods: 30, datapointsToAlarm: 20 });
  });

  test.each<[string, Partial<AlarmSpec>, RegExp]>([
    ['a period', { periodSeconds: 45 }, /periodSeconds is not a period/],
    ['datapoints', { evaluationPeriods: 3, datapointsToAlarm: 4 }, /datapointsToAlarm is more than evaluationPeriods; received 4; valid: 1 to 3/],
    ['a window', { evaluationPeriods: 1441 }, /the evaluation window is too long/],
  ])('%s of a kind of the user that no alarm can have', (_, spec, message) => {
    expect(() => planned(signal(spec))).toThrow(message);
  });

  test('an expression over more metrics than an alarm holds', () => {
    const ids = Array.from({ length: 11 }, (_, index) => `m${index}`);
    const inputs = Object.fromEntries(ids.map(id => [id, { metricName: id, statistic: 'Sum' }]));
    expect(() => planned(signal({}, { expression: ids.join('+'), inputs }))).toThrow(/there are too many metrics in it; received 11; valid: 10 at most/);
  });

  test('a SEARCH, which draws and does not alarm', () => {
    const expression = 'SUM(SEARCH(\'{Probes,Probe} Faults\', \'Sum\')) + faults';
    expect(() => planned(signal({}, { expression, inputs: { faults: { metricName: 'Faults', statistic: 'Sum' } } }))).toThrow(/SEARCH works on dashboards only/);
  });
});

test('planning creates nothing', () => {
  const app = new App();
  const fn = inlineFunction(new Stack(app, 'Stack'), 'Fn');
  const before = app.node.findAll().length;
  planned(boundSignal(fn, 'errorRate'));
  expect(app.node.findAll()).toHaveLength(before);
});
