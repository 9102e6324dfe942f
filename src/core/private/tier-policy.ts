import { ServiceTier } from '../service-tier';
import { Severity } from '../severity';

/** What a tier asks of its alarms; the table in the documentation of `ServiceTier` says the same in words. */
export interface TierPolicy {
  /** Signals below this severity raise no alarm. */
  readonly minimumSeverity: Severity;
  /** No alarm is more urgent than this. */
  readonly maximumSeverity: Severity;
  /** Evaluation periods and datapoints are multiplied by this. */
  readonly patience: number;
  /** A fraction of the resource's own configuration is multiplied by this. */
  readonly fractionFactor: number;
}

export const TIER_POLICIES: Readonly<Record<ServiceTier, TierPolicy>> = {
  [ServiceTier.TIER_1]: { minimumSeverity: Severity.INFO, maximumSeverity: Severity.PAGE, patience: 2 / 3, fractionFactor: 0.9 },
  [ServiceTier.TIER_2]: { minimumSeverity: Severity.TICKET, maximumSeverity: Severity.PAGE, patience: 1, fractionFactor: 1 },
  [ServiceTier.TIER_3]: { minimumSeverity: Severity.PAGE, maximumSeverity: Severity.TICKET, patience: 2, fractionFactor: 1 },
};
