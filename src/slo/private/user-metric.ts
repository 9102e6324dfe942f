import { Stack, Token } from 'aws-cdk-lib';
import type { IMetric, IMetric as Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { namesIn } from '../../signals/private/metric-math';
import type { MetricModel, SingleMetric } from '../../signals/private/metric-model';
import { isMath } from '../../signals/private/metric-model';
import { renamed } from './expression';

/** A metric of the user as plain data: nested expressions become one. */
export function modelOfMetric(where: IConstruct, metric: IMetric, name: string): MetricModel {
  const { metricStat, mathExpression, searchExpression } = metric.toMetricConfig();
  if (metricStat) return single(where, metricStat, name);
  if (!mathExpression || searchExpression !== undefined) {
    throw complaint(where, { what: `${name} is a search, whose metrics are not known`, fix: 'Name the metrics, or have the workload publish one' });
  }
  const { expression, usingMetrics, period } = mathExpression;
  const { unknownFunctions } = namesIn(expression);
  if (unknownFunctions.length > 0) throw complaint(where, { what: `${name}: metric math has no such function`, received: unknownFunctions[0] });
  if (/\bSEARCH\s*\(/.test(expression)) throw complaint(where, { what: `${name}: SEARCH works on dashboards only`, received: expression, fix: 'Name the metrics' });
  return flattened(expression, Object.entries(usingMetrics).map(([id, each]) => [id, modelOfMetric(where, each, name)] as const), period);
}

function flattened(expression: string, parts: ReadonlyArray<readonly [string, MetricModel]>, period: number): MetricModel {
  const inputs: Record<string, SingleMetric> = {};
  const inserted: Record<string, string> = {};
  for (const [id, part] of parts) {
    if (!isMath(part)) {
      inputs[id] = part;
      continue;
    }
    for (const [inner, input] of Object.entries(part.inputs)) inputs[`${id}_${inner}`] = input;
    inserted[id] = `(${renamed(part.expression, inner => inner in part.inputs ? `${id}_${inner}` : inner)})`;
  }
  return { expression: renamed(expression, id => inserted[id] ?? id), inputs, period };
}

function single(where: IConstruct, stat: NonNullable<ReturnType<Metric['toMetricConfig']>['metricStat']>, name: string): SingleMetric {
  const stack = Stack.of(where);
  for (const [what, received, home] of [['Region', stat.region, stack.region], ['account', stat.account, stack.account]] as const) {
    if (received === undefined || received === home || Token.isUnresolved(received) || Token.isUnresolved(home)) continue;
    throw complaint(where, { what: `${name} is a metric of another ${what}`, received, valid: home, fix: `Set the objective in a stack of that ${what}` });
  }
  return {
    namespace: stat.namespace, metricName: stat.metricName, statistic: stat.statistic, period: stat.period.toSeconds(),
    dimensions: Object.fromEntries((stat.dimensions ?? []).map(dimension => [dimension.name, String(dimension.value)])),
  };
}
