import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Comparison, MissingData, SignalCatalog, ThresholdOrigin, type AlarmSpec, type SignalSpec } from '../../src';
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
}

interface ReferenceSignal {
  readonly metric?: string;
  readonly statistic?: string;
  readonly expression?: string;
  readonly inputs?: Record<string, string>;
  readonly namespace?: string;
  readonly unit: string;
  readonly dimensions?: string[];
  readonly percentiles?: boolean;
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
const kinds = Object.entries(reference.kinds as unknown as Record<string, ReferenceKind>);

const cases: Case[] = kinds.flatMap(([kind, { signals, dimensions }]) => Object.entries(signals).map(([id, expected]) => {
  const spec = catalog.source(kind).signals.find(signal => signal.id === id);
  if (!spec) throw new Error(`${kind} has no signal ${id}, of which the reference knows.`);
  return { key: `${kind}.${id}`, kind, dimensions: [...expected.dimensions ?? dimensions].sort(), expected, spec };
}));
const alarms = cases.flatMap(({ key, expected, spec }) => expected.alarm ? [{ key, expected: expected.alarm, alarm: spec.alarm! }] : []);

/** The ratios of the reference are words. */
const UNITS: Record<string, string> = { 'Ratio 0-1': 'Ratio', 'Count (Average = rate 0-1)': 'Ratio' };

/** An expression with each id replaced by what it stands for: ids are a matter of taste. */
function meaning(expression: string, inputs: Record<string, string>): string {
  return expression.replace(/\b[a-z]\w*\b/g, id => `[${inputs[id]}]`);
}

test.each(kinds)('%s is the kind of its types and namespace', (kind, { resourceTypes, namespace }) => {
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
  expect(spec.unit).toBe(expected.unit);
});

describe('dimensions', () => {
  const spec = loadAwsServiceSpecSync();

  test.each(cases)('$key is looked for under the dimensions of the reference', ({ kind, dimensions, spec: signal }) => {
    const source = catalog.source(kind);
    const variants = worldsOf(spec, source).flatMap(({ observed }) => source.variants(observed, signal));
    expect(variants).not.toEqual([]);
    for (const variant of variants) expect(Object.keys(variant.dimensions).sort()).toEqual(dimensions);
  });
});

test.each(cases)('$key takes percentiles if and only if they are documented', ({ expected, spec }) => {
  expect(spec.percentiles ?? false).toBe(expected.percentiles ?? false);
});

test.each(alarms)('$key is alarmed as often and as urgently as the reference alarms', ({ expected, alarm }) => {
  expect(alarm.comparison ?? Comparison.ABOVE).toBe(expected.comparison);
  expect(alarm.periodSeconds ?? 60).toBe(expected.periodSeconds);
  expect(alarm.evaluationPeriods).toBe(expected.evaluationPeriods);
  expect(alarm.datapointsToAlarm ?? alarm.evaluationPeriods).toBe(expected.datapointsToAlarm);
  expect(alarm.statistic).toBeUndefined();
  expect(alarm.severity).toBe(expected.severity.toUpperCase());
  expect(alarm.origin).toBe({ 'aws-recommended': ThresholdOrigin.AWS_RECOMMENDED, 'library-default': ThresholdOrigin.LIBRARY }[expected.origin]);
});

test.each(alarms.filter(({ expected }) => expected.threshold !== undefined))('$key has the threshold of the reference', ({ expected, alarm }) => {
  expect(alarm.threshold.evaluate(bare)).toEqual({ value: expected.threshold });
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
