import type { Stack } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { BoundSignal } from '../../signals/bound-signal';
import type { MetricModel } from '../../signals/private/metric-model';
import { isMath } from '../../signals/private/metric-model';
import { SignalCategory } from '../../signals/signal-category';
import type { SignalSpec } from '../../signals/signal-spec';
import { SignalUnit } from '../../signals/signal-unit';
import { SliType, type SliCount } from '../../signals/sli-spec';
import type { Objective } from '../objective';
import { labelOf, type SliCandidate } from './choose-sli';
import { combined, withPeriod } from './expression';
import type { MeasuredSli } from './sli';

/** What an objective measures, and in words what is promised. */
export interface BoundSli {
  readonly sli: MeasuredSli;
  readonly promise: string;
}

/** From the catalog and a threshold to metrics of a resource, as a stack may use them. */
export function bindSli(where: string, objective: Objective, candidate: SliCandidate, stack: Stack): BoundSli {
  const { spec } = candidate;
  const { goal } = objective;
  if (spec.signalId === undefined) {
    const events = (count: SliCount | undefined, name: string) => counted(where, candidate, count, name)._model(stack, undefined, 60);
    return {
      sli: { kind: 'requests', bad: events(spec.bad, 'bad'), total: events(spec.total, 'total') },
      promise: `${labelOf(candidate)}: ${goal}% of ${spec.title.replace(' that ', ' ')}`,
    };
  }
  const signal = signalOf(where, candidate, spec.signalId);
  if (spec.type === SliType.THROUGHPUT) return throughput(objective, signal, stack);
  const { value, words } = thresholdOf(where, objective, signal);
  const promise = (share: string) => `${labelOf(candidate)}: at most ${words} for ${share} (${spec.title})`;
  if (signal.spec.metricName !== undefined && signal.spec.percentiles) {
    const within = signal._model(stack, `PR(:${value})`, 60);
    const total = signal._model(stack, 'SampleCount', 60);
    return {
      sli: { kind: 'requests', good: combined('{share}*{total}/100', { share: within, total }, 60), total },
      promise: promise(`${goal}% of ${EVENTS[spec.type] ?? 'requests'}`),
    };
  }
  if (objective._promise.isPercentile) {
    throw complaint(where, {
      what: `${signal.title} of ${labelOf(candidate)} knows no percentiles`, received: `percentile: ${goal}`,
      fix: `Give goal: ${goal} instead, the share of minutes in which its ${signal.spec.statistic ?? 'value'} is below the threshold`,
    });
  }
  const periodSeconds = Math.min(900, Math.max(60, signal.spec.alarm?.periodSeconds ?? 60));
  return {
    sli: {
      kind: 'periods', metric: signal._model(stack, undefined, periodSeconds), operator: 'LessThanOrEqualTo', threshold: value,
      periodSeconds, missingIsBad: false,
    },
    promise: promise(`${goal}% of the ${periodSeconds === 60 ? 'minutes' : `periods of ${periodSeconds / 60} minutes`}`),
  };
}

function counted(where: string, candidate: SliCandidate, count: SliCount | undefined, name: string): BoundSignal {
  const { signals: [first], spec } = candidate;
  if (!count) throw complaint(where, { what: `the kind ${first.source.kind} counts no ${name} events`, fix: 'Give its indicator bad and total, or a signalId' });
  const [[id, input]] = Object.entries(count.inputs);
  const isOne = count.expression === undefined && input.namespace === undefined;
  const measured: SignalSpec = {
    id: `${spec.type}-${name}`, title: spec.title, category: SignalCategory.OBJECTIVE, unit: SignalUnit.COUNT, source: first.spec.source,
    ...isOne ? { metricName: input.metricName, statistic: input.statistic } : { expression: count.expression ?? id, inputs: count.inputs },
  };
  if (spec.publishedWith !== undefined) return signalOf(where, candidate, spec.publishedWith)._sibling(measured);
  const dimensions = first.source.dimensions(first.resource);
  if (!dimensions) throw complaint(where, { what: `${first.source.title} ${first.resourceLabel} cannot be named in a metric`, fix: `Needed: ${first.source.naming}` });
  return first._sibling(measured, { dimensions });
}

function signalOf(where: string, { signals, spec }: SliCandidate, id: string): BoundSignal {
  const own = signals.filter(signal => signal.spec.id === id);
  if (own.length === 1) return own[0];
  const [first] = signals;
  const requires = first.source.signals.find(each => each.id === id)?.requires;
  throw complaint(where, own.length === 0
    ? {
      what: `${first.source.title} ${first.resourceLabel} does not publish what the objective measures (${spec.title})`,
      received: `${first.source.kind}.${id}`, fix: requires?.howToEnable ?? 'Set the objective for another resource',
    }
    : {
      what: `${first.source.title} ${first.resourceLabel} publishes it several times`, received: own.map(signal => signal.id).join(', '),
      fix: 'Set Objective.custom with the one metric that is meant',
    });
}

function throughput(objective: Objective, signal: BoundSignal, stack: Stack): BoundSli {
  const perSecond = objective._promise.number!;
  const model = signal._model(stack, undefined, 60);
  return {
    sli: {
      kind: 'periods', metric: perSecondOf(model), operator: 'GreaterThanOrEqualTo', threshold: perSecond, periodSeconds: 60,
      missingIsBad: true,
    },
    promise: `${signal.source.title} ${signal.resourceLabel}: ${signal.title.toLowerCase()} of at least ${perSecond} a second, for ${objective.goal}% of the minutes`,
  };
}

/** A rate, whatever the period; a minute in which nothing is published had none. */
function perSecondOf(model: MetricModel): MetricModel {
  const [first] = isMath(model) ? Object.keys(model.inputs).map(id => `x_${id}`) : ['x'];
  return combined(`FILL({x},0)/PERIOD(${first})`, { x: withPeriod(model, 60) }, 60);
}

const EVENTS: Partial<Record<SliType, string>> = { [SliType.WEB_VITAL]: 'page views' };

const PER_SECOND: Partial<Record<SignalUnit, number>> = {
  [SignalUnit.SECONDS]: 1, [SignalUnit.MILLISECONDS]: 1_000,
  [SignalUnit.MICROSECONDS]: 1_000_000,
};

/** The threshold in the unit of the signal. */
function thresholdOf(where: string, { _promise: { milliseconds, number } }: Objective, {
  spec,
  source,
}: BoundSignal): { readonly value: number; readonly words: string } {
  if (milliseconds === undefined) return { value: number!, words: `${number}${spec.unit === SignalUnit.MILLISECONDS ? ' ms' : ''}` };
  const perSecond = PER_SECOND[spec.unit];
  if (perSecond === undefined) {
    throw complaint(where, {
      what: `${source.kind}.${spec.id} is not a time`, received: spec.unit,
      valid: Object.keys(PER_SECOND).join(', '),
    });
  }
  return {
    value: Number((milliseconds / 1_000 * perSecond).toPrecision(12)),
    words: milliseconds < 10_000 ? `${milliseconds} ms` : `${milliseconds / 1_000} s`,
  };
}
