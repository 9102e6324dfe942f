/** @slow It tries thousands of values. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { App, Aws, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { ObservedResource, SignalCatalog } from '../../src';
import { StackResources } from '../../src/signals/private/stack-resources';
import { ask, referrersAskedFor, SampleWorld, typesOf } from './sample-world';

const catalog = SignalCatalog.builtIn();
const types = catalog.resourceTypes.map(type => [type] as const);

/** A value as somebody may write it into a property; made anew in each stack. */
type Value = (stack: Stack, subject: CfnResource) => unknown;

const literals = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, 'true', '', 0, -1, 0.5, NaN, Infinity, 1e21, [], {}, [[]], [null], [{}]),
  fc.constantFrom<unknown>(
    { Ref: 'Parameter' }, { Ref: 'AWS::NoValue' }, { 'Fn::If': ['Condition', 5, { Ref: 'AWS::NoValue' }] }, { 'Fn::GetAtt': ['Other', 'Arn'] },
    { 'Fn::Sub': '${AWS::Region}-orders' },
  ),
  fc.integer(), fc.double(), fc.string(), fc.jsonValue(),
);

const tokens: Array<[string, Value]> = [
  ['parameter', stack => parameter(stack, 'String').valueAsString],
  ['numeric parameter', stack => parameter(stack, 'Number').valueAsNumber],
  ['list parameter', stack => parameter(stack, 'CommaDelimitedList').valueAsList],
  ['Fn::If', () => Fn.conditionIf('Condition', 1, Aws.NO_VALUE)],
  ['Fn::If as a string', () => Fn.conditionIf('Condition', 'a', 'b').toString()],
  ['Fn::GetAtt of itself', (_, subject) => subject.getAtt('Arn')],
  ['Ref of itself', (_, subject) => subject.ref],
  ['name of itself joined', (_, subject) => `arn:${Aws.PARTITION}:x:${Aws.REGION}:${Aws.ACCOUNT_ID}:${subject.ref}:live`],
  ['Fn::Select of Fn::Split', (_, subject) => Fn.select(6, Fn.split(':', subject.getAtt('Arn').toString()))],
  ['pseudo parameter', () => Aws.REGION],
  ['lazy string', () => Lazy.string({ produce: () => 'lazy' })],
  ['lazy number', () => Lazy.number({ produce: () => 7 })],
  ['lazy list', () => Lazy.list({ produce: () => ['lazy'] })],
  ['lazy structure', () => Lazy.any({ produce: () => ({ Name: Lazy.string({ produce: () => 'deep' }) }) })],
  ['lazy nothing', () => Lazy.any({ produce: () => undefined })],
  ['lazy that needs the synthesis', () => Lazy.uncachedString({ produce: context => context.resolve('late') })],
  ['lazy that fails now', () => Lazy.uncachedAny({ produce: context => context.scope.node.path })],
  ['lazy that produces itself', () => {
    const self: any = Lazy.any({ produce: () => self });
    return self;
  }],
  ['list with tokens', () => [Aws.REGION, `a${Aws.REGION}`, Lazy.string({ produce: () => 'lazy' })]],
  ['structure with tokens', stack => ({ Name: parameter(stack, 'String').valueAsString, Region: Aws.REGION })],
  ['list of structures with tokens', stack => [
    Lazy.any({ produce: () => ({ IndexName: 'lazy', Region: 'lazy' }) }), { IndexName: parameter(stack, 'String').valueAsString }, Fn.conditionIf('C', {}, {}),
  ]],
  ['token of a list', stack => Token.asList(parameter(stack, 'CommaDelimitedList').valueAsList)],
];

function parameter(stack: Stack, type: string): CfnParameter {
  return new CfnParameter(stack, `Parameter${stack.node.children.length}`, { type });
}

const values: fc.Arbitrary<{ name: string; make: Value }> = fc.oneof(
  // A copy each time: what is put into one stack must not be found in the next.
  literals.map(literal => ({ name: fc.stringify(literal), make: () => structuredClone(literal) })),
  fc.constantFrom(...tokens).map(([name, make]) => ({ name, make })),
);

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

interface Question {
  readonly resourceType: string;
  readonly path: string;
}

/** Every property that the kinds of a type look at, of the resource itself and of those that refer to it. */
function questions(type: string): Question[] {
  const asked = new Map<string, Question>();
  const original = ObservedResource.prototype.property;
  const spy = jest.spyOn(ObservedResource.prototype, 'property').mockImplementation(function (this: ObservedResource, path) {
    asked.set(`${this.resourceType}#${path}`, { resourceType: this.resourceType, path });
    return original.call(this, path);
  });
  for (const source of catalog.sources.filter(each => typesOf(each).includes(type))) {
    for (const configuration of ['bare', 'full'] as const) {
      const referrers = referrersAskedFor(source, new SampleWorld({ spec, type, configuration }));
      for (const referrer of referrers) asked.set(`${referrer.resourceType}#${referrer.path}`, referrer);
      // One by one, too: a kind that has its answer from one of them does not look at the others.
      for (const referring of [referrers, ...referrers.map(referrer => [referrer])]) {
        ask(source, new SampleWorld({ spec, type, configuration, referrers: referring }).observed);
      }
    }
  }
  spy.mockRestore();
  return [...asked.values()];
}

/** A stack in which the properties that the kinds look at have odd values. */
function oddStack(type: string, asked: readonly Question[], made: readonly Value[]): { stack: Stack; subject: CfnResource } {
  const stack = new Stack(new App(), 'Stack');
  const subject = new CfnResource(stack, 'Subject', { type });
  const others = new Map([[type, subject]]);
  for (const [index, { resourceType, path }] of asked.entries()) {
    const resource = others.get(resourceType) ?? new CfnResource(stack, `Other${others.size}`, { type: resourceType });
    others.set(resourceType, resource);
    put((resource as any)._cfnProperties, path.split('.').filter(segment => segment !== ''), made[index](stack, subject));
  }
  StackResources.around(stack).refresh();
  return { stack, subject };
}

/** Puts a value at a path, unless something odd is in the way. */
function put(root: any, [segment, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    root[segment] ??= value;
  } else if (rest[0] === '*') {
    const item = {};
    root[segment] ??= [item];
    if (rest.length > 1) put(item, rest.slice(1), value);
  } else {
    root[segment] ??= {};
    if (Object.getPrototypeOf(root[segment]) === Object.prototype) put(root[segment], rest, value);
  }
}

/** Whether a template can be made of the values: of a token that produces itself none can. */
function isResolvable(stack: Stack, value: unknown): boolean {
  try {
    stack.resolve(value);
    return true;
  } catch {
    return false;
  }
}

test('kinds look at properties, of the resource and of others', () => {
  const asked = questions('AWS::Lambda::Function').map(({ resourceType, path }) => `${resourceType} ${path}`);
  expect(asked).toEqual(expect.arrayContaining(['AWS::Lambda::Function Timeout', 'AWS::Lambda::Permission FunctionName', 'AWS::Lambda::Permission Principal']));
});

describe.each(types)('whatever stands in the properties of a resource of type %s', type => {
  let asked: Question[];

  beforeAll(() => {
    asked = questions(type);
  });

  function forAll(of: fc.Arbitrary<{ make: Value }>, numRuns: number, judge: (made: readonly Value[]) => void): void {
    const chosen = fc.array(of, { minLength: asked.length, maxLength: asked.length });
    fc.assert(fc.property(chosen, each => judge(each.map(({ make }) => make))), { seed: 20261121, numRuns });
  }

  test('exactly one kind claims it, and answers every question', () => {
    forAll(values, 25, made => {
      const { stack, subject } = oddStack(type, asked, made);
      const resource = catalog.resource(subject)!;
      expect(catalog.sources.filter(source => typesOf(source).includes(type) && source.claims(resource))).toHaveLength(1);
      const source = catalog.sourceOf(resource)!;

      const dimensions = source.dimensions(resource) ?? {};
      expect(Object.values(dimensions).filter(value => typeof value !== 'string' || /undefined|\[object/.test(value))).toEqual([]);
      for (const { signal, variants, published, threshold } of ask(source, resource)) {
        expect(typeof published).toBe('boolean');
        expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
        for (const { id, dimensions: of } of variants) {
          expect(Token.isUnresolved(id)).toBe(false);
          expect(Object.values(of).filter(value => typeof value !== 'string')).toEqual([]);
        }
        if (!threshold) continue;
        const { value, reason } = threshold;
        expect([signal.id, Number.isFinite(value), typeof reason]).toEqual([signal.id, reason === undefined, value === undefined ? 'string' : 'undefined']);
      }
      if (isResolvable(stack, (subject as any)._cfnProperties)) expect(() => stack.resolve(dimensions)).not.toThrow();
    });
  });

  test('asking changes nothing', () => {
    const resolvable = tokens.filter(([name]) => name !== 'lazy that produces itself').map(([, make]) => ({ make }));
    forAll(fc.constantFrom(...resolvable), 15, made => {
      const template = (askFirst: boolean) => {
        const { stack, subject } = oddStack(type, asked, made);
        if (askFirst) for (const source of catalog.sources.filter(each => typesOf(each).includes(type))) ask(source, catalog.resource(subject)!);
        return stack.resolve((stack as any)._toCloudFormation());
      };
      expect(template(true)).toEqual(template(false));
    });
  });
});
