import type { SignalCatalog } from '../../signals/signal-catalog';
import type { RuleContext } from '../rule';
import { Verdict, type Violation } from '../verdict';
import type { WorkloadResource } from '../workload-resource';
import { hasAlarmOn } from './watched-metrics';

/** Signals of a kind, one of which must have an alarm. */
export interface AlarmRequirement {
  /** Name of the finding where a rule has several requirements. */
  readonly name?: string;
  /** Name of the kind in the signal catalog. */
  readonly kind: string;
  /** Ids of its signals. */
  readonly signals: readonly string[];
}

/** A metric that an alarm can be on. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
}

const METRICS = new WeakMap<SignalCatalog, Map<AlarmRequirement, readonly Metric[]>>();

/** Whether the alarms of the workload, whoever made them, keep all requirements. */
export function requireAlarms(resource: WorkloadResource, { catalog }: RuleContext, requirements: readonly AlarmRequirement[]): Verdict {
  const violations: Violation[] = [];
  for (const requirement of requirements) {
    const metrics = metricsOfRequirement(requirement, catalog);
    if (metrics.length > 0 && !isWatched(resource, metrics)) violations.push({ name: requirement.name, message: `No alarm watches ${listed(metrics)}` });
  }
  return Verdict.violating(...violations);
}

export function isWatched(resource: WorkloadResource, metrics: readonly Metric[]): boolean {
  return metrics.some(({ namespace, metricName }) => hasAlarmOn(resource, namespace, metricName));
}

/** A resource, and what an alarm on it can be on. */
export type Watchable = readonly [resource: WorkloadResource, requirement: AlarmRequirement];

/** Whether an alarm watches one of several resources that tell of each other. */
export function isOneWatched(watchables: readonly Watchable[], { catalog }: RuleContext): boolean {
  return watchables.some(([resource, requirement]) => isWatched(resource, metricsOfRequirement(requirement, catalog)));
}

/** What there is to be said where no alarm keeps one of some requirements. */
export function unwatched(requirements: readonly AlarmRequirement[], { catalog }: RuleContext, name?: string): Violation[] {
  const metrics = requirements.flatMap(requirement => metricsOfRequirement(requirement, catalog));
  return metrics.length === 0 ? [] : [{ name, message: `No alarm watches ${listed(metrics)}` }];
}

/** The metrics of which one must have an alarm. */
export function metricsOfRequirement(requirement: AlarmRequirement, catalog: SignalCatalog): readonly Metric[] {
  const known = METRICS.get(catalog) ?? new Map<AlarmRequirement, readonly Metric[]>();
  METRICS.set(catalog, known);
  let metrics = known.get(requirement);
  if (!metrics) {
    const all = catalog._metricsOfKind(requirement.kind);
    known.set(requirement, metrics = distinct(all.filter(({ signal }) => requirement.signals.includes(signal))));
  }
  return metrics;
}

/** The metrics of some signals, each once. */
export function distinct(metrics: readonly Metric[]): readonly Metric[] {
  return [...new Map(metrics.map(metric => [`${metric.namespace}#${metric.metricName}`, metric])).values()];
}

export function listed(metrics: readonly Metric[]): string {
  return [...new Set(metrics.map(({ metricName }) => metricName))].join(' or ');
}
