import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { BoundSignal } from '../../signals/bound-signal';
import { isDistribution, isStatistic } from '../../signals/private/check-source';
import { SignalUnit } from '../../signals/signal-unit';
import type { AlarmPlan } from './alarm-plan';

/** The values that a signal of a unit can have at all. */
const RANGES: Partial<Record<SignalUnit, readonly [minimum: number, maximum: number]>> = {
  [SignalUnit.PERCENT]: [0, 100],
  [SignalUnit.RATIO]: [0, 1],
  [SignalUnit.NONE]: [-Infinity, Infinity],
};

/** Refuses a threshold that the signal can never have crossed. */
export function checkThreshold(signal: BoundSignal, value: number): void {
  const [minimum, maximum] = RANGES[signal.spec.unit] ?? [0, Infinity];
  if (Number.isFinite(value) && value >= minimum && value <= maximum) return;
  const bounded = maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`;
  throw complaint(signal.resource.construct, {
    what: `the threshold of ${signal.key} (${signal.spec.unit}) is out of range`,
    received: value,
    valid: minimum === -Infinity ? 'any finite number' : bounded,
  });
}

/** Refuses what CloudWatch would refuse at deployment, whether the catalog, a kind of the user's own or an override asks for it. */
export function checkPlan(signal: BoundSignal, plan: AlarmPlan): void {
  const { threshold, periodSeconds: period, evaluationPeriods: periods, datapointsToAlarm: datapoints } = plan;
  const fail = failing(signal);
  if (!isPeriod(period)) fail('periodSeconds is not a period of an alarm', period, '10, 20, 30 or a multiple of 60');
  if (threshold.isAnomalyBand && period < 60) fail('an anomaly band needs longer periods', period, '60 or a multiple of it');
  if (!isCount(periods)) fail('evaluationPeriods is not a whole number', periods, '1 or more');
  if (!isCount(datapoints)) fail('datapointsToAlarm is not a whole number', datapoints, '1 or more');
  if (datapoints > periods) fail('datapointsToAlarm is more than evaluationPeriods', datapoints, `1 to ${periods}`);
  const longest = longestWindow(period);
  if (period * periods > longest) fail('the evaluation window is too long', `${period} s times ${periods}`, `${longest} s in all`);
  if (plan.statistic !== undefined) checkStatistic(signal, plan.statistic);
  checkMeasured(signal);
}

/** The longest evaluation window of an alarm in seconds. */
export function longestWindow(periodSeconds: number): number {
  return periodSeconds >= 3600 ? LIMITS.alarm.longWindowSeconds : LIMITS.alarm.windowSeconds;
}

function checkStatistic(signal: BoundSignal, statistic: string): void {
  const fail = failing(signal);
  if (signal.spec.expression !== undefined) fail('an expression has no statistic of its own', statistic, 'leave statistic out');
  if (!isStatistic(statistic)) fail('CloudWatch knows no such statistic', statistic, 'Sum, Average, Minimum, Maximum, SampleCount, p99, tm95, …');
  if (isDistribution(statistic) && !signal.spec.percentiles) fail('percentiles are not documented for this metric', statistic, 'Sum, Average, Minimum, Maximum or SampleCount');
}

/** A signal can be well formed as a chart, and yet be more than an alarm can watch. */
function checkMeasured(signal: BoundSignal): void {
  const fail = failing(signal);
  const { expression = '', inputs = {} } = signal.spec;
  const metrics = Object.keys(inputs).length;
  if (metrics > LIMITS.alarm.metrics) fail('there are too many metrics in it', metrics, `${LIMITS.alarm.metrics} at most`);
  const dimensions = Object.keys(signal.variant.dimensions).length;
  if (dimensions > LIMITS.alarm.dimensions) fail('there are too many dimensions in it', dimensions, `${LIMITS.alarm.dimensions} at most`);
  if (/\bSEARCH\s*\(/.test(expression)) fail('SEARCH works on dashboards only', expression, 'an expression over its inputs');
}

function failing(signal: BoundSignal): (what: string, received: unknown, valid: string) => never {
  return (what, received, valid) => {
    throw complaint(signal.resource.construct, { what: `alarm of ${signal.key}: ${what}`, received, valid });
  };
}

function isPeriod(seconds: number): boolean {
  const isHighResolution = (LIMITS.alarm.highResolutionPeriods as readonly number[]).includes(seconds);
  return isHighResolution || (Number.isInteger(seconds) && seconds >= 60 && seconds % 60 === 0);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
