import { complaint } from '../../core/private/errors';
import { atLeast, atMost } from '../../core/private/severity-order';
import { TIER_POLICIES } from '../../core/private/tier-policy';
import type { ServiceTier } from '../../core/service-tier';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin, type AlarmSpec } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import type { SignalOverride } from '../../signals/signal-override';
import { Threshold } from '../../signals/threshold';
import { bandTraining, type BandTraining } from './band-training';
import { checkPlan, checkThreshold, longestWindow } from './check-alarm';
import { warmUpMinutes } from './warm-up';

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
  /** How long the alarm waits after it is created or updated. */
  readonly warmUpMinutes?: number;
  /** What its anomaly band learns from, where that is said. */
  readonly training?: BandTraining;
}

/** What of the service decides about an alarm. */
export interface AlarmContext {
  readonly tier: ServiceTier;
  readonly production: boolean;
  /** How long alarms wait after they are created or updated. */
  readonly warmUpMinutes?: number;
}

/** Why a signal has no alarm, for the coverage. */
export interface NoAlarm { readonly reason: string }

export function isPlanned(plan: AlarmPlan | NoAlarm): plan is AlarmPlan {
  return 'threshold' in plan;
}

/** Decides whether a signal raises an alarm, and which. Pure: nothing is created. */
export function planAlarm(signal: BoundSignal, context: AlarmContext, override: SignalOverride = {}): AlarmPlan | NoAlarm {
  const spec = signal.spec.alarm ?? (override.threshold && userAlarm(signal, override.threshold));
  if (!spec) {
    if (override.enabled !== false && Object.keys(override).length > 0) {
      throw complaint(signal.resource.construct, {
        what: `the catalog has no alarm for ${signal.key} that an override could change`, received: Object.keys(override).join(', '), valid: 'an override with a threshold',
        fix: 'Give the override a threshold',
      });
    }
    return { reason: 'it is shown, not alarmed: the catalog has no threshold for it' };
  }
  const policy = TIER_POLICIES[context.tier];
  if (!(override.enabled ?? (override.threshold !== undefined || (spec.enabledByDefault ?? true)))) return { reason: offReason(spec, override) };

  const declared = override.severity ?? spec.severity;
  const asked = override.enabled === true || override.severity !== undefined || override.threshold !== undefined;
  if (!asked && !atLeast(declared, policy.minimumSeverity)) return { reason: `${context.tier} raises no alarm of severity ${declared}` };

  const comparison = override.comparison ?? spec.comparison ?? Comparison.ABOVE;
  const threshold = override.threshold ?? spec.threshold._tightened(isBelow(comparison) ? 2 - policy.fractionFactor : policy.fractionFactor);
  const periodSeconds = override.periodSeconds ?? signal.variant.periodSeconds ?? spec.periodSeconds ?? 60;
  const evaluationPeriods = override.evaluationPeriods ?? scaled(spec.evaluationPeriods, policy.patience, periodSeconds);
  const usual = override.evaluationPeriods ?? scaled(spec.datapointsToAlarm ?? spec.evaluationPeriods, policy.patience, periodSeconds);
  const warmUp = override.warmUp === undefined ? context.warmUpMinutes : warmUpMinutes(signal.resource.construct, override.warmUp);
  const training = bandTraining(signal, override, threshold);
  const plan: AlarmPlan = {
    threshold,
    comparison: comparisonFor(threshold, comparison),
    severity: atMost(atMost(declared, policy.maximumSeverity), context.production ? Severity.PAGE : Severity.TICKET),
    feedsHealth: declared === Severity.PAGE,
    statistic: override.statistic ?? spec.statistic,
    periodSeconds,
    evaluationPeriods,
    datapointsToAlarm: override.datapointsToAlarm ?? usual,
    missingData: override.missingData ?? spec.missingData ?? MissingData.NOT_BREACHING,
    cause: spec.cause,
    firstStep: spec.firstStep,
    ...warmUp === undefined ? {} : { warmUpMinutes: warmUp },
    ...training === undefined ? {} : { training },
  };
  checkPlan(signal, plan);
  const { value, reason } = threshold.evaluate(signal.resource);
  if (value === undefined) return { reason: reason ?? 'its threshold is not known' };
  if (!threshold.isAnomalyBand) checkThreshold(signal, value);
  return plan;
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
  const [why] = spec.rationale?.split(/\.(?: |$)/) ?? [];
  return `its alarm is off by default${why ? `. ${why}` : ''}`;
}

/** Periods stretched or shortened by the patience of the tier; patience never leads beyond the longest window an alarm may have. */
function scaled(periods: number, patience: number, periodSeconds: number): number {
  const longest = Math.max(periods, Math.floor(longestWindow(periodSeconds) / periodSeconds));
  return Math.max(1, Math.min(longest, Math.round(periods * patience)));
}

function comparisonFor(threshold: Threshold, comparison: Comparison): Comparison {
  if (threshold.isAnomalyBand === isBand(comparison)) return comparison;
  if (threshold.isAnomalyBand) return isBelow(comparison) ? Comparison.BELOW_BAND : Comparison.ABOVE_BAND;
  return isBelow(comparison) ? Comparison.BELOW : Comparison.ABOVE;
}

function isBand(comparison: Comparison): boolean {
  return [Comparison.ABOVE_BAND, Comparison.BELOW_BAND, Comparison.OUTSIDE_BAND].includes(comparison);
}

function isBelow(comparison: Comparison): boolean {
  return [Comparison.BELOW, Comparison.AT_OR_BELOW, Comparison.BELOW_BAND].includes(comparison);
}
