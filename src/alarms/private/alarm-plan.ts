import { LIMITS } from '../../core/private/limits';
import { atLeast, atMost } from '../../core/private/severity-order';
import { TIER_POLICIES } from '../../core/private/tier-policy';
import type { ServiceTier } from '../../core/service-tier';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin, type AlarmSpec } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import type { SignalOverride } from '../../signals/signal-override';
import { Threshold } from '../../signals/threshold';
import { checkOverride, checkThreshold } from './check-alarm';

/** An alarm as it will be made: catalog, tier, environment and overrides taken together. */
export interface AlarmPlan {
  readonly threshold: Threshold;
  readonly comparison: Comparison;
  readonly severity: Severity;
  /** Whether the alarm is a symptom that reaches people through the health alarm, and has no actions of its own. */
  readonly feedsHealth: boolean;
  readonly statistic?: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
  readonly cause: string;
  readonly firstStep: string;
}

/** What of the service decides about an alarm. */
export interface AlarmContext {
  readonly tier: ServiceTier;
  readonly production: boolean;
}

/** Why a signal has no alarm, for the coverage. */
export interface NoAlarm { readonly reason: string }

export function isPlanned(plan: AlarmPlan | NoAlarm): plan is AlarmPlan {
  return 'threshold' in plan;
}

/** Decides whether a signal raises an alarm, and which. Pure: nothing is created. */
export function planAlarm(signal: BoundSignal, context: AlarmContext, override: SignalOverride = {}): AlarmPlan | NoAlarm {
  const spec = signal.spec.alarm ?? (override.threshold && userAlarm(signal, override.threshold));
  if (!spec) return { reason: 'it is shown, not alarmed: the catalog has no threshold for it' };
  const policy = TIER_POLICIES[context.tier];
  if (!(override.enabled ?? (override.threshold !== undefined || (spec.enabledByDefault ?? true)))) return { reason: offReason(spec, override) };

  const declared = override.severity ?? spec.severity;
  const asked = override.enabled === true || override.severity !== undefined || override.threshold !== undefined;
  if (!asked && !atLeast(declared, policy.minimumSeverity)) return { reason: `${context.tier} raises no alarm of severity ${declared}` };

  checkOverride(signal, override);
  const threshold = override.threshold ?? spec.threshold._tightened(policy.fractionFactor);
  const evaluated = threshold.evaluate(signal.resource);
  if (evaluated.value === undefined) return { reason: evaluated.reason ?? 'its threshold is not known' };
  if (!threshold.isAnomalyBand) checkThreshold(signal, evaluated.value);

  const periodSeconds = override.periodSeconds ?? spec.periodSeconds ?? 60;
  const evaluationPeriods = override.evaluationPeriods ?? scaled(spec.evaluationPeriods, policy.patience, periodSeconds);
  const usual = override.evaluationPeriods ?? scaled(spec.datapointsToAlarm ?? spec.evaluationPeriods, policy.patience, periodSeconds);
  return {
    threshold,
    comparison: comparisonFor(threshold, override.comparison ?? spec.comparison ?? Comparison.ABOVE),
    severity: atMost(atMost(declared, policy.maximumSeverity), context.production ? Severity.PAGE : Severity.TICKET),
    feedsHealth: declared === Severity.PAGE,
    statistic: override.statistic ?? spec.statistic,
    periodSeconds,
    evaluationPeriods,
    datapointsToAlarm: override.datapointsToAlarm ?? Math.min(usual, evaluationPeriods),
    missingData: override.missingData ?? spec.missingData ?? MissingData.NOT_BREACHING,
    cause: spec.cause,
    firstStep: spec.firstStep,
  };
}

function userAlarm(signal: BoundSignal, threshold: Threshold): AlarmSpec {
  return {
    threshold,
    severity: Severity.TICKET,
    evaluationPeriods: 5,
    origin: ThresholdOrigin.LIBRARY,
    cause: `${signal.title} crossed the limit that the service set for it`,
    firstStep: 'Open the performance dashboard of the service and compare the time with the latest deployment',
  };
}

function offReason(spec: AlarmSpec, override: SignalOverride): string {
  if (override.enabled === false) return 'its alarm is switched off by an override';
  return `its alarm is off by default${spec.rationale ? `: ${spec.rationale}` : ''}`;
}

/** Periods stretched or shortened by the patience of the tier, never beyond the longest window an alarm may have. */
function scaled(periods: number, patience: number, periodSeconds: number): number {
  const longest = Math.floor((periodSeconds >= 3600 ? LIMITS.alarm.longWindowSeconds : LIMITS.alarm.windowSeconds) / periodSeconds);
  return Math.max(1, Math.min(longest, Math.round(periods * patience)));
}

function comparisonFor(threshold: Threshold, comparison: Comparison): Comparison {
  const isBand = [Comparison.ABOVE_BAND, Comparison.BELOW_BAND, Comparison.OUTSIDE_BAND].includes(comparison);
  if (threshold.isAnomalyBand === isBand) return comparison;
  if (threshold.isAnomalyBand) return [Comparison.BELOW, Comparison.AT_OR_BELOW].includes(comparison) ? Comparison.BELOW_BAND : Comparison.ABOVE_BAND;
  return comparison === Comparison.BELOW_BAND ? Comparison.BELOW : Comparison.ABOVE;
}
