import { rulesThatHear } from '../../rules/private/alarm-events';
import type { PropertyValue } from '../../rules/property-value';
import type { WorkloadResource } from '../../rules/workload-resource';
import { parseRule } from '../../simulation/private/alarm-rule';
import { functionsIn } from '../../simulation/private/math-evaluate';
import { FUNCTIONS } from '../../simulation/private/math-functions';
import { type AlarmModel, type ByState, MINUTE, type Query } from '../../simulation/private/model';
import { percentileOf } from '../../simulation/private/statistics';
import { COMPARISONS, type MissingData } from '../../simulation/private/verdict';
import { metricOf, queriesOf } from './query-reader';
import { nameOf, textOf } from './reference-text';

export const METRIC_ALARM = 'AWS::CloudWatch::Alarm';
export const COMPOSITE_ALARM = 'AWS::CloudWatch::CompositeAlarm';
export const LOG_ALARM = 'AWS::CloudWatch::LogAlarm';

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
const ACTIONS = { OK: 'OKActions', ALARM: 'AlarmActions', INSUFFICIENT_DATA: 'InsufficientDataActions' } as const;

/** Functions whose values are no series that anybody gives. */
const ELSEWHERE = new Set(['SEARCH', 'INSIGHT_RULE_METRIC', 'SERVICE_QUOTA', 'LAMBDA', 'DB_PERF_INSIGHTS']);
const SPECIAL = new Set(['IF', 'FILL', 'METRICS', 'PERIOD']);

/** An alarm of a template as the simulation knows it. `find` tells the id of the alarm that a name, an ARN or a reference means. */
export function readAlarm(alarm: WorkloadResource, find: (name: string) => string): AlarmModel {
  const name = nameOf(alarm);
  const named = {
    id: alarm.path, name,
    actions: { enabled: alarm.property('ActionsEnabled').flag ?? true, ...byState(state => alarm.property(ACTIONS[state]).items.map(textOf)) },
    listeners: byState(state => rulesThatHear(alarm, state).map(nameOf)),
  };
  const reason = whyNot(alarm);
  if (reason !== undefined) return { kind: 'silent', reason, ...named };
  try {
    return alarm.resourceType === COMPOSITE_ALARM ? { ...named, ...compositeOf(alarm, find) } : { ...named, ...metricAlarmOf(alarm) };
  } catch (error) {
    if (error instanceof OnlyAtDeployment) return { kind: 'silent', reason: error.message, ...named };
    throw new Error(`[${name}] cannot be simulated: ${(error as Error).message}.`);
  }
}

/** What a template does not tell. */
class OnlyAtDeployment extends Error {}

function byState(of: (state: typeof STATES[number]) => readonly string[]): ByState {
  return Object.fromEntries(STATES.map(state => [state, of(state)])) as ByState;
}

function whyNot(alarm: WorkloadResource): string | undefined {
  if (alarm.resourceType === LOG_ALARM) return 'it evaluates a query of logs';
  if (alarm.resourceType === COMPOSITE_ALARM) return undefined;
  if (!alarm.property('EvaluationCriteria').isAbsent) return 'it evaluates a PromQL query';
  const expressions = alarm.property('Metrics').items.map(query => query.property('Expression').knownText);
  if (!alarm.property('ThresholdMetricId').isAbsent || expressions.some(each => /\bANOMALY_DETECTION_BAND\s*\(/.test(each))) return 'it compares with an anomaly band, which CloudWatch learns from past data';
  if (expressions.some(each => /^\s*SELECT\b/i.test(each))) return 'it evaluates a Metrics Insights query';
  return undefined;
}

function metricAlarmOf(alarm: WorkloadResource) {
  const queries = alarm.property('Metrics').isAbsent ? [soleQuery(alarm)] : queriesOf(alarm.property('Metrics').items);
  const called = queries.flatMap(query => 'metric' in query ? [] : functionsIn(query.expression));
  const elsewhere = called.find(name => ELSEWHERE.has(name));
  if (elsewhere) throw new OnlyAtDeployment(`its expression has data that no series gives (${elsewhere})`);
  const unknown = called.find(name => !Object.hasOwn(FUNCTIONS, name) && !SPECIAL.has(name));
  if (unknown) throw new Error(`the function ${unknown} is not simulated; those that are: ${[...Object.keys(FUNCTIONS), ...SPECIAL].sort().join(', ')}`);
  const periodSeconds = periodOf(alarm, queries);
  const evaluationPeriods = number(alarm, 'EvaluationPeriods');
  const comparison = text(alarm, 'ComparisonOperator');
  if (!Object.hasOwn(COMPARISONS, comparison)) throw new Error(`the comparison '${comparison}' is none of ${Object.keys(COMPARISONS).join(', ')}`);
  const extended = alarm.property('ExtendedStatistic').text;
  const window = alarm.property('EvaluationWindow.WallClockWindow');
  const warmUp = alarm.property('WarmUpConfiguration');
  return {
    kind: 'metric' as const, queries, periodSeconds, evaluationPeriods, comparison,
    datapointsToAlarm: alarm.property('DatapointsToAlarm').isAbsent ? evaluationPeriods : number(alarm, 'DatapointsToAlarm'),
    threshold: number(alarm, 'Threshold'),
    missingData: missingDataOf(alarm, queries),
    ...alarm.property('EvaluateLowSampleCountPercentile').text === 'ignore' && extended !== undefined ? { keepsStateBelowSamplesOf: percentileOf(extended) } : {},
    ...window.isAbsent ? {} : { wallClock: window.property('Timezone').text ?? 'UTC' },
    ...warmUp.isAbsent ? {} : {
      warmUp: { minutes: number(alarm, 'WarmUpConfiguration.WarmUpPeriodDurationInMinutes'), isWhole: warmUp.property('OnlyStartEvaluatingAfterWarmUpPeriodEnds').flag ?? false },
    },
  };
}

function soleQuery(alarm: WorkloadResource): Query {
  const statistic = alarm.property('Statistic').isAbsent ? 'ExtendedStatistic' : 'Statistic';
  return { id: 'm1', returned: true, metric: metricOf(alarm), statistic: text(alarm, statistic), periodSeconds: number(alarm, 'Period') };
}

function periodOf(alarm: WorkloadResource, queries: readonly Query[]): number {
  const periods = queries.flatMap(query => 'metric' in query ? [query.periodSeconds] : []);
  if (periods.length > 0) return Math.max(...periods);
  const own = alarm.property('Metrics').items.map(query => query.property('Period').number).find(period => period !== undefined);
  return own ?? MINUTE;
}

/** Alarms on DynamoDB ignore missing data unless they say otherwise. */
function missingDataOf(alarm: WorkloadResource, queries: readonly Query[]): MissingData {
  const { text: treatment } = alarm.property('TreatMissingData');
  if (treatment !== undefined) return treatment as MissingData;
  return queries.some(query => 'metric' in query && query.metric.namespace === 'AWS/DynamoDB') ? 'ignore' : 'missing';
}

function compositeOf(alarm: WorkloadResource, find: (name: string) => string) {
  const suppressor = alarm.property('ActionsSuppressor');
  const minutes = (path: string) => Math.ceil((alarm.property(path).number ?? 0) / MINUTE);
  return {
    kind: 'composite' as const,
    rule: parseRule(textOf(alarm.property('AlarmRule')), find),
    ...suppressor.isAbsent ? {} : {
      suppressor: { id: find(textOf(suppressor)), waitMinutes: minutes('ActionsSuppressorWaitPeriod'), extensionMinutes: minutes('ActionsSuppressorExtensionPeriod') },
    },
  };
}

function number(alarm: WorkloadResource, path: string): number {
  return told(alarm.property(path), path).number ?? missing(path);
}

function text(alarm: WorkloadResource, path: string): string {
  return told(alarm.property(path), path).text ?? missing(path);
}

function told(value: PropertyValue, path: string): PropertyValue {
  if (value.isUnknown) throw new OnlyAtDeployment(`only deployment tells its ${path}`);
  return value;
}

function missing(path: string): never {
  throw new Error(`it has no ${path}`);
}
