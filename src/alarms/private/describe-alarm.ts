import { Token } from 'aws-cdk-lib';
import { LIMITS } from '../../core/private/limits';
import { Severity } from '../../core/severity';
import { Comparison } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import { SignalUnit } from '../../signals/signal-unit';
import type { AlarmPlan } from './alarm-plan';

const WORDS: Readonly<Record<Comparison, string>> = {
  [Comparison.ABOVE]: 'above',
  [Comparison.AT_OR_ABOVE]: 'at or above',
  [Comparison.BELOW]: 'below',
  [Comparison.AT_OR_BELOW]: 'at or below',
  [Comparison.ABOVE_BAND]: 'above',
  [Comparison.BELOW_BAND]: 'below',
  [Comparison.OUTSIDE_BAND]: 'outside',
};

const UNIT_SIGNS: Partial<Record<SignalUnit, string>> = {
  [SignalUnit.PERCENT]: '%', [SignalUnit.MILLISECONDS]: ' ms', [SignalUnit.MICROSECONDS]: ' µs', [SignalUnit.SECONDS]: ' s', [SignalUnit.BYTES]: ' bytes',
};

/** How descriptions of alarms of a severity begin that act by themselves: EventBridge rules match on it. */
export function actingPrefix(severity: Severity, serviceTitle: string): string {
  return `[${severity}] ${serviceTitle}: `;
}

/** What the alarm means, the likely cause, the first step and where the runbook stands. */
export function describeAlarm(signal: BoundSignal, plan: AlarmPlan, serviceTitle: string, runbook: string): string {
  const prefix = plan.feedsHealth ? `[through health] ${serviceTitle}: ` : actingPrefix(plan.severity, serviceTitle);
  return withinLimit(`${prefix}${conditionInWords(signal, plan)}`, ` Cause: ${plan.cause}. First: ${plan.firstStep}.`, ` Runbook: ${runbook}`);
}

/** Such as "Lambda function Orders: error rate above 1% in 3 of 5 periods of 60 s." */
export function conditionInWords(signal: BoundSignal, plan: AlarmPlan): string {
  const statistic = signal.spec.expression === undefined ? plan.statistic ?? signal.spec.statistic : undefined;
  const percentile = statistic !== undefined && /^p\d/.test(statistic) ? `${statistic} ` : '';
  const unit = /^-?[\d.]+$/.test(plan.threshold.description) ? UNIT_SIGNS[signal.spec.unit] ?? '' : '';
  const { datapointsToAlarm, evaluationPeriods, periodSeconds } = plan;
  return `${signal.source.title} ${signal.resourceLabel}: ${percentile}${signal.title.toLowerCase()} ${WORDS[plan.comparison]} ${plan.threshold.description}${unit} `
    + `in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${periodSeconds} s.`;
}

/** Shortens the middle, never the beginning that rules match on nor the link. */
export function withinLimit(beginning: string, middle: string, end: string): string {
  const length = (text: string) => Token.isUnresolved(text) ? text.replace(/\$\{Token\[[^\]]*\]\}/g, 'x'.repeat(64)).length : text.length;
  const room = LIMITS.alarm.descriptionLength - length(end);
  const head = beginning.length > room ? `${beginning.slice(0, room - 1)}…` : beginning;
  const left = room - head.length;
  return `${head}${middle.length > left ? (left > 1 ? `${middle.slice(0, left - 1)}…` : '') : middle}${end}`;
}
