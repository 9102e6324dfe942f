import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Comparison, MissingData, SignalCatalog, ThresholdOrigin, type AlarmSpec, type SignalSpec } from '../../src';
import { KIND_NOTES } from './fixtures/kind-notes';
import reference from './fixtures/reference-signals.json';
import { worldsOf } from './sample-world';

interface ReferenceAlarm {
  readonly comparison: string;
  readonly statistic?: string;
  readonly threshold?: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: string;
  readonly origin: string;
  readonly severity: string;
  readonly enabledByDefault?: boolean;
  /** Half width of an anomaly band, in standard deviations. */
  readonly band?: number;
}

interface ReferenceSignal {
  readonly metric?: string;
  readonly statistic?: string;
  readonly expression?: string;
  readonly inputs?: Record<string, string>;
  readonly namespace?: string;
  readonly unit: string;
  readonly dimensions?: string[];
  /** `unknown` where no machine-readable list of AWS has the metric. */
  readonly percentiles?: boolean | 'unknown';
  readonly alarm?: ReferenceAlarm;
}

interface ReferenceKind {
  readonly resourceTypes: string[];
  readonly namespace: string;
  readonly dimensions: string[];
  readonly signals: Record<string, ReferenceSignal>;
}

interface Case {
  readonly key: string;
  readonly kind: string;
  /** The names of the dimensions under which the signal is published. */
  readonly dimensions: string[];
  readonly expected: ReferenceSignal;
  readonly spec: SignalSpec;
}

const catalog = SignalCatalog.builtIn();
const bare = catalog.resource(new CfnResource(new Stack(new App(), 'Stack'), 'Bare', { type: 'AWS::Any::Type' }))!;
const known = new Set(catalog.sources.map(({ kind }) => kind));
const kinds = Object.entries(reference.kinds as unknown as Record<string, ReferenceKind>).filter(([kind]) => known.has(kind));
const departures = (kind: string) => KIND_NOTES.get(kind)?.departures ?? {};
/** The signals in which a kind does not depart from the reference. */
const kept = (kind: string, signals: ReferenceKind['signals']) => Object.entries(signals).filter(([id]) => !(id in departures(kind)));

const cases: Case[] = kinds.flatMap(([kind, { signals, dimensions }]) => kept(kind, signals).map(([id, expected]) => {
  const spec = catalog.source(kind).signals.find(signal => signal.id === id);
  if (!spec) throw new Error(`${kind} has no signal ${id}, of which the reference knows.`);
  return { key: `${kind}.${id}`, kind, dimensions: [...expected.dimensions ?? dimensions].sort(), expected, spec };
}));
const alarms = cases.flatMap(({ key, kind, expected: { alarm: expected }, spec }) =>
  expected ? [{ key, kind, id: spec.id, expected, alarm: spec.alarm! }] : []);

/** The ratios of the reference are words. */
const UNITS: Record<string, string> = {
  'Ratio 0-1': 'Ratio', 'Count (Average = rate 0-1)': 'Ratio', 'Count (0-1)': 'Ratio', 'Count (rate)': 'Ratio', 'None (0/1)': 'None', 'None (1/0)': 'None', 'Boolean': 'None', 'RPU': 'None',
  'RPU-seconds': 'None',
};

/** An expression with each id replaced by what it stands for: ids are a matter of taste. */
function meaning(expression: string, inputs: Record<string, string>): string {
  return expression.replace(/\b[a-z]\w*\b/g, id => `[${inputs[id]}]`);
}

test('the catalog has every kind of the reference', () => {
  expect(Object.keys(reference.kinds).filter(kind => !known.has(kind))).toEqual([]);
});

test('the catalog has every signal of the reference, or says why not', () => {
  for (const [kind, { signals }] of kinds) {
    const ids = catalog.source(kind).signals.map(({ id }) => id);
    expect([kind, Object.keys(signals).filter(id => !ids.includes(id) && !(id in departures(kind)))]).toEqual([kind, []]);
  }
});

test.each([...KIND_NOTES].flatMap(([kind, notes]) => Object.entries(notes.departures ?? {}).map(([id, why]) => ({ kind, id, why }))))(
  '$kind says why it departs from the reference in $id', ({ kind, id, why }) => {
    expect(why).toMatch(/^\S.{20,}\.$/);
    if (!['kind', 'dimensions'].includes(id)) expect(Object.keys((reference.kinds as any)[kind].signals)).toContain(id);
  });

test.each(kinds.filter(([kind]) => !('kind' in departures(kind))))('%s is the kind of its types and namespace', (kind, { resourceTypes, namespace }) => {
  const source = catalog.source(kind);
  expect([source.resourceType, ...source.alternateResourceTypes ?? []]).toEqual(resourceTypes);
  expect(source.namespace).toBe(namespace);
});

test.each(cases.filter(({ expected }) => expected.metric))('$key measures what the reference measures', ({ expected, spec }) => {
  expect(spec).toMatchObject({ metricName: expected.metric, statistic: expected.statistic, unit: UNITS[expected.unit] ?? expected.unit });
  expect(spec.namespace).toBe(expected.namespace);
});

test.each(cases.filter(({ expected }) => expected.expression))('$key computes what the reference computes', ({ expected, spec }) => {
  const inputs = Object.entries(spec.inputs ?? {}).map(([id, { metricName, statistic }]) => [id, `${metricName} ${statistic}`] as const);
  expect(meaning(spec.expression!, Object.fromEntries(inputs))).toBe(meaning(expected.expression!, expected.inputs!));
  expect(spec.unit).toBe(UNITS[expected.unit] ?? expected.unit);
});

describe('dimensions', () => {
  const spec = loadAwsServiceSpecSync();

  test.each(cases.filter(({ kind }) => !('dimensions' in departures(kind))))('$key is looked for under the dimensions of the reference', ({ kind, dimensions, spec: signal }) => {
    const source = catalog.source(kind);
    const variants = worldsOf(spec, source).flatMap(({ observed }) => source.variants(observed, signal));
    expect(variants).not.toEqual([]);
    for (const variant of variants) expect(Object.keys(variant.dimensions).sort()).toEqual(dimensions);
  });
});

test.each(cases.filter(({ expected }) => expected.percentiles !== 'unknown'))('$key takes percentiles if and only if they are documented', ({ expected, spec }) => {
  expect(spec.percentiles ?? false).toBe(expected.percentiles ?? false);
});

const ORIGINS: Record<string, ThresholdOrigin> = {
  'aws-recommended': ThresholdOrigin.AWS_RECOMMENDED, 'aws-doc-recommended': ThresholdOrigin.AWS_DOCUMENTATION, 'aws-doc-guidance': ThresholdOrigin.AWS_DOCUMENTATION,
  'library-default': ThresholdOrigin.LIBRARY,
};

/** In what an alarm differs from that of the reference. A threshold that the reference gives in words is not compared. */
function changesOf({ expected, alarm }: { expected: ReferenceAlarm; alarm: AlarmSpec }): string[] {
  const { comparison = Comparison.ABOVE, periodSeconds = 60, evaluationPeriods, datapointsToAlarm = evaluationPeriods, severity, statistic } = alarm;
  const pairs: Record<string, [actual: unknown, expected: unknown]> = {
    comparison: [comparison, expected.comparison],
    periodSeconds: [periodSeconds, expected.periodSeconds],
    evaluationPeriods: [evaluationPeriods, expected.evaluationPeriods],
    datapointsToAlarm: [datapointsToAlarm, expected.datapointsToAlarm],
    severity: [severity, expected.severity.toUpperCase()],
    statistic: [statistic, undefined],
    threshold: [alarm.threshold.evaluate(bare).value, expected.threshold ?? expected.band ?? alarm.threshold.evaluate(bare).value],
    band: [alarm.threshold.isAnomalyBand, expected.band !== undefined],
  };
  return Object.entries(pairs).filter(([, [actual, asked]]) => actual !== asked).map(([name]) => name);
}

test.each(alarms)('$key is alarmed as the reference alarms, but for what is on record, with its reason', ({ kind, id, expected, alarm }) => {
  const changes = changesOf({ expected, alarm });
  expect(changes).toEqual(KIND_NOTES.get(kind)?.changes?.[id] ?? []);
  if (changes.length > 0) expect(alarm.rationale).toMatch(/\w{3,}/);
});

test('no change is on record of an alarm that is none of the reference', () => {
  const ids = new Set(alarms.map(({ key }) => key));
  expect([...KIND_NOTES].flatMap(([kind, { changes = {} }]) => Object.keys(changes).map(id => `${kind}.${id}`)).filter(key => !ids.has(key))).toEqual([]);
});

test.each(alarms)('$key says whose numbers they are', ({ expected, alarm }) => {
  if (alarm.origin !== ThresholdOrigin.LIBRARY) expect(alarm.origin).toBe(ORIGINS[expected.origin]);
  if (alarm.origin !== ORIGINS[expected.origin]) expect(alarm.rationale).toMatch(/AWS/);
});

/** What an alarm that claims to be AWS's own does otherwise than AWS, and whether it says so. */
function deviations({ expected, alarm }: { expected: ReferenceAlarm; alarm: AlarmSpec }): Array<[what: string, explained: boolean]> {
  const rationale = alarm.rationale ?? '';
  const found: Array<[string, boolean]> = [];
  if ((alarm.missingData ?? MissingData.NOT_BREACHING) !== expected.missingData) found.push(['missing data', /missing data/i.test(rationale)]);
  if ((alarm.enabledByDefault ?? true) !== (expected.enabledByDefault ?? true)) found.push(['off by default', rationale !== '']);
  const isLeftToTheUser = !alarm.threshold.isDerived && alarm.threshold.evaluate(bare).value === undefined;
  if (expected.threshold === undefined && !isLeftToTheUser) found.push(['threshold', rationale !== '']);
  return found;
}

test.each(alarms.filter(({ expected }) => expected.origin === 'aws-recommended'))('$key says where it differs from the recommendation of AWS', ({ expected, alarm }) => {
  expect(deviations({ expected, alarm }).filter(([, explained]) => !explained).map(([what]) => what)).toEqual([]);
});
