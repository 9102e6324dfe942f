import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ISignalSource } from '../signal-source';
import type { SignalSpec } from '../signal-spec';
import { checkExpression } from './check-expression';
import { checkSlis } from './check-slis';
import { isResourceType } from './resource-type';
import { isDistribution, isStatistic } from './statistic';

export { isDistribution, isStatistic } from './statistic';

/** Refuses a kind that would yield an alarm or a widget that CloudWatch refuses. */
export function checkSource(source: ISignalSource): void {
  const where = `kind ${source.kind}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(source.kind)) throw complaint(where, { what: 'a kind is named in kebab case', received: source.kind });
  for (const type of [source.resourceType, ...source.alternateResourceTypes ?? []]) {
    if (!isResourceType(type)) throw complaint(where, { what: 'a resource type is not a CloudFormation type', received: type, valid: 'such as AWS::SQS::Queue' });
  }
  if (source.signals.length === 0) throw complaint(where, { what: 'a kind needs at least one signal' });
  const ids = new Set<string>();
  for (const signal of source.signals) {
    if (ids.has(signal.id)) throw complaint(where, { what: 'two signals have the same id', received: signal.id });
    ids.add(signal.id);
    checkSignal(`${where}, signal ${signal.id}`, signal);
  }
  checkSlis(where, source);
}

function checkSignal(where: string, signal: SignalSpec): void {
  if (!LIMITS.expression.idPattern.test(signal.id)) throw complaint(where, { what: 'a signal id starts with a lower case letter and has letters, digits and _ only', received: signal.id });
  if ((signal.metricName === undefined) === (signal.expression === undefined)) throw complaint(where, { what: 'give exactly one of metricName and expression' });
  if (signal.expression !== undefined) checkExpression(where, signal.expression, signal.inputs ?? {});
  else if (signal.statistic === undefined) throw complaint(where, { what: 'a metric needs a statistic', valid: 'Sum, Average, Maximum, p99, …' });
  for (const statistic of [signal.statistic, signal.alarm?.statistic, ...signal.dashboardStatistics ?? []]) {
    if (statistic === undefined) continue;
    if (!isStatistic(statistic)) throw complaint(where, { what: 'CloudWatch knows no such statistic', received: statistic });
    if (isDistribution(statistic) && !signal.percentiles) throw complaint(where, { what: 'percentiles are not documented for this metric; set percentiles: true if they are', received: statistic });
  }
}
