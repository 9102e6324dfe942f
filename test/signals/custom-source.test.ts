import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Comparison, CoverageState, ImportedResource, MissingData, ObservedService, Severity, SignalCatalog, SignalCategory, SignalScope, SignalSource, SignalUnit, Threshold, ThresholdOrigin } from '../../src';
import type { AlarmSpec, ObservedResource, ObservedServiceProps, SignalSpec, SignalVariant } from '../../src';

// What is made is judged here, not the validity of templates.
process.env.CDK_VALIDATION = 'false';

const ALARM: AlarmSpec = {
  threshold: Threshold.absolute(5), severity: Severity.TICKET, evaluationPeriods: 4, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
  cause: 'The belt is stuck', firstStep: 'Look at the belt',
};

/** A kind that uses everything a kind can: math, variants, account-wide signals, requirements and thresholds of every sort. */
class Conveyor extends SignalSource {
  public readonly kind = 'conveyor';
  public readonly title = 'Conveyor';
  public readonly resourceType = 'Acme::Factory::Conveyor';
  public readonly alternateResourceTypes = ['Custom::Conveyor'];
  public readonly namespace = 'Acme/Factory';
  public readonly naming = 'the serial number';
  public readonly signals: SignalSpec[] = [
    { id: 'items', title: 'Items', category: SignalCategory.TRAFFIC, unit: SignalUnit.COUNT, metricName: 'Items', statistic: 'Sum', source: 'manual' },
    {
      id: 'jams', title: 'Jams', category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, metricName: 'Jams', statistic: 'Sum', source: 'manual',
      alarm: { ...ALARM, severity: Severity.PAGE, missingData: MissingData.BREACHING },
    },
    {
      id: 'jamRate', title: 'Jam rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, source: 'manual',
      expression: 'IF(items>0,100*jams/items,0)',
      inputs: { jams: { metricName: 'Jams', statistic: 'Sum' }, items: { metricName: 'Items', statistic: 'Sum', namespace: 'Acme/Counters' } },
      alarm: { ...ALARM, periodSeconds: 300 },
    },
    {
      id: 'speed', title: 'Speed', category: SignalCategory.LATENCY, unit: SignalUnit.COUNT_PER_SECOND, metricName: 'Speed', statistic: 'Average', source: 'manual',
      alarm: { ...ALARM, threshold: Threshold.fractionOf('MaximumSpeed', 0.5, { fallback: 10 }), comparison: Comparison.BELOW },
    },
    {
      id: 'belt', title: 'Wear', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, metricName: 'Wear', statistic: 'Maximum', source: 'manual',
      appliesWhen: 'it has belts', alarm: { ...ALARM, threshold: Threshold.anomalyBand(2) },
    },
    {
      id: 'heat', title: 'Heat', category: SignalCategory.SATURATION, unit: SignalUnit.NONE, metricName: 'Heat', statistic: 'Maximum', source: 'manual', alarm: ALARM,
      requires: { ruleId: 'ACME-Thermometer', howToEnable: 'set Thermometer: true' },
    },
    {
      id: 'power', title: 'Power of the site', category: SignalCategory.SATURATION, unit: SignalUnit.PERCENT, metricName: 'Power', statistic: 'Maximum', source: 'manual',
      scope: SignalScope.ACCOUNT, alarm: ALARM,
    },
  ];

  public claims(resource: ObservedResource): boolean {
    return resource.property('Retired') !== true;
  }

  public dimensions(resource: ObservedResource) {
    const serial = resource.attribute('Serial', 'serial');
    return serial === undefined ? undefined : { Serial: serial };
  }

  public variants(resource: ObservedResource, signal: SignalSpec): SignalVariant[] {
    if (signal.id !== 'belt') return super.variants(resource, signal);
    const belts: string[] = resource.property('Belts') ?? [];
    return belts.map(id => ({ id, dimensions: { ...this.dimensions(resource), Belt: id } }));
  }

  public publishes(resource: ObservedResource): boolean {
    return resource.property('Thermometer') === true;
  }
}

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Factory');
});

function conveyor(id: string, properties: Record<string, unknown> = {}, type = 'Acme::Factory::Conveyor'): CfnResource {
  return new CfnResource(stack, id, { type, properties });
}

function service(props: Partial<ObservedServiceProps> = {}): ObservedService {
  return new ObservedService(stack, 'Service', {
    serviceName: 'factory', owner: 'floor', routes: [], catalog: SignalCatalog.builtIn().withSource(new Conveyor()), ...props,
  });
}

/** Alarms as they stand in the template, by name. */
function alarms(): Record<string, any> {
  const template = (stack.node.root as Stage).synth().getStackByName(stack.stackName).template;
  return Object.fromEntries(Object.values<any>(template.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => [Properties.AlarmName, Properties]));
}

const SERIAL = { 'Fn::GetAtt': ['Line', 'Serial'] };

test('every signal with an alarm gets one, with math, variants and dimensions of its own', () => {
  conveyor('Line', { Belts: ['north', 'south'], Thermometer: true });
  service();
  expect(Object.keys(alarms()).sort()).toEqual([
    'factory-Line-belt-north', 'factory-Line-belt-south', 'factory-Line-heat', 'factory-Line-jamRate', 'factory-Line-jams', 'factory-Line-power', 'factory-Line-speed',
  ]);
});

test('a metric is alarmed as the source says', () => {
  conveyor('Line');
  service();
  expect(alarms()['factory-Line-jams']).toMatchObject({
    Namespace: 'Acme/Factory', MetricName: 'Jams', Statistic: 'Sum', Dimensions: [{ Name: 'Serial', Value: SERIAL }], Period: 60,
    Threshold: 5, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 4, DatapointsToAlarm: 2, TreatMissingData: 'breaching',
  });
});

test('an expression is alarmed over its inputs, in namespaces of their own', () => {
  conveyor('Line');
  service();
  const { Metrics: metrics, Threshold: threshold, TreatMissingData: missing } = alarms()['factory-Line-jamRate'];
  expect([threshold, missing]).toEqual([5, 'notBreaching']);
  expect(metrics).toHaveLength(3);
  expect(metrics).toContainEqual(expect.objectContaining({ Expression: 'IF(items>0,100*jams/items,0)' }));
  for (const [id, namespace, name] of [['jams', 'Acme/Factory', 'Jams'], ['items', 'Acme/Counters', 'Items']]) {
    const metric = { Namespace: namespace, MetricName: name, Dimensions: [{ Name: 'Serial', Value: SERIAL }] };
    expect(metrics).toContainEqual(expect.objectContaining({ Id: id, ReturnData: false, MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' } }));
  }
});

test('thresholds are fractions of the configuration, and follow it until synthesis', () => {
  const line = conveyor('Line', { MaximumSpeed: 8 });
  conveyor('Slow');
  service();
  line.addPropertyOverride('MaximumSpeed', 20);
  expect(alarms()['factory-Line-speed']).toMatchObject({ Threshold: 10, ComparisonOperator: 'LessThanThreshold' });
  expect(alarms()['factory-Slow-speed'].Threshold).toBe(5);
});

test('an anomaly band is alarmed per variant', () => {
  conveyor('Line', { Belts: ['north'] });
  service();
  const alarm = alarms()['factory-Line-belt-north'];
  expect(alarm.Threshold).toBeUndefined();
  expect(alarm.ComparisonOperator).toBe('GreaterThanUpperThreshold');
  expect(alarm.Metrics).toContainEqual(expect.objectContaining({ Id: alarm.ThresholdMetricId, Expression: expect.stringMatching(/^ANOMALY_DETECTION_BAND\(\w+, ?2\)$/) }));
  expect(JSON.stringify(alarm.Metrics)).toContain('"Belt","Value":"north"');
});

test('a signal of the account is alarmed once, without dimensions', () => {
  conveyor('One');
  conveyor('Two');
  service();
  const power = Object.entries(alarms()).filter(([name]) => name.endsWith('-power'));
  expect(power.map(([name, { Dimensions }]) => [name, Dimensions ?? []])).toEqual([['factory-One-power', []]]);
});

test('what the configuration does not publish is blind, with how to switch it on', () => {
  conveyor('Line');
  const heat = service().coverage.resources[0].signals.find(({ id }) => id === 'heat');
  expect(heat).toMatchObject({ state: CoverageState.BLIND, note: 'set Thermometer: true (ACME-Thermometer)' });
});

test('what it does not claim is unsupported, also of a built-in type', () => {
  conveyor('Old', { Retired: true }, 'Custom::Conveyor');
  conveyor('New', {}, 'Custom::Conveyor');
  expect(service().coverage.resources.map(({ path, state }) => [path, state])).toEqual([['Factory/New', CoverageState.ALARMED]]);
});

test('overrides, exclusions and imports work as for a built-in kind', () => {
  conveyor('Line', { Belts: ['north'] });
  const imported = ImportedResource.declare(new Construct(stack, 'Far'), {
    resourceType: 'Acme::Factory::Conveyor', attributes: { serial: 'A-113' }, properties: { MaximumSpeed: 6 },
  });
  const unnamed = ImportedResource.declare(new Construct(stack, 'Lost'), { resourceType: 'Acme::Factory::Conveyor' });
  const { coverage } = service({ resources: [stack, imported, unnamed], overrides: { 'conveyor.items': { threshold: Threshold.absolute(1) }, 'Line.jams': { enabled: false } } });
  expect(Object.keys(alarms())).toEqual(expect.arrayContaining(['factory-Line-items', 'factory-Far-items', 'factory-Far-jams']));
  expect(Object.keys(alarms())).not.toContain('factory-Line-jams');
  expect(alarms()['factory-Far-speed']).toMatchObject({ Threshold: 3, Dimensions: [{ Name: 'Serial', Value: 'A-113' }] });
  expect(coverage.resources.find(({ path }) => path === 'Factory/Lost')).toMatchObject({
    state: CoverageState.UNSUPPORTED, note: 'the resource cannot be named from here: its metrics need the serial number',
  });
});

test('an unknown key is refused with the nearest signal of the kind', () => {
  conveyor('Line');
  expect(() => service({ overrides: { 'conveyor.jam': { enabled: false } } })).toThrow(/conveyor.*did you mean 'jams'/);
});

test('what is not overridden has the defaults of a kind', () => {
  class Plain extends SignalSource {
    public readonly kind = 'plain';
    public readonly title = 'Plain';
    public readonly resourceType = 'Custom::Plain';
    public readonly namespace = 'Plain';
    public readonly signals: SignalSpec[] = [new Conveyor().signals[0], new Conveyor().signals[6]];
    public dimensions(resource: ObservedResource) {
      const name = resource.physicalName;
      return name === undefined ? undefined : { Name: name };
    }
  }
  const source = new Plain();
  const catalog = SignalCatalog.builtIn().withSource(source);
  const [named, unnamed] = [{ Name: 'thing' }, {}].map((properties, index) => catalog.resource(conveyor(`Plain${index}`, properties, 'Custom::Plain'))!);
  expect(source.claims(named)).toBe(true);
  expect(source.publishes(named, source.signals[0])).toBe(true);
  expect(source.variants(named, source.signals[0])).toEqual([{ dimensions: { Name: 'thing' } }]);
  expect(source.variants(unnamed, source.signals[0])).toEqual([]);
  expect(source.variants(unnamed, source.signals[1])).toEqual([{ dimensions: {} }]);
  expect([source.alternateResourceTypes, source.cautions]).toEqual([undefined, undefined]);
  expect(source.naming).toMatch(/ImportedResource.declare/);
});
