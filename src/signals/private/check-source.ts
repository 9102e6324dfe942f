import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ISignalSource } from '../signal-source';
import type { MetricInput, SignalSpec } from '../signal-spec';
import { namesIn, withoutConstants } from './metric-math';
import { isResourceType } from './resource-type';

const STATISTIC = /^(Sum|Average|Minimum|Maximum|SampleCount|IQM|p\d{1,2}(\.\d{1,10})?|p100|(tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|(PR|TM|WM|TC|TS)\(.+\))$/;

/** Whether CloudWatch knows a statistic. */
export function isStatistic(statistic: string): boolean {
  return STATISTIC.test(statistic);
}

/** Whether a statistic is computed over the distribution of samples, which not every metric supports. */
export function isDistribution(statistic: string): boolean {
  return /^(IQM|p\d|tm|wm|tc|ts|PR|TM|WM|TC|TS)/.test(statistic);
}

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

function checkExpression(where: string, expression: string, inputs: { readonly [id: string]: MetricInput }): void {
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
