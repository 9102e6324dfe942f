import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Severity, SignalCatalog, SignalCategory, SignalSource, SignalUnit, Threshold, ThresholdOrigin } from '../../src';
import type { AlarmSpec, ObservedResource, SignalSpec } from '../../src';
import { observe } from '../support/observe';

const SPEC: SignalSpec = {
  id: 'errors', title: 'Errors', category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, metricName: 'Errors', statistic: 'Sum', source: 'here',
};
const ALARM: AlarmSpec = {
  threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY, cause: 'It is broken', firstStep: 'Mend it',
};
const MATH: SignalSpec = {
  ...SPEC, metricName: undefined, statistic: undefined,
  expression: 'errors/calls', inputs: { errors: { metricName: 'E', statistic: 'Sum' }, calls: { metricName: 'C', statistic: 'Sum' } },
};

class Source extends SignalSource {
  public readonly title = 'Thing';
  public readonly namespace = 'Custom/Things';

  constructor(
    public readonly kind: string,
    public readonly signals: SignalSpec[],
    public readonly resourceType = 'Custom::Thing',
    public readonly alternateResourceTypes?: string[],
  ) {
    super();
  }

  public dimensions(resource: ObservedResource) {
    return { Thing: resource.ref('thingName')! };
  }
}

const builtIn = SignalCatalog.builtIn();
const withSignals = (...signals: SignalSpec[]) => () => builtIn.withSource(new Source('thing', signals));

describe('the built-in catalog', () => {
  test('is one', () => {
    expect(SignalCatalog.builtIn()).toBe(builtIn);
  });

  test('tells kinds and types without a look into the kinds, and the same as the kinds do', () => {
    expect(builtIn.kinds).toEqual(builtIn.sources.map(({ kind }) => kind));
    const types = builtIn.sources.flatMap(({ resourceType, alternateResourceTypes = [] }) => [resourceType, ...alternateResourceTypes]);
    expect(new Set(builtIn.resourceTypes)).toEqual(new Set(types));
    expect(builtIn.resourceTypes).toHaveLength(new Set(builtIn.resourceTypes).size);
  });

  test('gives a kind by its name', () => {
    for (const kind of builtIn.kinds) expect(builtIn.source(kind).kind).toBe(kind);
  });

  test.each([
    ['sqs-que', /received 'sqs-que'.*did you mean 'sqs-queue'/],
    ['SQS-Queue', /did you mean 'sqs-queue'/],
    ['lambda', /received 'lambda'/],
    ['', /received ''/],
  ])('does not know the kind %j, and says what is near', (kind, message) => {
    expect(() => builtIn.source(kind)).toThrow(message);
  });

  test('lists what it knows when nothing is near', () => {
    expect(() => builtIn.source('zzzzzzzzzzzzzzzzzz')).toThrow(/known: acm-certificate, alb, .*…/);
  });
});

describe('a source that is added', () => {
  const stack = new Stack(new App(), 'Stack');
  const thing = () => new CfnResource(stack, `Thing${stack.node.children.length}`, { type: 'Custom::Thing' });

  test('makes another catalog, and leaves the built-in one', () => {
    const catalog = builtIn.withSource(new Source('thing', [SPEC]));
    expect(catalog.kinds).toEqual(['thing', ...builtIn.kinds]);
    expect(catalog.resourceTypes).toContain('Custom::Thing');
    expect(builtIn.kinds).not.toContain('thing');
    expect(observe(thing(), catalog)).toMatchObject({ source: { kind: 'thing' }, signals: ['errors'] });
    expect(builtIn.sourceOf(builtIn.resource(thing())!)).toBeUndefined();
  });

  test('is found by its further types', () => {
    const catalog = builtIn.withSource(new Source('thing', [SPEC], 'Custom::Other', ['Custom::Thing']));
    expect(observe(thing(), catalog).source.kind).toBe('thing');
  });

  test('goes before the built-in kinds of its type', () => {
    const catalog = builtIn.withSource(new Source('my-queue', [SPEC], 'AWS::SQS::Queue'));
    expect(observe(new Queue(stack, 'Queue'), catalog).source.kind).toBe('my-queue');
  });

  test('takes the place of the kind of its name, with its types', () => {
    const catalog = builtIn.withSource(new Source('lambda-function', [SPEC]));
    expect(catalog.kinds.filter(kind => kind === 'lambda-function')).toHaveLength(1);
    expect(catalog.source('lambda-function').title).toBe('Thing');
    expect(catalog.resourceTypes).not.toContain('AWS::Lambda::Function');
  });

  test('goes before one that was added earlier', () => {
    const catalog = builtIn.withSource(new Source('earlier', [SPEC])).withSource(new Source('later', [SPEC]));
    expect(observe(thing(), catalog).source.kind).toBe('later');
  });

  test('that was added twice is there once', () => {
    const source = new Source('thing', [SPEC]);
    expect(builtIn.withSource(source).withSource(source).kinds.filter(kind => kind === 'thing')).toHaveLength(1);
  });

  test('may be any of the built-in kinds again', () => {
    for (const source of builtIn.sources) expect(builtIn.withSource(source).kinds).toContain(source.kind);
  });
});

describe('a source that is refused', () => {
  test.each(['', 'Thing', 'thing_one', 'thing--one', '-thing', 'thing-', '1thing', 'my thing'])('for the name %j', kind => {
    expect(() => builtIn.withSource(new Source(kind, [SPEC]))).toThrow(new RegExp(`\\[kind ${kind}\\] a kind is named in kebab case; received '${kind}'`));
  });

  test.each(['', 'Thing', 'AWS::SQS', 'aws sqs queue'])('for the type %j', type => {
    expect(() => builtIn.withSource(new Source('thing', [SPEC], type))).toThrow(/\[kind thing\] .*CloudFormation type/);
    expect(() => builtIn.withSource(new Source('thing', [SPEC], 'Custom::Thing', [type]))).toThrow(/\[kind thing\] .*CloudFormation type/);
  });

  test('for having no signals', () => {
    expect(withSignals()).toThrow(/\[kind thing\] a kind needs at least one signal/);
  });

  test('for two signals of one id', () => {
    expect(withSignals(SPEC, { ...SPEC, metricName: 'Others' })).toThrow(/\[kind thing\] two signals have the same id; received 'errors'/);
  });

  test.each(['', 'Errors', 'error-rate', '5xx', 'a.b', '_x'])('for the signal id %j', id => {
    expect(withSignals({ ...SPEC, id })).toThrow(/a signal id starts with a lower case letter/);
  });

  test.each<[string, SignalSpec, RegExp]>([
    ['a metric and an expression', { ...MATH, metricName: 'Errors' }, /signal errors\] give exactly one of metricName and expression/],
    ['neither a metric nor an expression', { ...SPEC, metricName: undefined }, /give exactly one of metricName and expression/],
    ['a metric without a statistic', { ...SPEC, statistic: undefined }, /a metric needs a statistic/],
    ['an unknown statistic', { ...SPEC, statistic: 'sum' }, /CloudWatch knows no such statistic; received 'sum'/],
    ['an unknown statistic of an alarm', { ...SPEC, alarm: { ...ALARM, statistic: 'median' } }, /received 'median'/],
    ['an unknown statistic on dashboards', { ...SPEC, dashboardStatistics: ['Sum', 'p101'] }, /received 'p101'/],
    ['a percentile that is not documented', { ...SPEC, statistic: 'p99' }, /percentiles are not documented for this metric.*received 'p99'/],
    ['an alarm on a percentile that is not documented', { ...SPEC, alarm: { ...ALARM, statistic: 'tm90' } }, /percentiles are not documented.*received 'tm90'/],
    ['percentiles on dashboards that are not documented', { ...SPEC, dashboardStatistics: ['p50'] }, /percentiles are not documented.*received 'p50'/],
    ['an unknown statistic of an input', { ...MATH, inputs: { ...MATH.inputs, errors: { metricName: 'E', statistic: 'Total' } } }, /received 'Total'/],
    ['an expression over an unknown id', { ...MATH, expression: 'errors/calls+others' }, /uses an id that is no input; received 'others'; valid: errors, calls/],
    ['an input that the expression does not use', { ...MATH, expression: 'errors*2' }, /does not use an input; received 'calls'/],
    ['an input id that CloudWatch refuses', { ...MATH, expression: 'errors/calls+Others', inputs: { ...MATH.inputs, Others: { metricName: 'O', statistic: 'Sum' } } }, /starts with a lower case letter; received 'Others'/],
    ['an overlong expression', { ...MATH, expression: `errors/calls${'+0'.repeat(1020)}` }, /too long; received 2052; valid: 2048 characters/],
    ['a function that metric math does not know', { ...MATH, expression: 'MEDIAN(errors)/calls' }, /metric math has no such function; received 'MEDIAN'/],
  ])('for %s', (_, signal, message) => {
    expect(withSignals(signal)).toThrow(message);
    expect(withSignals(signal)).toThrow(/\[kind thing, signal errors\]/);
  });

  test.each<[string, SignalSpec]>([
    ['percentiles where they are documented', { ...SPEC, statistic: 'p99.9', percentiles: true, dashboardStatistics: ['p50', 'tm99', 'IQM', 'PR(:300)'] }],
    ['math with functions, numbers and strings of the grammar', { ...MATH, expression: 'IF(calls>0 AND calls<1e3,100*FILL(errors,0)/calls,0)' }],
    ['ids that look like functions in lower case', { ...MATH, expression: 'sum/max', inputs: { sum: { metricName: 'S', statistic: 'Sum' }, max: { metricName: 'M', statistic: 'Maximum' } } }],
    ['strings in an expression, whatever they say', { ...MATH, expression: 'SUM(SEARCH(\'{AWS/Lambda} median(x)\',"Sum"))+errors/calls' }],
  ])('is not one with %s', (_, signal) => {
    expect(withSignals(signal)).not.toThrow();
  });
});
