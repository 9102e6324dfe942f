import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { App, CfnResource, Stack, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { ImportedResource, SignalCatalog, type ISignalSource } from '../../src';
import { ask, SampleWorld, typesOf, worldsOf, type Configuration } from './sample-world';

const catalog = SignalCatalog.builtIn();
const kinds = catalog.sources.map(source => [source.kind, source] as const);
const types = catalog.resourceTypes.map(type => [type] as const);

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

function claimants(type: string, world: SampleWorld): string[] {
  return catalog.sources.filter(source => typesOf(source).includes(type) && source.claims(world.observed)).map(({ kind }) => kind);
}

/** Dimension values that CloudWatch could take: something, and nothing that JavaScript makes of a missing or structured value. */
function expectValues(dimensions: Record<string, string> | undefined): void {
  for (const value of Object.values(dimensions ?? {})) {
    expect(typeof value).toBe('string');
    expect(value).not.toMatch(/^$|undefined|null|NaN|\[object/);
  }
}

function expectNamed(construct: CfnResource, stack: Stack, type: string): void {
  const resource = catalog.resource(construct)!;
  expect(resource).toMatchObject({ construct, resourceType: type, imported: false });
  const source = catalog.sourceOf(resource)!;
  const dimensions = source.dimensions(resource);
  expect(dimensions).toBeDefined();
  expectValues(dimensions);
  expect(JSON.stringify(stack.resolve(dimensions))).not.toMatch(/undefined|null|NaN|\[object/);
  expect(source.signals.flatMap(signal => source.variants(resource, signal))).not.toEqual([]);
}

describe.each(types)('a resource of type %s', type => {
  test.each<Configuration>(['bare', 'required', 'full'])('that is %s is claimed by exactly one kind', configuration => {
    for (let pick = 0; pick < 5; pick++) expect(claimants(type, new SampleWorld({ spec, type, configuration, pick }))).toHaveLength(1);
  });

  test('is claimed by exactly one kind, whoever refers to it', () => {
    for (const source of catalog.sources.filter(each => typesOf(each).includes(type))) {
      for (const world of worldsOf(spec, source)) {
        if (world.subject.cfnResourceType === type) expect(claimants(type, world)).toEqual([source.kind]);
      }
    }
  });

  test('is named and measured as a raw resource', () => {
    const { subject, stack } = new SampleWorld({ spec, type, configuration: 'full' });
    expectNamed(subject, stack, type);
  });
});

// Only CloudFormation types have an L1; a type of `Custom::` stands for what no template declares.
test.each(types.filter(([type]) => !type.startsWith('Custom::')))('a resource of type %s is named and measured as an L1', type => {
  const { subject, stack } = new SampleWorld({ spec, type, configuration: 'full' });
  const l1 = makeL1(stack, type, (subject as any)._cfnProperties);
  expect(l1.cfnResourceType).toBe(type);
  expectNamed(l1, stack, type);
});

describe.each(kinds)('the kind %s', (kind, source: ISignalSource) => {
  const importInto = (stack: Stack, attributes?: Record<string, string>) => {
    const construct = ImportedResource.declare(new Construct(stack, `Import${stack.node.children.length}`), { resourceType: source.resourceType, attributes, kind });
    return catalog.resource(construct)!;
  };
  /** Tells whatever a kind asks for. */
  const everything = new Proxy<Record<string, string>>({}, { get: () => 'orders' });

  test('names an import by what is declared about it', () => {
    const resource = importInto(new Stack(new App(), 'Stack'), everything);
    const dimensions = source.dimensions(resource);
    expect(catalog.sourceOf(resource)).toBe(source);
    expect(Object.values(dimensions!)).toContain('orders');
    expectValues(dimensions);
  });

  test('makes up no name for an import that tells nothing', () => {
    const resource = importInto(new Stack(new App(), 'Stack'));
    expect(source.dimensions(resource)).toBeUndefined();
    for (const { signal, variants } of ask(source, resource)) {
      for (const { dimensions } of variants) expect([signal.id, dimensions]).toEqual([signal.id, {}]);
    }
  });

  test('gives an import no threshold that rests on a property which the import does not tell', () => {
    const resource = importInto(new Stack(new App(), 'Stack'), everything);
    const read = jest.spyOn(resource, 'property');
    for (const { alarm } of source.signals) {
      if (!alarm) continue;
      read.mockClear();
      const { value, reason } = alarm.threshold.evaluate(resource);
      if (read.mock.calls.length > 0) expect([value, reason]).toEqual([undefined, expect.stringMatching(/ImportedResource\.declare/)]);
    }
  });

  test('names what the from… functions of its type import, or cannot name it', () => {
    const stack = new Stack(new App(), 'Stack');
    const imports = source.resourceType.startsWith('AWS::') ? makeImports(stack, source.resourceType) : [];
    for (const construct of imports) {
      const resource = catalog.resource(construct);
      if (!resource) continue;
      expect(resource.imported).toBe(true);
      expectValues(catalog.sourceOf(resource)!.dimensions(resource));
    }
    expect(source.naming).toMatch(/\S/);
  });

  test('tells variants of a signal apart', () => {
    for (const { observed } of worldsOf(spec, source)) {
      for (const { signal, variants } of ask(source, observed)) {
        const ids = variants.map(({ id }) => id);
        expect([signal.id, ids]).toEqual([signal.id, [...new Set(ids)]]);
        if (ids.length > 1) expect(ids).not.toContain(undefined);
        for (const id of ids) if (id !== undefined) expect(Token.isUnresolved(id)).toBe(false);
      }
    }
  });

  test('gives each alarm a threshold or a reason, and a threshold that the signal can cross', () => {
    for (const { observed } of worldsOf(spec, source)) {
      for (const { signal, threshold } of ask(source, observed)) {
        if (!threshold) continue;
        expect([signal.id, threshold.value === undefined]).toEqual([signal.id, threshold.reason !== undefined]);
        if (threshold.value === undefined || signal.alarm!.threshold.isAnomalyBand) continue;
        const [minimum, maximum] = { Percent: [0, 100], Ratio: [0, 1], None: [-Infinity, Infinity] }[signal.unit as string] ?? [0, Infinity];
        expect(threshold.value).toBeGreaterThanOrEqual(minimum);
        expect(threshold.value).toBeLessThanOrEqual(maximum);
        expect(Number.isFinite(threshold.value)).toBe(true);
      }
    }
  });

  test('says under which condition a signal is there, if not every resource has it', () => {
    const worlds = worldsOf(spec, source).filter(({ observed }) => source.dimensions(observed) !== undefined);
    for (const signal of source.signals) {
      const isConditional = worlds.some(({ observed }) => source.variants(observed, signal).length === 0);
      if (isConditional) expect([signal.id, signal.appliesWhen]).toEqual([signal.id, expect.any(String)]);
    }
  });

  test('publishes some signals only where it says so, and then not always', () => {
    const worlds = worldsOf(spec, source);
    for (const signal of source.signals) {
      const published = worlds.map(({ observed }) => source.publishes(observed, signal));
      expect([signal.id, published.includes(false)]).toEqual([signal.id, signal.requires !== undefined]);
    }
  });
});

/** The module of aws-cdk-lib that has the L1 of a type. */
function moduleOf(type: string): Record<string, any> {
  const [, service, name] = type.split('::');
  const candidates = [`aws-${service.toLowerCase()}`, ...Object.keys(require('aws-cdk-lib/package.json').exports).map(path => path.replace('./', ''))];
  for (const candidate of candidates.filter(path => /^aws-[a-z0-9-]+$/.test(path))) {
    try {
      const module = require(`aws-cdk-lib/${candidate}`);
      if (module[`Cfn${name}`]?.CFN_RESOURCE_TYPE_NAME === type) return module;
    } catch {
      // Not every service has a module of its name.
    }
  }
  throw new Error(`aws-cdk-lib has no L1 of ${type}.`);
}

/** An L1 with properties that are given by their CloudFormation names. */
function makeL1(stack: Stack, type: string, properties: Record<string, unknown>): CfnResource {
  const L1 = moduleOf(type)[`Cfn${type.split('::')[2]}`];
  const byLowerCase = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
  const asked: Record<string, unknown> = {};
  const asking = new Proxy({}, {
    get: (_, member) => {
      const value = byLowerCase.get(String(member).toLowerCase());
      if (value !== undefined) asked[String(member)] = value;
      return value;
    },
  });
  new L1(stack, 'Asking', asking);
  stack.node.tryRemoveChild('Asking');
  return new L1(stack, 'L1', asked);
}

/** Whatever the `fromXxxArn` and `fromXxxName` of L1 and L2 give. */
function makeImports(stack: Stack, type: string): IConstruct[] {
  const name = type.split('::')[2];
  const module = moduleOf(type);
  const [{ arnTemplate = '' }] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  const parts: Record<string, string> = { Partition: 'aws', Region: 'eu-west-1', Account: '111122223333' };
  const values: Record<string, string> = { Arn: arnTemplate.replace(/\$\{(\w+)\}/g, (_, part) => parts[part] ?? 'orders'), Name: 'orders' };
  return [module[name], module[`Cfn${name}`]].filter(Boolean).flatMap((type_, index) => ['Arn', 'Name'].flatMap(by => {
    const factory = type_[`from${name}${by}`];
    return typeof factory === 'function' ? [factory.call(type_, stack, `From${index}${by}`, values[by])] : [];
  }));
}
