import * as fs from 'fs';
import * as path from 'path';
import Ajv from 'ajv';
import { Lazy } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { openSlo, type OpenSloDocument } from '../../src/slo/private/open-slo';
import type { OpenSloAlert, OpenSloInput, OpenSloObjective, OpenSloQuery } from '../../src/slo/private/open-slo-input';
import { toYaml, type Json } from '../../src/slo/private/yaml';

const SCHEMAS = path.join(__dirname, '..', 'fixtures', 'open-slo');
const ajv = new Ajv({ allErrors: true });
for (const file of fs.readdirSync(SCHEMAS).filter(name => name.endsWith('.json'))) {
  // The meta-schema goes by its name with a fragment.
  const { $schema, ...schema } = JSON.parse(fs.readFileSync(path.join(SCHEMAS, file), 'utf-8'));
  ajv.addSchema(schema);
}
const isOpenSlo = ajv.getSchema('https://openslo.com/schemas/v1/openslo.schema.json')!;

const REQUESTS = { namespace: 'AWS/ApiGateway', metricName: 'Count', statistic: 'SampleCount', periodSeconds: 60, dimensions: { ApiName: 'shop', Stage: 'prod' } };
const ERRORS = { ...REQUESTS, metricName: '5XXError', statistic: 'Sum' };
const PAGE: OpenSloAlert = { name: 'fast', severity: 'PAGE', longWindow: 60, shortWindow: 5, burnRate: 14.4 };
const TICKET: OpenSloAlert = { name: 'slow', severity: 'TICKET', longWindow: 4_320, shortWindow: 360, burnRate: 1 };
const AVAILABILITY: OpenSloObjective = {
  name: 'shop-availability', displayName: '99.9% of requests are answered', target: 0.999, window: { kind: 'rolling', minutes: 43_200 }, budgetingMethod: 'Occurrences',
  indicator: { kind: 'ratio', bad: { metrics: { errors: ERRORS }, expression: 'FILL(errors,0)' }, total: { metrics: { requests: REQUESTS } } },
  alerts: [PAGE, TICKET], labels: { tier: 'TIER_1' },
};
const LATENCY: OpenSloObjective = {
  ...AVAILABILITY, name: 'shop-latency', displayName: 'p99 below 300 ms', budgetingMethod: 'Timeslices', timeSliceSeconds: 300, alerts: [],
  window: { kind: 'calendar', unit: 'month', count: 1, start: '2026-01-01', timeZone: 'Europe/Berlin' },
  indicator: { kind: 'threshold', query: { metrics: { latency: { ...REQUESTS, metricName: 'Latency', statistic: 'p99' } }, region: 'us-east-1' }, operator: 'lte', value: 300 },
};

const inputOf = (...objectives: OpenSloObjective[]): OpenSloInput => ({ service: { name: 'shop', owner: 'payments-team' }, objectives });
const render = (...objectives: OpenSloObjective[]): any[] => openSlo(inputOf(...objectives));
const ofKind = (documents: any[], kind: string): any[] => documents.filter(document => document.kind === kind);

/** As it is read back from its text. */
function written(documents: readonly Json[]): any[] {
  return parseAllDocuments(toYaml(documents)).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

function expectValid(documents: OpenSloDocument[]): void {
  for (const document of written(documents)) {
    isOpenSlo(document);
    expect([document.kind, isOpenSlo.errors]).toEqual([document.kind, null]);
  }
}

test('the documents are a service, its objectives, who is told, and what alerts', () => {
  const documents = render(AVAILABILITY, LATENCY);
  expect(documents.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
    ['Service', 'shop'], ['SLO', 'shop-availability'], ['SLO', 'shop-latency'], ['AlertNotificationTarget', 'shop-page'], ['AlertNotificationTarget', 'shop-ticket'],
    ['AlertPolicy', 'shop-availability-fast'], ['AlertPolicy', 'shop-availability-slow'],
  ]);
  expectValid(documents);
});

test.each<[string, (documents: any[]) => void]>([
  ['of another version', ([service]) => { service.apiVersion = 'openslo/v2'; }],
  ['with a name in upper case', ([, slo]) => { slo.metadata.name = 'Shop'; }],
  ['without an indicator', ([, slo]) => { delete slo.spec.indicator; }],
  ['with a target in percent', ([, slo]) => { slo.spec.objectives[0].target = 99.9; }],
  ['that alerts nobody', documents => { documents[documents.length - 1].spec.notificationTargets = []; }],
  ['with a window in seconds', documents => { documents[documents.length - 1].spec.conditions[0].spec.condition.lookbackWindow = '90s'; }],
])('a document %s is none of OpenSLO', (_, spoil) => {
  const documents = written(render(AVAILABILITY));
  spoil(documents);
  expect(documents.map(document => isOpenSlo(document)).filter(valid => !valid)).toEqual([false]);
});

test('a service has its owner as a label', () => {
  const [service] = openSlo({ service: { name: 'Shop & Co', owner: 'Team "Payments"', description: 'Sells' }, objectives: [] });
  expect(service).toEqual({
    apiVersion: 'openslo/v1', kind: 'Service', metadata: { name: 'shop-co', displayName: 'Shop & Co', labels: { owner: 'Team-Payments-' } }, spec: { description: 'Sells' },
  });
  expectValid([service]);
});

test('a description is no longer than OpenSLO takes it, and keeps its characters whole', () => {
  const description = '😀'.repeat(1_051);
  const [, slo] = render({ ...AVAILABILITY, description });
  expect(slo.spec.description).toBe(`${'😀'.repeat(1_049)}…`);
  expect(render({ ...AVAILABILITY, description: '😀'.repeat(1_050) })[1].spec.description).toBe('😀'.repeat(1_050));
});

test('a ratio counts events in the form that GetMetricData takes', () => {
  const [slo] = ofKind(render(AVAILABILITY), 'SLO');
  expect(slo.spec.indicator.spec.ratioMetric).toEqual({
    counter: false,
    bad: {
      metricSource: {
        type: 'CloudWatch',
        spec: {
          metricDataQueries: [
            {
              Id: 'errors', ReturnData: false,
              MetricStat: {
                Metric: { Namespace: 'AWS/ApiGateway', MetricName: '5XXError', Dimensions: [{ Name: 'ApiName', Value: 'shop' }, { Name: 'Stage', Value: 'prod' }] },
                Period: 60, Stat: 'Sum',
              },
            },
            { Id: 'result', Expression: 'FILL(errors,0)', ReturnData: true },
          ],
        },
      },
    },
    total: { metricSource: expect.objectContaining({ spec: { region: undefined, metricDataQueries: [expect.objectContaining({ Id: 'requests', ReturnData: true })] } }) },
  });
  expect(slo.spec).toMatchObject({
    service: 'shop', budgetingMethod: 'Occurrences', timeWindow: [{ duration: '30d', isRolling: true }], objectives: [{ target: 0.999 }],
    alertPolicies: ['shop-availability-fast', 'shop-availability-slow'],
  });
});

test('a threshold is compared in slices of time', () => {
  const [slo] = ofKind(render(LATENCY), 'SLO');
  expect(slo.spec.indicator.spec.thresholdMetric.metricSource.spec.region).toBe('us-east-1');
  expect(slo.spec).toMatchObject({
    timeWindow: [{ duration: '1M', isRolling: false, calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'Europe/Berlin' } }],
    budgetingMethod: 'Timeslices', objectives: [{ op: 'lte', value: 300, target: 0.999, timeSliceWindow: '5m', timeSliceTarget: 1 }],
  });
  expect(slo.spec.alertPolicies).toBeUndefined();
});

test('an alert fires when the budget burns over its long window for as long as its short one', () => {
  const [fast, slow] = ofKind(render(AVAILABILITY), 'AlertPolicy');
  expect(fast.spec).toMatchObject({ alertWhenBreaching: true, notificationTargets: [{ targetRef: 'shop-page' }] });
  expect(fast.spec.conditions[0].spec).toMatchObject({ severity: 'PAGE', condition: { kind: 'burnrate', op: 'gt', threshold: 14.4, lookbackWindow: '1h', alertAfter: '5m' } });
  expect(slow.spec.conditions[0].spec.condition).toMatchObject({ threshold: 1, lookbackWindow: '3d', alertAfter: '6h' });
});

test.each([[1, '1m'], [90, '90m'], [120, '2h'], [1_440, '1d'], [10_080, '7d'], [1_500, '25h']])('%d minutes are %s', (longWindow, expected) => {
  const [policy] = ofKind(render({ ...AVAILABILITY, alerts: [{ ...PAGE, longWindow }] }), 'AlertPolicy');
  expect(policy.spec.conditions[0].spec.condition.lookbackWindow).toBe(expected);
});

test.each([
  ['day', 1, 'UTC', '1d', 'Etc/UTC'], ['day', 7, 'GMT', '7d', 'Etc/GMT'], ['month', 1, 'America/New_York', '1M', 'America/New_York'], ['month', 3, 'Asia/Tokyo', '3M', 'Asia/Tokyo'],
  ['month', 12, 'America/Port-au-Prince', '12M', 'America/Port-au-Prince'],
] as const)('windows of %s by %i in %s', (unit, count, timeZone, duration, zone) => {
  const documents = render({ ...AVAILABILITY, window: { kind: 'calendar', unit, count, start: '2026-02-28T06:30:00', timeZone } });
  expect(ofKind(documents, 'SLO')[0].spec.timeWindow).toEqual([{ duration, isRolling: false, calendar: { startTime: '2026-02-28 06:30:00', timeZone: zone } }]);
  expectValid(documents);
});

test('the result of math has a name that no metric has', () => {
  const total: OpenSloQuery = { metrics: { result: REQUESTS, result_: ERRORS }, expression: 'result+result_' };
  const [slo] = ofKind(render({ ...AVAILABILITY, indicator: { kind: 'ratio', good: { metrics: { ok: REQUESTS } }, total } }), 'SLO');
  const { good, total: all } = slo.spec.indicator.spec.ratioMetric;
  expect(all.metricSource.spec.metricDataQueries.map(({ Id, ReturnData }: any) => [Id, ReturnData])).toEqual([['result', false], ['result_', false], ['result__', true]]);
  expect(good.metricSource.spec.metricDataQueries).toHaveLength(1);
});

const ratio = AVAILABILITY.indicator as Extract<OpenSloObjective['indicator'], { kind: 'ratio' }>;

test.each<[string, OpenSloObjective[], RegExp]>([
  ['a target of all', [{ ...AVAILABILITY, target: 1 }], /\[OpenSLO of shop\] the target of shop-availability is no share; received 1; valid: above 0 and below 1/],
  ['a target in percent', [{ ...AVAILABILITY, target: 99.9 }], /received 99.9/],
  ['a target that is no number', [{ ...AVAILABILITY, target: NaN }], /received NaN/],
  ['a ratio of good and bad', [{ ...AVAILABILITY, indicator: { ...ratio, good: ratio.total } }], /counts either good or bad events; received 'both'/],
  ['a ratio of neither', [{ ...AVAILABILITY, indicator: { kind: 'ratio', total: ratio.total } }], /received 'neither'/],
  ['metrics without math', [{ ...AVAILABILITY, indicator: { ...ratio, total: { metrics: { a: ERRORS, b: REQUESTS } } } }], /needs an expression; received \['a', 'b'\]/],
  ['slices without a length', [{ ...LATENCY, timeSliceSeconds: undefined }], /shop-latency counts slices of time. Give timeSliceSeconds/],
  ['slices of seconds', [{ ...LATENCY, timeSliceSeconds: 90 }], /in whole minutes; received 1.5/],
  ['a day that there is not', [{ ...LATENCY, window: { kind: 'calendar', unit: 'day', count: 1, start: '2026-02-30', timeZone: 'UTC' } }], /begins at an ISO date.*received '2026-02-30'/],
  ['a time elsewhere', [{ ...LATENCY, window: { kind: 'calendar', unit: 'day', count: 1, start: '2026-02-01T00:00:00Z', timeZone: 'UTC' } }], /received '2026-02-01T00:00:00Z'/],
  ['an unknown zone', [{ ...LATENCY, window: { kind: 'calendar', unit: 'day', count: 1, start: '2026-02-01', timeZone: 'CEST' } }], /by area and place; received 'CEST'/],
  ['two objectives of one name', [AVAILABILITY, { ...AVAILABILITY, name: 'Shop availability' }], /same name; received 'SLO shop-availability'. Call one/],
  ['two alerts of one name', [{ ...AVAILABILITY, alerts: [PAGE, PAGE] }], /received 'AlertPolicy shop-availability-fast'/],
  ['a name without a letter', [{ ...AVAILABILITY, name: '–' }], /a name needs a letter or a digit of ASCII; received '–'/],
])('%s is refused', (_, objectives, message) => {
  expect(() => render(...objectives)).toThrow(message);
});

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 1_500 });
const query: fc.Arbitrary<OpenSloQuery> = fc.record({
  metrics: fc.dictionary(fc.stringMatching(/^[a-z]\w{0,8}$/), fc.record({
    namespace: text, metricName: text, statistic: fc.constantFrom('Sum', 'p99', 'PR(:300)'), periodSeconds: fc.constantFrom(60, 300),
    dimensions: fc.dictionary(word, text, { noNullPrototype: true }),
  }), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  expression: text,
});
const minutes = fc.integer({ min: 1, max: 10_080 });
/** JSON has no -0. */
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => number + 0);
const objective: fc.Arbitrary<OpenSloObjective> = fc.record({
  name: word, displayName: text, description: fc.option(text, { nil: undefined }), target: fc.double({ min: 0.5, max: 0.99999, noNaN: true }),
  window: fc.oneof(
    fc.record({ kind: fc.constant('rolling' as const), minutes: fc.integer({ min: 1, max: 366 * 24 }).map(hours => hours * 60) }),
    fc.record({
      kind: fc.constant('calendar' as const), unit: fc.constantFrom('day', 'month'), count: fc.integer({ min: 1, max: 12 }),
      start: fc.constant('2026-01-01'), timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
    }),
  ),
  budgetingMethod: fc.constantFrom('Occurrences', 'Timeslices'), timeSliceSeconds: fc.constantFrom(60, 300, 3_600),
  indicator: fc.oneof(
    fc.record({ kind: fc.constant('ratio' as const), bad: query, total: query }),
    fc.record({ kind: fc.constant('ratio' as const), good: query, total: query }),
    fc.record({ kind: fc.constant('threshold' as const), query, operator: fc.constantFrom('lte', 'lt', 'gte', 'gt'), value: numbers }),
  ),
  alerts: fc.uniqueArray(fc.record({
    name: word, severity: fc.constantFrom('PAGE', 'TICKET'), longWindow: minutes, shortWindow: minutes, burnRate: fc.double({ min: 0.1, max: 100, noNaN: true }),
  }), { selector: ({ name }) => name.replace(/-+$/, ''), maxLength: 3 }),
  labels: fc.dictionary(word, text, { noNullPrototype: true }),
});

test('whatever is promised, its documents are OpenSLO and survive their text', () => {
  fc.assert(fc.property(objective, text, fc.option(text, { nil: undefined }), (promised, owner, description) => {
    const documents = openSlo({ service: { name: 'shop', owner, description }, objectives: [promised] });
    expect(written(documents)).toEqual(JSON.parse(JSON.stringify(documents)));
    expectValid(documents);
  }), { numRuns: 100 });
});

describe('YAML', () => {
  const isReadable = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__');

  test('says what JSON can say', () => {
    const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }).filter(isReadable) as fc.Arbitrary<Json>;
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), values => {
      expect(written(values)).toEqual(values);
    }), { numRuns: 500 });
  });

  test.each<[string, Json]>([
    ['words that are taken for others', { 'y': 'no', 'no': 'true', 'true': 'null', 'null': '~', 'on': '1e3', '1': '0x1f', '': '2026-01-01', '- a': '# b', 'a: b': '*c' }],
    ['characters that are not printed', { text: '\u0000\u007f\u0085\u2028\u2029\ufeff\uffff\ud800 tab\t line\n end\r "\\"' }],
    ['nothing', [[], {}, [[], [{}]], { a: [], b: {} }, '', null]],
    ['numbers', [0, -0, 1e21, 1e-7, -1.5, Number.MAX_SAFE_INTEGER]],
    ['lists of lists', [[1, [2, [3]]], [{ a: [{ b: 1, c: 2 }] }]]],
  ])('says %s', (_, value) => {
    expect(written([value])).toEqual([value]);
  });

  test('leaves out what is undefined', () => {
    expect(toYaml([{ a: undefined, b: [{ c: undefined }], d: 1 }])).toBe('---\nb:\n  - {}\nd: 1\n');
  });

  test('reads well', () => {
    expect(toYaml([{ kind: 'SLO', spec: { list: [{ a: 1, b: ['x'] }] } }, 'next'])).toBe('---\nkind: "SLO"\nspec:\n  list:\n    - a: 1\n      b:\n        - "x"\n---\n"next"\n');
  });

  test('writes no token', () => {
    const token = Lazy.string({ produce: () => 'late' });
    expect(() => toYaml([{ spec: [{ name: `api-${token}` }] }])).toThrow(/\[YAML\] document\.spec\[0\]\.name is known only at deployment; received a token.*Resolve it/);
    expect(() => toYaml([{ [token]: 1 }])).toThrow(/known only at deployment/);
    expect(() => toYaml([{ period: Lazy.number({ produce: () => 60 }) }])).toThrow(/document\.period is known only at deployment/);
  });

  test.each([NaN, Infinity])('writes no %d', number => {
    expect(() => toYaml([[number]])).toThrow(/document\[0\] is no number that JSON has/);
  });
});
