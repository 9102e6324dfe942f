import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import * as fc from 'fast-check';
import { SignalCatalog, SignalCategory, SignalUnit, SliType, UserFacing, type ISignalSource, type MetricInput, type SliCount, type SliSpec } from '../../src';
import { isPublished, names } from './published-metrics';
import { worldsOf, type SampleWorld } from './sample-world';

const TIMES: readonly string[] = [SignalUnit.SECONDS, SignalUnit.MILLISECONDS, SignalUnit.MICROSECONDS];
const COUNTED: readonly SliType[] = [SliType.AVAILABILITY, SliType.CANARY];

/** Inputs that count a part of what another counts, where it is not the one input of the total that the others are a part of. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'alb.AVAILABILITY': { refused: ['broken', 'late'], requests: ['failed', 'broken', 'late'] },
  'apigatewayv2-websocket-stage.AVAILABILITY': { messages: ['refused', 'failed'] },
  'batch-job-queue.AVAILABILITY': { failed: ['cancelled', 'terminated'] },
  'cloudfront-distribution.AVAILABILITY': {},
  'lambda-function.AVAILABILITY': { invocations: ['errors'] },
};

type Values = Readonly<Record<string, number>>;

const sources = SignalCatalog.builtIn().sources;
const keyOf = (source: ISignalSource, { type, id }: SliSpec): string => [source.kind, type, ...id === undefined ? [] : [id]].join('.');
const slis = sources.flatMap(source => (source.slis ?? []).map(sli => ({ key: keyOf(source, sli), source, sli })));
const counted = slis.flatMap(({ key, source, sli: { bad, total } }) => bad && total ? [{ key, source, bad, total }] : []);
const watched = slis.filter(({ sli }) => sli.signalId !== undefined)
  .map(({ key, source, sli }) => ({ key, sli, signal: source.signals.find(({ id }) => id === sli.signalId)! }));

const expressionOf = ({ inputs, expression = Object.keys(inputs)[0] }: SliCount): string => expression;

/** What metric math makes of values, of which some may be missing. */
function evaluate(count: SliCount, values: Partial<Values>): number {
  const code = expressionOf(count).replace(/FILL\((\w+),0\)/g, '($1 ?? 0)');
  const ids = Object.keys(count.inputs);
  return new Function(...ids, `return ${code};`)(...ids.map(id => values[id]));
}

/** Values as a service publishes them: parts are no more than what they are a part of, averages are percentages. */
function consistent(key: string, bad: SliCount, total: SliCount): fc.Arbitrary<Values> {
  const inputs = { ...bad.inputs, ...total.inputs };
  const [whole, ...others] = Object.keys(total.inputs);
  const parts = PARTS[key] ?? (others.length > 0 ? {} : { [whole]: Object.keys(bad.inputs).filter(id => id !== whole) });
  const drawn = Object.fromEntries(Object.entries(inputs).map(([id, { statistic }]) => [id, fc.nat(statistic === 'Average' ? 100 : 10_000)]));
  return fc.record(drawn).map(record => {
    const values: Record<string, number> = { ...record };
    for (const [id, ofIt] of Object.entries(parts)) values[id] += ofIt.reduce((sum, part) => sum + values[part], 0);
    for (const [, percentage] of expressionOf(bad).matchAll(/-(\w+)\/100$/g)) values[percentage] *= 100;
    return values;
  });
}

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

test('kinds that users meet are in these places', () => {
  const placedAt = (place: UserFacing) => sources.filter(({ userFacing }) => userFacing === place).map(({ kind }) => kind).sort();
  expect(Object.fromEntries(Object.values(UserFacing).map(place => [place, placedAt(place)]))).toEqual({
    EDGE: ['cloudfront-distribution'],
    LOAD_BALANCER: ['alb'],
    API: ['apigateway-rest-stage', 'apigatewayv2-http-stage', 'apigatewayv2-websocket-stage', 'appsync-api'],
    COMPUTE: ['application-signals-service', 'ecs-service', 'lambda-function'],
  });
});

describe.each(sources.filter(({ userFacing }) => userFacing !== undefined))('the kind $kind, which users meet,', source => {
  test.each([SliType.AVAILABILITY, SliType.LATENCY])('has something to promise of its %s', type => {
    expect(source.slis?.map(each => each.type)).toContain(type);
  });
});

describe.each(sources.filter(({ slis: own }) => own !== undefined))('the kind $kind', source => {
  test('tells its SLIs of one type apart', () => {
    for (const type of Object.values(SliType)) {
      const ids = source.slis!.filter(each => each.type === type).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      if (ids.length > 1) expect(ids).not.toContain(undefined);
    }
  });

  test('says of no two that they are the same', () => {
    const titles = source.slis!.map(({ type, title }) => `${type} ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe.each(slis)('the SLI $key', ({ source, sli }) => {
  test('is said in a clause that fits into a sentence', () => {
    expect(sli.title).toMatch(/^[a-z][^.;:]*[^.;:,\s]$/);
    expect(sli.title).not.toMatch(/\s{2}/);
    if (sli.id !== undefined) expect(sli.id).toMatch(/^[a-z][A-Za-z0-9]*$/);
    if (sli.caution !== undefined) expect(sli.caution).toMatch(/^[A-Z].*\.$/);
  });

  test('says where it is documented', () => {
    expect(new URL(sli.source!).protocol).toBe('https:');
  });

  test('counts events where it promises a share of them, and judges a signal otherwise', () => {
    expect([sli.bad !== undefined, sli.total !== undefined, sli.signalId === undefined]).toEqual(Array(3).fill(COUNTED.includes(sli.type)));
  });

  test('is there for a resource of the kind', () => {
    const signal = source.signals.find(({ id }) => id === (sli.signalId ?? sli.publishedWith));
    expect(signal !== undefined).toBe((sli.signalId ?? sli.publishedWith) !== undefined);
    const shows = ({ observed }: SampleWorld) => signal ? source.variants(observed, signal).length > 0 : source.dimensions(observed) !== undefined;
    expect(worldsOf(spec, source).some(shows)).toBe(true);
  });
});

describe.each(watched)('the signal of $key', ({ sli, signal }) => {
  test('is a metric', () => {
    expect(signal.metricName).toBeDefined();
  });

  test('is a time, traffic or a score, as its type says', () => {
    if (sli.type === SliType.THROUGHPUT) expect(signal.category).toBe(SignalCategory.TRAFFIC);
    else if (sli.id !== 'cls') expect(TIMES).toContain(signal.unit);
    else expect([sli.type, signal.unit]).toEqual([SliType.WEB_VITAL, SignalUnit.NONE]);
  });
});

test('web vitals are those that browsers are judged by, at percentiles', () => {
  const vitals = watched.filter(({ sli }) => sli.type === SliType.WEB_VITAL);
  expect(vitals.map(({ sli, signal }) => [sli.id, signal.percentiles])).toEqual([['lcp', true], ['inp', true], ['cls', true]]);
});

describe.each(slis.filter(({ sli }) => sli.bad !== undefined))('the counts of $key', ({ source, sli: { bad, total, publishedWith } }) => {
  const inputs = [bad, total].flatMap(count => Object.values<MetricInput>(count!.inputs));

  /** The dimension sets under which the counts are looked for, over all resources made up from the schema of the type. */
  function dimensionSets(): Array<Record<string, string>> {
    const worlds = worldsOf(spec, source);
    const signal = source.signals.find(({ id }) => id === publishedWith);
    if (signal) return worlds.flatMap(({ observed }) => source.variants(observed, signal).map(({ dimensions }) => dimensions));
    return worlds.flatMap(({ observed }) => [source.dimensions(observed)].filter(dimensions => dimensions !== undefined));
  }

  test('read metrics that exist, under dimensions by which they are published', () => {
    const sets = dimensionSets();
    const unknown = inputs.flatMap(({ namespace = source.namespace, metricName: name }) => sets
      .filter(dimensions => !isPublished(spec, { namespace, name }, dimensions))
      .map(dimensions => `${namespace} ${name} by ${names(dimensions)}`));
    expect(sets).not.toEqual([]);
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('go with a signal whose inputs have no dimensions of their own', () => {
    const signal = source.signals.find(({ id }) => id === publishedWith);
    if (!signal) return expect(publishedWith).toBeUndefined();
    const variants = worldsOf(spec, source).flatMap(({ observed }) => source.variants(observed, signal));
    expect(variants.filter(({ inputDimensions }) => inputDimensions)).toEqual([]);
  });
});

describe.each(counted)('the numbers of $key', ({ key, bad, total }) => {
  test('are made of their inputs by adding, subtracting and filling in, and of percentages by their share', () => {
    for (const count of [bad, total]) {
      const ids = expressionOf(count).match(/\b[a-z]\w*/g)!;
      expect(new Set(ids)).toEqual(new Set(Object.keys(count.inputs)));
      expect(expressionOf(count).replace(/FILL\((\w+),0\)/g, '$1')).toMatch(/^(\w+)(([+-]\w+)*|\/100\*\w+|-\w+\/100)$/);
    }
  });

  test('are no more bad than all, and none is negative', () => {
    fc.assert(fc.property(consistent(key, bad, total), values => {
      const [failed, all] = [evaluate(bad, values), evaluate(total, values)];
      expect(failed).toBeGreaterThanOrEqual(0);
      expect(failed).toBeLessThanOrEqual(all);
    }), { numRuns: 200 });
  });

  test('of two periods add up to those of both', () => {
    const inputs = { ...bad.inputs, ...total.inputs };
    fc.assert(fc.property(consistent(key, bad, total), consistent(key, bad, total), (one, other) => {
      const [first, second] = [evaluate(total, one), evaluate(total, other)];
      fc.pre(first + second > 0);
      const both = Object.fromEntries(Object.entries(inputs).map(([id, { statistic }]) =>
        [id, statistic === 'Average' ? (one[id] * first + other[id] * second) / (first + second) : one[id] + other[id]]));
      for (const count of [bad, total]) expect(evaluate(count, both)).toBeCloseTo(evaluate(count, one) + evaluate(count, other), 6);
    }), { numRuns: 50 });
  });

  test('count nothing as failed where a metric of failures is not published', () => {
    const filled = [...expressionOf(bad).matchAll(/FILL\((\w+),0\)/g)].map(([, id]) => id);
    const always = Object.keys(bad.inputs).filter(id => !filled.includes(id));
    const totals = Object.values(total.inputs).map(({ metricName }) => metricName);
    for (const id of always) expect(totals).toContain(bad.inputs[id].metricName);
    expect(Number.isFinite(evaluate(bad, Object.fromEntries(always.map(id => [id, 7]))))).toBe(true);
  });
});

describe('of a load balancer', () => {
  const { bad, total } = counted.find(({ key }) => key === 'alb.AVAILABILITY')!;
  const share = (values: Values) => evaluate(bad, values) / evaluate(total, values);

  test.each<[string, number, Values]>([
    ['no target to send requests to (503)', 1, { refused: 50 }],
    ['targets that answer too late (504)', 1, { requests: 50, refused: 50, late: 50 }],
    ['targets that break off (502)', 1, { requests: 50, refused: 50, broken: 50 }],
    ['targets that answer with errors', 1, { requests: 50, failed: 50 }],
    ['an error of a firewall rule (500) for every second request', 0.5, { requests: 50, refused: 50 }],
    ['one target of two that answers too late', 0.5, { requests: 100, refused: 50, late: 50 }],
    ['nothing wrong', 0, { requests: 100 }],
  ])('%s is a share of %d', (_, expected, values) => {
    expect(share(values)).toBe(expected);
  });
});

test('every request of a throttled function counts', () => {
  const { bad, total } = counted.find(({ key }) => key === 'lambda-function.AVAILABILITY')!;
  expect([evaluate(bad, { throttled: 9 }), evaluate(total, { throttled: 9 })]).toEqual([9, 9]);
});

test('the percentages of a canary are runs again', () => {
  const { bad, total } = counted.find(({ key }) => key === 'synthetics-canary.CANARY')!;
  expect([evaluate(bad, { runs: 4, succeeded: 300 }), evaluate(total, { runs: 4 })]).toEqual([1, 4]);
});
