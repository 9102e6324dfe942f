import type { PropertyValue } from '../../rules/property-value';
import { parseExpression } from '../../simulation/private/math-syntax';
import type { MetricName, Query } from '../../simulation/private/model';
import { comparable } from './reference-text';

/** Metric data queries, of an alarm or of an objective. */
export function queriesOf(items: readonly PropertyValue[]): Query[] {
  const all = items.map((item, index) => {
    const id = item.property('Id').text ?? `q${index + 1}`;
    const returned = item.property('ReturnData').flag;
    const expression = item.property('Expression');
    if (!expression.isAbsent) return { id, returned, expression: parsed(id, expression.knownText), text: expression.knownText };
    const stat = item.property('MetricStat');
    return {
      id, returned, metric: metricOf(stat.property('Metric')), statistic: stat.property('Stat').text ?? '', periodSeconds: stat.property('Period').number ?? 60,
    };
  });
  // CloudWatch returns a query that does not say whether it is returned.
  const hasTold = all.some(({ returned }) => returned === true);
  return all.map(query => ({ ...query, returned: query.returned ?? !hasTold }));
}

function parsed(id: string, text: string) {
  try {
    return parseExpression(text);
  } catch (error) {
    throw new Error(`the expression '${id}' cannot be read: ${(error as Error).message}`);
  }
}

/** A metric from `Namespace`, `MetricName` and `Dimensions`. */
export function metricOf(value: { property(path: string): PropertyValue }): MetricName {
  return {
    namespace: value.property('Namespace').text ?? '',
    metricName: value.property('MetricName').text ?? '',
    dimensions: Object.fromEntries(value.property('Dimensions').items.map(item => [item.property('Name').text ?? '', comparable(item.property('Value'))])),
  };
}
