import type { MetricModel } from '../../signals/private/metric-model';

/** What is counted: events, of which some are bad. */
export interface RequestSli {
  readonly kind: 'requests';
  /** One of the two. */
  readonly bad?: MetricModel;
  readonly good?: MetricModel;
  readonly total: MetricModel;
}

/** What is judged: each period is good or bad. */
export interface PeriodSli {
  readonly kind: 'periods';
  readonly metric: MetricModel;
  readonly operator: GoodWhen;
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Whether a period without data is bad. */
  readonly missingIsBad: boolean;
}

/** What Application Signals measures by itself: there is no metric to read. */
export interface DiscoveredSli {
  readonly kind: 'requests' | 'periods';
  readonly discovered: true;
  readonly properties: object;
}

export type MeasuredSli = RequestSli | PeriodSli;

export type GoodWhen = 'GreaterThanOrEqualTo' | 'LessThanOrEqualTo' | 'LessThan' | 'GreaterThan';

export function isMeasured(sli: MeasuredSli | DiscoveredSli): sli is MeasuredSli {
  return !('discovered' in sli);
}

/** The share of bad events among all, from 0 to 1; `bad` alone where the guard asks for a number of them. */
export const BAD_SHARE = {
  bad: { share: '{bad}/{total}', count: '{bad}' },
  good: { share: '1-{good}/{total}', count: '({total}-{good})' },
} as const;

/** The counts of an indicator by the names that `BAD_SHARE` has for them. */
export function countsOf({ good, bad, total }: RequestSli): { readonly [name: string]: MetricModel } {
  return good ? { good, total } : { bad: bad!, total };
}
