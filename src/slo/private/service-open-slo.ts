import { Stack, Token } from 'aws-cdk-lib';
import { isMath, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';
import { CalendarUnit } from '../objective-window';
import { publishedAttainment } from './burn-measure';
import type { OpenSloInput, OpenSloMetric, OpenSloObjective, OpenSloQuery } from './open-slo-input';
import type { ServiceObjective } from './service-objectives';
import { isMeasured, type GoodWhen } from './sli';

const OPERATORS: Readonly<Record<GoodWhen, 'lte' | 'lt' | 'gte' | 'gt'>> = {
  LessThanOrEqualTo: 'lte', LessThan: 'lt',
  GreaterThanOrEqualTo: 'gte', GreaterThan: 'gt',
};

/** The objectives of a service as OpenSLO tells of them. What only deployment knows stands as the reference that it is. */
export function openSloInput(service: { readonly name: string; readonly owner: string }, objectives: readonly ServiceObjective[]): OpenSloInput {
  return { service, objectives: objectives.map(objectiveOf) };
}

function objectiveOf({ objective, slo }: ServiceObjective): OpenSloObjective {
  const { minutes, _calendar: calendar } = slo.window;
  const sli = slo._sli;
  return {
    name: slo.sloName, displayName: slo.sloName, description: slo.description, target: Number((slo.goal / 100).toPrecision(12)),
    window: calendar
      ? {
        kind: 'calendar', unit: calendar.unit === CalendarUnit.MONTH ? 'month' : 'day', count: calendar.count, start: calendar.start,
        timeZone: 'UTC',
      }
      : { kind: 'rolling', minutes },
    ...sli.kind === 'requests' ? { budgetingMethod: 'Occurrences' } : {
      budgetingMethod: 'Timeslices',
      timeSliceSeconds: isMeasured(sli) ? sli.periodSeconds : 60,
    },
    indicator: indicatorOf(slo),
    alerts: slo._rows.map(({ id, severity, longMinutes, shortMinutes, rate }) => ({
      name: id, severity, longWindow: longMinutes,
      shortWindow: shortMinutes, burnRate: rate,
    })),
    labels: { objective: objective.id, ...slo.owner === undefined ? {} : { owner: slo.owner } },
  };
}

function indicatorOf(slo: ServiceObjective['slo']): OpenSloObjective['indicator'] {
  const { _sli: sli, sloName, goal } = slo;
  const query = (model: MetricModel) => queryOf(model, Stack.of(slo));
  // What Application Signals discovers has no metrics to name but those of the objective itself.
  if (!isMeasured(sli)) return { kind: 'threshold', query: query(publishedAttainment(sloName)), operator: 'gte', value: goal };
  if (sli.kind === 'periods') return { kind: 'threshold', query: query(sli.metric), operator: OPERATORS[sli.operator], value: sli.threshold };
  return { kind: 'ratio', ...sli.good ? { good: query(sli.good) } : { bad: query(sli.bad!) }, total: query(sli.total) };
}

function queryOf(model: MetricModel, stack: Stack): OpenSloQuery {
  const region = Token.isUnresolved(stack.region) ? {} : { region: stack.region };
  if (!isMath(model)) return { metrics: { m: metricOf(model, stack) }, ...region };
  return {
    metrics: Object.fromEntries(Object.entries(model.inputs).map(([id, input]) => [id, metricOf(input, stack)])),
    expression: model.expression, ...region,
  };
}

function metricOf({ namespace, metricName, statistic, period, dimensions }: SingleMetric, stack: Stack): OpenSloMetric {
  const literal = (value: string) => {
    const resolved: unknown = stack.resolve(value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  };
  return {
    namespace, metricName, statistic, periodSeconds: period, dimensions: Object.fromEntries(Object.entries(dimensions).map(([name,
      value]) => [name, literal(value)])),
  };
}
