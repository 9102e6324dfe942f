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

/** How descriptions of alarms begin that reach people through the health alarm. */
export const THROUGH_HEALTH = '[through health] ';

/** What the alarm means, the likely cause, the first step and where the runbook stands. */
export function describeAlarm(signal: BoundSignal, plan: AlarmPlan, serviceTitle: string, runbook: string): string {
  const prefix = plan.feedsHealth ? `${THROUGH_HEALTH}${serviceTitle}: ` : actingPrefix(plan.severity, serviceTitle);
  return withinLimit(`${prefix}${conditionInWords(signal, plan)}`, ` Cause: ${plan.cause}. First: ${plan.firstStep}.`, ` Runbook: ${runbook}`);
}

/** Such as "Lambda function Orders: error rate above 1% in 3 of 5 periods of 60 s." */
export function conditionInWords(signal: BoundSignal, plan: AlarmPlan): string {
  const statistic = signal.spec.expression === undefined ? plan.statistic ?? signal.spec.statistic : undefined;
  const percentile = statistic !== undefined && /^p\d/.test(statistic) ? `${statistic} ` : '';
  const unit = /^-?[\d.]+$/.test(plan.threshold.description) ? UNIT_SIGNS[signal.spec.unit] ?? '' : '';
  const { datapointsToAlarm, evaluationPeriods, periodSeconds } = plan;
  return `${signal.source.title} ${signal.resourceLabel}: ${percentile}${withinSentence(signal.title)} ${WORDS[plan.comparison]} ${plan.threshold.description}${unit} `
    + `in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${periodSeconds} s.`;
}

/** "Error rate" in the middle of a sentence; "CPU in use" and the name of an index stay as they are. */
function withinSentence(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}

/** Room for a token, whose length only deployment can tell. */
const TOKEN_LENGTH = 256;

/** Shortens the middle, never the beginning that rules match on nor the link. */
export function withinLimit(beginning: string, middle: string, end: string): string {
  const length = (text: string) => text.replace(/\$\{Token\[[^\]]*\]\}/g, 'x'.repeat(TOKEN_LENGTH)).length;
  const room = LIMITS.alarm.descriptionLength - length(end);
  const head = beginning.length > room ? `${beginning.slice(0, room - 1)}…` : beginning;
  const left = room - head.length;
  return `${head}${middle.length > left ? (left > 1 ? `${middle.slice(0, left - 1)}…` : '') : middle}${end}`;
}
