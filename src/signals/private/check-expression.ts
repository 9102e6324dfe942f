import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { MetricInput } from '../signal-spec';
import { namesIn, withoutConstants } from './metric-math';
import { isStatistic } from './statistic';

/** Refuses metric math that CloudWatch refuses, or that does not fit its inputs. */
export function checkExpression(where: string, expression: string, inputs: { readonly [id: string]: MetricInput }): void {
  if (expression.length > LIMITS.expression.length) {
    throw complaint(where, { what: 'the expression is too long', received: expression.length, valid: `${LIMITS.expression.length} characters` });
  }
  const { ids, unknownFunctions } = namesIn(withoutConstants(expression));
  if (unknownFunctions.length > 0) throw complaint(where, { what: 'metric math has no such function', received: unknownFunctions[0] });
  for (const [id, { statistic }] of Object.entries(inputs)) {
    if (!LIMITS.expression.idPattern.test(id)) throw complaint(where, { what: 'an input id starts with a lower case letter', received: id });
    if (!ids.has(id)) throw complaint(where, { what: 'the expression does not use an input', received: id });
    if (!isStatistic(statistic)) throw complaint(where, { what: 'CloudWatch knows no such statistic', received: statistic });
  }
  for (const id of ids) {
    if (!(id in inputs)) throw complaint(where, { what: 'the expression uses an id that is no input', received: id, valid: Object.keys(inputs).join(', ') });
  }
}
