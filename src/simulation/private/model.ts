import type { Expression } from './math-syntax';
import type { SampleSource } from './samples';
import type { MissingData, State } from './verdict';

/** A metric as a template names it; what a dimension refers to is written the same wherever it is referred to. */
export interface MetricName {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: { readonly [name: string]: string };
}

/** A metric data query: a statistic of a metric, or an expression. */
export type Query =
  | { readonly id: string; readonly returned: boolean; readonly metric: MetricName; readonly statistic: string; readonly periodSeconds: number }
  | { readonly id: string; readonly returned: boolean; readonly expression: Expression; readonly text: string };

/** What happens when an alarm changes to a state, in words. */
export type ByState = Readonly<Record<State, readonly string[]>>;

export interface Actions extends ByState {
  readonly enabled: boolean;
}

interface Named {
  /** Unique in a simulation. */
  readonly id: string;
  readonly name: string;
  readonly actions: Actions;
  /** Who hears of a change to a state through EventBridge, whatever holds back the actions. */
  readonly listeners: ByState;
}

/** An alarm that is not evaluated: it stays in INSUFFICIENT_DATA. */
export interface SilentAlarm extends Named {
  readonly kind: 'silent';
  readonly reason: string;
}

export interface MetricAlarm extends Named {
  readonly kind: 'metric';
  readonly queries: readonly Query[];
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly missingData: MissingData;
  /** The percentile as a share of 1, where few samples keep the state as it is. */
  readonly keepsStateBelowSamplesOf?: number;
  /** The time zone whose clock the periods follow; they slide without one. */
  readonly wallClock?: string;
  readonly warmUp?: { readonly minutes: number; readonly isWhole: boolean };
}

export interface CompositeAlarm extends Named {
  readonly kind: 'composite';
  readonly rule: AlarmRule;
  readonly suppressor?: { readonly id: string; readonly waitMinutes: number; readonly extensionMinutes: number };
}

export type AlarmModel = MetricAlarm | CompositeAlarm | SilentAlarm;

/** The rule of a composite; alarms by their ids. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: string; readonly alarm: string }
  | { readonly kind: 'not'; readonly rule: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly rules: readonly AlarmRule[] }
  | { readonly kind: 'atLeast'; readonly count: number; readonly rules: readonly AlarmRule[] };

/** A service level objective of Application Signals. */
export interface ObjectiveModel {
  readonly name: string;
  readonly goalPercent: number;
  /** Length of the rolling interval; `undefined` for a calendar interval. */
  readonly intervalMinutes?: number;
  readonly lookBackMinutes: readonly number[];
  readonly indicator: RequestIndicator | PeriodIndicator;
}

export interface RequestIndicator {
  readonly kind: 'requests';
  readonly total: readonly Query[];
  readonly monitored: readonly Query[];
  readonly isGood: boolean;
}

export interface PeriodIndicator {
  readonly kind: 'periods';
  readonly queries: readonly Query[];
  readonly periodSeconds: number;
  readonly threshold: number;
  readonly comparison: string;
}

/** When the actions of some alarms are muted. */
export interface MuteModel {
  readonly alarms: readonly string[];
  isActive(epochMinute: number): boolean;
}

/** Data of the metrics that match a name and the dimensions given; other dimensions may have any value. */
export interface SeriesModel {
  readonly metric: MetricName;
  readonly source: SampleSource;
}

export const MINUTE = 60;
export const DAY = 86_400;
