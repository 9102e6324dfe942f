import { SignalCategory } from '../signal-category';
import type { ISignalSource } from '../signal-source';
import { isDistribution } from './check-source';

/** The metric of a signal, known before the kind is loaded: rules ask for all kinds that an app has, and for nothing else of them. */
export interface SignalMetric {
  readonly signal: string;
  readonly namespace: string;
  readonly metricName: string;
  /** Whether the signal has an alarm by default. */
  readonly alarmed?: true;
  /** Whether the signal is a latency that the resource itself publishes. */
  readonly latency?: true;
  /** Whether the signal is a percentile of a latency. */
  readonly latencyPercentile?: true;
}

/** The metrics of the signals of a kind; of an expression, the one that it starts from. */
export function signalMetrics({ namespace, signals }: ISignalSource): SignalMetric[] {
  return signals.map(signal => {
    const [input] = Object.values(signal.inputs ?? {});
    const { category, statistic, alarm } = signal;
    return {
      signal: signal.id,
      namespace: input?.namespace ?? signal.namespace ?? namespace,
      metricName: signal.metricName ?? input.metricName,
      ...alarm && alarm.enabledByDefault !== false ? { alarmed: true } : {},
      ...category === SignalCategory.LATENCY && signal.metricName !== undefined && signal.namespace === undefined ? { latency: true } : {},
      ...category === SignalCategory.LATENCY && statistic !== undefined && isDistribution(statistic) ? { latencyPercentile: true } : {},
    };
  });
}
