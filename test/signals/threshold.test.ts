import { App, CfnParameter, CfnResource, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { ImportedResource, SignalCatalog, Threshold, type FractionOptions, type ObservedResource } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function fn(properties: Record<string, unknown>): ObservedResource {
  return SignalCatalog.builtIn().resource(new CfnResource(stack, `Fn${stack.node.children.length}`, { type: 'AWS::Lambda::Function', properties }))!;
}

function imported(properties?: Record<string, unknown>): ObservedResource {
  const construct = Function.fromFunctionName(stack, `Import${stack.node.children.length}`, 'orders');
  if (properties) ImportedResource.declare(construct, { resourceType: 'AWS::Lambda::Function', properties });
  return SignalCatalog.builtIn().resource(construct)!;
}

const NO_NUMBERS = [NaN, Infinity, -Infinity];

describe('an absolute threshold', () => {
  test.each([0, 0.05, -3, 96_000])('%d is the same for every resource', value => {
    const threshold = Threshold.absolute(value);
    expect(threshold.evaluate(fn({}))).toEqual({ value });
    expect(threshold.description).toBe(String(value));
    expect([threshold.isDerived, threshold.isAnomalyBand]).toEqual([false, false]);
  });

  test.each(NO_NUMBERS)('refuses %d', value => {
    expect(() => Threshold.absolute(value)).toThrow(`Threshold.absolute: CloudWatch takes a literal number; received ${value}.`);
  });

  test('refuses a token, and does not print it', () => {
    const parameter = new CfnParameter(stack, 'P', { type: 'Number' });
    expect(() => Threshold.absolute(parameter.valueAsNumber)).toThrow(/received a token/);
    expect(() => Threshold.absolute(Lazy.number({ produce: () => 1 }))).toThrow(/received a token/);
  });

  test('stays as it is when a tier tightens', () => {
    expect(Threshold.absolute(5)._tightened(0.9).evaluate(fn({}))).toEqual({ value: 5 });
  });
});

describe('a fraction of the configuration', () => {
  const evaluate = (properties: Record<string, unknown>, fraction = 0.8, options?: FractionOptions) => Threshold.fractionOf('Timeout', fraction, options).evaluate(fn(properties));

  test('is worked out from the property of each resource', () => {
    expect(evaluate({ Timeout: 10 })).toEqual({ value: 8 });
    expect(evaluate({ Timeout: 10 }, 2)).toEqual({ value: 20 });
    expect(Threshold.fractionOf('Timeout', 0.8).isDerived).toBe(true);
  });

  test('follows the property when that changes', () => {
    const resource = fn({ Timeout: 10 });
    const threshold = Threshold.fractionOf('Timeout', 0.5);
    (resource.construct as CfnResource).addPropertyOverride('Timeout', 30);
    expect(threshold.evaluate(resource)).toEqual({ value: 15 });
  });

  test('reads nested properties', () => {
    expect(Threshold.fractionOf('Provisioned.Units', 0.5).evaluate(fn({ Provisioned: { Units: 8 } }))).toEqual({ value: 4 });
  });

  test('converts units, without binary noise', () => {
    expect(evaluate({ Timeout: 3 }, 0.7, { scale: 1000 })).toEqual({ value: 2100 });
    expect(evaluate({ Timeout: 0.1 }, 3)).toEqual({ value: 0.3 });
  });

  test('stays within its bounds', () => {
    const bounds = { minimum: 5, maximum: 20 };
    expect([1, 10, 100].map(Timeout => evaluate({ Timeout }, 0.8, bounds).value)).toEqual([5, 8, 20]);
  });

  test('uses what the service uses when the property is absent or null', () => {
    expect(evaluate({}, 0.8, { fallback: 3, scale: 1000 })).toEqual({ value: 2400 });
    expect(evaluate({ Timeout: null }, 0.5, { fallback: 3 })).toEqual({ value: 1.5 });
  });

  test('has no value when the property is absent and the service has no default', () => {
    expect(evaluate({})).toEqual({ reason: 'Timeout is not set: give the signal a threshold of its own' });
  });

  test('takes a number that is written as a string', () => {
    expect(evaluate({ Timeout: '10' })).toEqual({ value: 8 });
  });

  test.each([true, '', 'soon', [], [7], {}, { Ref: 'Parameter' }])('has no value when the property is %j', Timeout => {
    expect(evaluate({ Timeout }, 0.8, { fallback: 3 })).toEqual({ reason: 'Timeout is not a number: give the signal a threshold of its own' });
  });

  test.each([
    ['a parameter', () => new CfnParameter(stack, 'P', { type: 'Number' }).valueAsNumber],
    ['a parameter as a string', () => new CfnParameter(stack, 'P').valueAsString],
    ['a condition', () => Fn.conditionIf('C', 1, 2)],
  ])('has no value when the property is %s', (_, make) => {
    expect(evaluate({ Timeout: make() }, 0.8, { fallback: 3 })).toEqual({ reason: 'Timeout is only known at deployment: give the signal a threshold of its own' });
  });

  test('looks into a lazy value', () => {
    expect(evaluate({ Timeout: Lazy.number({ produce: () => 10 }) })).toEqual({ value: 8 });
  });

  test('takes no default of the service for an import, which may be configured otherwise', () => {
    const { value, reason } = Threshold.fractionOf('Timeout', 0.8, { fallback: 3 }).evaluate(imported());
    expect(value).toBeUndefined();
    expect(reason).toMatch(/^the import does not tell Timeout: declare it with ImportedResource.declare/);
  });

  test('takes what was declared about an import', () => {
    expect(Threshold.fractionOf('Timeout', 0.8).evaluate(imported({ Timeout: 10 }))).toEqual({ value: 8 });
    expect(Threshold.fractionOf('A.B', 0.5).evaluate(imported({ A: { B: 4 } }))).toEqual({ value: 2 });
  });

  test('says in words what it is', () => {
    expect(Threshold.fractionOf('Timeout', 0.8).description).toBe('80% of the resource\'s Timeout');
    expect(Threshold.fractionOf('Timeout', 1).description).toBe('100% of the resource\'s Timeout');
    expect(Threshold.fractionOf('VisibilityTimeout', 10, { minimum: 900, maximum: 1000 }).description)
      .toBe('10 times the resource\'s VisibilityTimeout (at least 900, at most 1000)');
  });

  test('is tightened by a tier, within the same bounds', () => {
    const tightened = Threshold.fractionOf('Timeout', 0.8, { minimum: 2, scale: 10 })._tightened(0.9);
    expect(tightened.evaluate(fn({ Timeout: 10 }))).toEqual({ value: 72 });
    expect(tightened.evaluate(fn({ Timeout: 0.1 }))).toEqual({ value: 2 });
    expect(tightened.description).toBe('72% of the resource\'s Timeout (at least 2)');
  });

  test.each([0, -0.5])('refuses the fraction %d', fraction => {
    expect(() => Threshold.fractionOf('Timeout', fraction)).toThrow(`Threshold.fractionOf: the fraction of Timeout must be above 0; received ${fraction}.`);
  });

  test('refuses a fraction that is no literal number', () => {
    for (const fraction of NO_NUMBERS) expect(() => Threshold.fractionOf('Timeout', fraction)).toThrow(/literal number/);
    expect(() => Threshold.fractionOf('Timeout', Lazy.number({ produce: () => 1 }))).toThrow(/received a token/);
  });

  test.each(['scale', 'fallback', 'minimum', 'maximum'])('refuses a token as its %s', option => {
    expect(() => Threshold.fractionOf('Timeout', 0.8, { [option]: Lazy.number({ produce: () => 1 }) })).toThrow(/received a token/);
    expect(() => Threshold.fractionOf('Timeout', 0.8, { [option]: NaN })).toThrow(/received NaN/);
  });

  test('refuses bounds that leave no value', () => {
    expect(() => Threshold.fractionOf('Timeout', 0.8, { minimum: 10, maximum: 5 })).toThrow(/minimum.*10.*maximum.*5|10.*above.*5/);
  });
});

describe('an anomaly band', () => {
  test('is evaluated to its width, three standard deviations unless said otherwise', () => {
    expect(Threshold.anomalyBand().evaluate(fn({}))).toEqual({ value: 3 });
    expect(Threshold.anomalyBand(2.5).evaluate(fn({}))).toEqual({ value: 2.5 });
    expect(Threshold.anomalyBand(2.5)).toMatchObject({ isAnomalyBand: true, isDerived: false, description: 'its anomaly band of 2.5 standard deviations' });
  });

  test.each([0, -1])('refuses the width %d', width => {
    expect(() => Threshold.anomalyBand(width)).toThrow(`Threshold.anomalyBand: the width must be above 0 standard deviations; received ${width}.`);
  });

  test('refuses a width that is no literal number', () => {
    for (const width of NO_NUMBERS) expect(() => Threshold.anomalyBand(width)).toThrow(/literal number/);
    expect(() => Threshold.anomalyBand(Lazy.number({ produce: () => 1 }))).toThrow(/received a token/);
  });
});

describe('a threshold that the user has to set', () => {
  test('has no value, and says what a good one depends on', () => {
    const threshold = Threshold.unset('take what users can wait for');
    expect(threshold.evaluate(fn({}))).toEqual({ reason: 'it has no safe default threshold: take what users can wait for' });
    expect(threshold.description).toBe('no default: take what users can wait for');
  });
});
