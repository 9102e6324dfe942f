import type { ISignalSource } from '../../signals/signal-source';
import type { RuleContext } from '../rule';
import { Verdict, type Violation } from '../verdict';
import type { WorkloadResource } from '../workload-resource';
import { alarmsOn } from './watched-metrics';

/** Signals of a kind, one of which must have an alarm. */
export interface AlarmRequirement {
  /** Name of the finding where a rule has several requirements. */
  readonly name?: string;
  /** Name of the kind in the signal catalog. */
  readonly kind: string;
  /** Ids of its signals. */
  readonly signals: readonly string[];
}

interface Metric {
  readonly namespace: string;
  readonly metricName: string;
}

/** Whether the alarms of the workload, whoever made them, keep all requirements. */
export function requireAlarms(resource: WorkloadResource, { catalog }: RuleContext, requirements: readonly AlarmRequirement[]): Verdict {
  return Verdict.violating(...requirements.flatMap(({ name, kind, signals }): Violation[] => {
    const source = catalog.source(kind);
    const metrics = metricsOf(source, source.signals.filter(({ id }) => signals.includes(id)));
    return metrics.length === 0 || isWatched(resource, metrics) ? [] : [{ name, message: `No alarm watches ${listed(metrics)}` }];
  }));
}

export function isWatched(resource: WorkloadResource, metrics: readonly Metric[]): boolean {
  return metrics.some(({ namespace, metricName }) => alarmsOn(resource, namespace, metricName).length > 0);
}

/** The metrics that signals are about; of an expression, the one that it starts from. */
export function metricsOf({ namespace }: ISignalSource, signals: ISignalSource['signals']): Metric[] {
  const metrics = signals.map(signal => {
    const [input] = Object.values(signal.inputs ?? {});
    return { namespace: input?.namespace ?? signal.namespace ?? namespace, metricName: signal.metricName ?? input.metricName };
  });
  return [...new Map(metrics.map(metric => [`${metric.namespace}#${metric.metricName}`, metric])).values()];
}

export function listed(metrics: readonly Metric[]): string {
  return metrics.map(({ metricName }) => metricName).join(' or ');
}
