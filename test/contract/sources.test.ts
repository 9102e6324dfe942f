import * as fs from 'fs';
import * as path from 'path';
import { Comparison, MissingData, Severity, SignalCatalog, SignalCategory, SignalUnit, ThresholdOrigin, type ISignalSource } from '../../src';
import { BEST_PRACTICES } from '../../src/core/private/best-practices';
import { RULES as OPERATIONAL_EXCELLENCE } from '../../src/rules/private/operational-excellence.generated';
import { RULES as PERFORMANCE_EFFICIENCY } from '../../src/rules/private/performance-efficiency.generated';
import { bestPracticesOf } from '../../src/signals/private/best-practices';
import { BEST_PRACTICE_IDS } from './fixtures/best-practice-ids';
import { METRIC_MATH_FUNCTIONS } from './fixtures/metric-math-functions';

const DAY = 86_400;
const HOUR = 3_600;
const RESOLUTIONS = [10, 20, 30];
const BANDS = [Comparison.ABOVE_BAND, Comparison.BELOW_BAND, Comparison.OUTSIDE_BAND];

const sources = SignalCatalog.builtIn().sources;
const rules = [...OPERATIONAL_EXCELLENCE, ...PERFORMANCE_EFFICIENCY].map(({ id }) => id);
const kinds = sources.map(source => [source.kind, source] as const);
const signals = sources.flatMap(source => source.signals.map(signal => ({ key: `${source.kind}.${signal.id}`, source, signal })));
const alarms = signals.flatMap(({ key, source, signal }) => signal.alarm ? [{ key, source, signal, alarm: signal.alarm }] : []);
const expressions = signals.filter(({ signal }) => signal.expression !== undefined);

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** Text that goes into a sentence of ours: no full stop of its own, nothing that breaks a line. */
function expectClause(text: string): void {
  expect(text).toMatch(/^\S.*\S$/);
  expect(text).not.toMatch(/[.;,:]$/);
  expect(text).not.toMatch(/\s{2}|\t/);
}

function expectUrl(url: string): void {
  expect(new URL(url).protocol).toBe('https:');
}

test('the best practices of the two pillars are 68 and 32', () => {
  expect(['OPS', 'PERF'].map(pillar => BEST_PRACTICE_IDS.filter(id => id.startsWith(pillar)).length)).toEqual([68, 32]);
  expect([...BEST_PRACTICES.keys()].sort()).toEqual([...BEST_PRACTICE_IDS].sort());
});

describe('the catalog', () => {
  test('has every file of src/signals/kinds, under its own name', () => {
    const files = fs.readdirSync(path.join(__dirname, '..', '..', 'src', 'signals', 'kinds')).map(file => path.basename(file, '.ts'));
    expect(sources.map(({ kind }) => kind).sort()).toEqual(files.sort());
  });

  test('has no kind and no title twice', () => {
    expect(duplicates(sources.map(({ kind }) => kind))).toEqual([]);
    expect(duplicates(sources.map(({ title }) => title))).toEqual([]);
  });
});

describe.each(kinds)('the kind %s', (_, source: ISignalSource) => {
  test('is well formed', () => {
    expect(() => SignalCatalog.builtIn().withSource(source)).not.toThrow();
  });

  test('is described in words that fit into a sentence', () => {
    expectClause(source.title);
    expectClause(source.naming);
    for (const caution of source.cautions ?? []) expect(caution).toMatch(/^[A-Z].*\.$/);
  });

  test('has no signal and no title of a signal twice', () => {
    expect(duplicates(source.signals.map(({ id }) => id))).toEqual([]);
    expect(duplicates(source.signals.map(({ title }) => title))).toEqual([]);
  });
});

describe.each(signals)('the signal $key', ({ signal }) => {
  test('has an id for alarm names and logical ids', () => {
    expect(signal.id).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(signal.id.length).toBeLessThanOrEqual(40);
  });

  test('is described in words that fit into a sentence', () => {
    expectClause(signal.title);
    if (signal.appliesWhen !== undefined) expectClause(signal.appliesWhen);
  });

  test('says where it is documented', () => expectUrl(signal.source));

  test('is of a known category and unit', () => {
    expect(Object.values(SignalCategory)).toContain(signal.category);
    expect(Object.values(SignalUnit)).toContain(signal.unit);
  });

  test('is a metric with a statistic, or an expression over metrics', () => {
    const isMetric = signal.metricName !== undefined;
    expect(isMetric).toBe(signal.expression === undefined);
    expect(isMetric).toBe(signal.inputs === undefined);
    expect(isMetric).toBe(signal.statistic !== undefined);
  });

  test('takes percentiles only where they are documented', () => {
    const statistics = [signal.statistic, signal.alarm?.statistic, ...signal.dashboardStatistics ?? []].filter(statistic => statistic !== undefined);
    if (!signal.percentiles) expect(statistics.filter(statistic => !['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'].includes(statistic))).toEqual([]);
  });

  test('draws the statistic that it is judged by, each once', () => {
    if (!signal.dashboardStatistics) return;
    expect(signal.dashboardStatistics).toContain(signal.alarm?.statistic ?? signal.statistic);
    expect(duplicates(signal.dashboardStatistics)).toEqual([]);
  });

  test('serves best practices that exist, an alerting one if it alarms', () => {
    const ids = bestPracticesOf(signal);
    expect(ids.filter(id => !BEST_PRACTICE_IDS.includes(id))).toEqual([]);
    expect(ids).not.toEqual([]);
    expect(ids.includes('OPS08-BP04')).toBe(signal.alarm !== undefined);
  });

  test('says how to switch it on where that is needed', () => {
    if (!signal.requires) return;
    expect(rules).toContain(signal.requires.ruleId);
    expectClause(signal.requires.howToEnable);
  });
});

describe.each(expressions)('the expression of $key', ({ signal }) => {
  const code = signal.expression!.replace(/'[^']*'|"[^"]*"/g, '').replace(/\{\w+\}/g, '1');
  const words = code.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [];
  const inputs = Object.keys(signal.inputs!);

  test('has inputs with ids that CloudWatch takes', () => {
    expect(inputs).not.toEqual([]);
    for (const id of inputs) expect(id).toMatch(/^[a-z][A-Za-z0-9_]*$/);
  });

  test('uses its inputs, all of them and nothing else', () => {
    expect(new Set(words.filter(word => /^[a-z]/.test(word)))).toEqual(new Set(inputs));
  });

  test('calls functions that CloudWatch knows', () => {
    expect(words.filter(word => /^[A-Z]/.test(word) && !METRIC_MATH_FUNCTIONS.includes(word) && !['AND', 'OR'].includes(word))).toEqual([]);
  });

  test('is short enough, and fits into an alarm', () => {
    expect(code.length).toBeLessThanOrEqual(2_048);
    expect(inputs.length).toBeLessThanOrEqual(10);
    if (signal.alarm) expect(words).not.toContain('SEARCH');
  });

  test('does not divide by what may be zero or missing without a guard', () => {
    const divisor = /\/\s*\(?([a-z]\w*)/.exec(code)?.[1];
    if (divisor === undefined || signal.inputs![divisor].statistic !== 'Sum') return;
    expect(code).toMatch(new RegExp(`IF\\([^,]*\\b${divisor}\\b[^,]*>0,`));
  });
});

describe.each(alarms)('the alarm of $key', ({ signal, alarm }) => {
  const period = alarm.periodSeconds ?? 60;
  const datapoints = alarm.datapointsToAlarm ?? alarm.evaluationPeriods;

  test('has a period that CloudWatch takes', () => {
    expect(RESOLUTIONS.includes(period) || (period > 0 && period % 60 === 0)).toBe(true);
    if (alarm.threshold.isAnomalyBand) expect(period).toBeGreaterThanOrEqual(60);
  });

  test('needs whole datapoints, no more than it looks at', () => {
    expect([alarm.evaluationPeriods, datapoints].every(Number.isInteger)).toBe(true);
    expect(datapoints).toBeGreaterThanOrEqual(1);
    expect(datapoints).toBeLessThanOrEqual(alarm.evaluationPeriods);
  });

  test('has a window that CloudWatch takes', () => {
    expect(period * alarm.evaluationPeriods).toBeLessThanOrEqual(period < HOUR ? DAY : 7 * DAY);
  });

  test('compares with a band if and only if its threshold is one', () => {
    expect(BANDS.includes(alarm.comparison ?? Comparison.ABOVE)).toBe(alarm.threshold.isAnomalyBand);
  });

  test('is of a known severity, origin and treatment of missing data', () => {
    expect(Object.values(Severity)).toContain(alarm.severity);
    expect(Object.values(ThresholdOrigin)).toContain(alarm.origin);
    expect(Object.values(MissingData)).toContain(alarm.missingData ?? MissingData.NOT_BREACHING);
  });

  test('says what the likely cause is, and what to do first', () => {
    for (const text of [alarm.cause, alarm.firstStep]) {
      expectClause(text);
      expect(text).toMatch(/^[A-Z]/);
      expect(text.length).toBeGreaterThan(15);
    }
    expect(alarm.firstStep).not.toBe(alarm.cause);
    if (alarm.rationale !== undefined) expect(alarm.rationale).toMatch(/^\S.*\.$/);
  });

  test('is off where it has no threshold to start with', () => {
    if (/^no default/.test(alarm.threshold.description)) expect(alarm.enabledByDefault).toBe(false);
  });

  test('is described by its threshold in words', () => {
    expect(alarm.threshold.description).toMatch(/\S/);
    expect(alarm.threshold.description).not.toMatch(/\.$/);
  });

  test('calls a page what users feel', () => {
    const felt = [SignalCategory.ERRORS, SignalCategory.LATENCY, SignalCategory.AVAILABILITY, SignalCategory.SATURATION, SignalCategory.OBJECTIVE];
    if (alarm.severity === Severity.PAGE) expect(felt).toContain(signal.category);
  });
});
