import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { BoundSignal } from '../../signals/bound-signal';
import { isDistribution, isStatistic } from '../../signals/private/check-source';
import type { SignalOverride } from '../../signals/signal-override';
import { SignalUnit } from '../../signals/signal-unit';

/** The values that a signal of a unit can have at all. */
const RANGES: Partial<Record<SignalUnit, readonly [minimum: number, maximum: number]>> = {
  [SignalUnit.PERCENT]: [0, 100],
  [SignalUnit.RATIO]: [0, 1],
  [SignalUnit.NONE]: [-Infinity, Infinity],
};

/** Refuses a threshold that the signal can never have crossed. */
export function checkThreshold(signal: BoundSignal, value: number): void {
  const [minimum, maximum] = RANGES[signal.spec.unit] ?? [0, Infinity];
  if (value >= minimum && value <= maximum) return;
  throw complaint(signal.resource.construct, {
    what: `the threshold of ${signal.key} (${signal.spec.unit}) is out of range`,
    received: value,
    valid: maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`,
  });
}

/** Refuses what CloudWatch would refuse at deployment. */
export function checkOverride(signal: BoundSignal, override: SignalOverride): void {
  const fail = (what: string, received: unknown, valid: string) => {
    throw complaint(signal.resource.construct, { what: `override of ${signal.key}: ${what}`, received, valid });
  };
  const { periodSeconds: period, evaluationPeriods, datapointsToAlarm, statistic } = override;
  if (period !== undefined && !isPeriod(period)) fail('periodSeconds is not a period of an alarm', period, '10, 20, 30 or a multiple of 60');
  if (evaluationPeriods !== undefined && !isCount(evaluationPeriods)) fail('evaluationPeriods is not a whole number', evaluationPeriods, '1 or more');
  if (datapointsToAlarm !== undefined && !isCount(datapointsToAlarm)) fail('datapointsToAlarm is not a whole number', datapointsToAlarm, '1 or more');

  const seconds = period ?? signal.spec.alarm?.periodSeconds ?? 60;
  const periods = evaluationPeriods ?? signal.spec.alarm?.evaluationPeriods ?? 5;
  const longest = seconds >= 3600 ? LIMITS.alarm.longWindowSeconds : LIMITS.alarm.windowSeconds;
  if (seconds * periods > longest) fail('the evaluation window is too long', `${seconds} s times ${periods}`, `${longest} s in all`);
  if (datapointsToAlarm !== undefined && datapointsToAlarm > periods) {
    fail('datapointsToAlarm is more than evaluationPeriods', datapointsToAlarm, `1 to ${periods}`);
  }

  if (statistic !== undefined) {
    if (signal.spec.expression !== undefined) fail('an expression has no statistic of its own', statistic, 'leave statistic out');
    if (!isStatistic(statistic)) fail('CloudWatch knows no such statistic', statistic, 'Sum, Average, Minimum, Maximum, SampleCount, p99, tm95, …');
    if (isDistribution(statistic) && !signal.spec.percentiles) fail('percentiles are not documented for this metric', statistic, 'Sum, Average, Minimum, Maximum or SampleCount');
  }
}

function isPeriod(seconds: number): boolean {
  const isHighResolution = (LIMITS.alarm.highResolutionPeriods as readonly number[]).includes(seconds);
  return isHighResolution || (Number.isInteger(seconds) && seconds >= 60 && seconds % 60 === 0);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
