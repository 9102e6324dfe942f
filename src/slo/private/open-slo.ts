import { complaint } from '../../core/private/errors';
import type { OpenSloAlert, OpenSloInput, OpenSloObjective, OpenSloQuery } from './open-slo-input';
import { calendarOf, described, labelsOf, nameOf, shorthand, UNITS } from './open-slo-words';
import type { Json } from './yaml';

/** A document of OpenSLO v1. */
export type OpenSloDocument = { readonly [member: string]: Json | undefined };

/**
 * The objectives of a service as documents of OpenSLO v1: the service, its SLOs, and what alerts on the burn of their budgets.
 *
 * @see https://github.com/OpenSLO/OpenSLO
 */
export function openSlo({ service, objectives }: OpenSloInput): OpenSloDocument[] {
  const where = `OpenSLO of ${service.name}`;
  const serviceName = nameOf(where, service.name);
  const targetName = (severity: string) => nameOf(where, `${serviceName}-${severity}`);
  const alerts = objectives.flatMap(objective => objective.alerts.map(alert => ({ objective, alert })));
  const severities = [...new Set(alerts.map(({ alert }) => alert.severity))];
  const documents = [
    document('Service', {
      name: serviceName, displayName: service.name, labels: service.owner === undefined ? undefined : labelsOf({ owner: service.owner }),
    }, { description: described(service.description) }),
    ...objectives.map(objective => document('SLO', metadataOf(where, objective), sloSpec(where, serviceName, objective))),
    ...severities.map(severity => document('AlertNotificationTarget', { name: targetName(severity) }, {
      target: 'aws-cloudwatch', description: `Who is told of alarms of the severity ${severity}`,
    })),
    ...alerts.map(({ objective, alert }) => document('AlertPolicy', { name: policyName(where, objective, alert) }, {
      alertWhenBreaching: true, alertWhenResolved: true, alertWhenNoData: false,
      conditions: [condition(where, objective, alert)], notificationTargets: [{ targetRef: targetName(alert.severity) }],
    })),
  ];
  refuseDuplicates(where, documents);
  return documents;
}

function document(kind: string, metadata: OpenSloDocument, spec: OpenSloDocument): OpenSloDocument {
  return { apiVersion: 'openslo/v1', kind, metadata, spec };
}

function metadataOf(where: string, { name, displayName, labels }: OpenSloObjective): OpenSloDocument {
  return { name: nameOf(where, name), displayName, labels: labelsOf(labels) };
}

function sloSpec(where: string, service: string, objective: OpenSloObjective): OpenSloDocument {
  const { name, displayName, description, target, window, budgetingMethod, indicator, alerts } = objective;
  if (!(target > 0 && target < 1)) throw complaint(where, { what: `the target of ${name} is no share`, received: target, valid: 'above 0 and below 1' });
  return {
    description: described(description),
    service,
    indicator: { metadata: { name: nameOf(where, `${name}-sli`), displayName }, spec: indicatorSpec(where, objective) },
    timeWindow: [window.kind === 'rolling'
      ? { duration: shorthand(where, window.minutes), isRolling: true }
      : { duration: `${window.count}${UNITS[window.unit]}`, isRolling: false, calendar: calendarOf(where, window) }],
    budgetingMethod,
    objectives: [{
      displayName, target,
      ...indicator.kind === 'threshold' ? { op: indicator.operator, value: indicator.value } : {},
      ...budgetingMethod === 'Timeslices' ? { timeSliceWindow: sliceOf(where, objective), timeSliceTarget: objective.timeSliceTarget ?? 1 } : {},
    }],
    alertPolicies: alerts.length === 0 ? undefined : alerts.map(alert => policyName(where, objective, alert)),
  };
}

function indicatorSpec(where: string, { name, indicator }: OpenSloObjective): OpenSloDocument {
  if (indicator.kind === 'threshold') return { thresholdMetric: metric(where, indicator.query) };
  const { good, bad, total } = indicator;
  if ((good === undefined) === (bad === undefined)) throw complaint(where, { what: `the ratio of ${name} counts either good or bad events`, received: good ? 'both' : 'neither' });
  // What CloudWatch adds up in a period begins anew with each: it is no counter that only grows.
  return { ratioMetric: { counter: false, ...good ? { good: metric(where, good) } : { bad: metric(where, bad!) }, total: metric(where, total) } };
}

/** The query in the form that `GetMetricData` takes. */
function metric(where: string, { metrics, expression, region }: OpenSloQuery): OpenSloDocument {
  const ids = Object.keys(metrics);
  if (expression === undefined && ids.length !== 1) throw complaint(where, { what: 'a query of several metrics needs an expression', received: ids });
  let result = 'result';
  while (ids.includes(result)) result += '_';
  const queries = Object.entries(metrics).map(([id, { namespace, metricName, statistic, periodSeconds, dimensions = {}, accountId }]) => ({
    Id: id,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metricName, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) },
      Period: periodSeconds, Stat: statistic,
    },
    AccountId: accountId,
    ReturnData: expression === undefined,
  }));
  const math = expression === undefined ? [] : [{ Id: result, Expression: expression, ReturnData: true }];
  return { metricSource: { type: 'CloudWatch', spec: { region, metricDataQueries: [...queries, ...math] } } };
}

/** OpenSLO knows one window: that the budget burns for as long as the short one takes its place. */
function condition(where: string, objective: OpenSloObjective, alert: OpenSloAlert): OpenSloDocument {
  const [long, short] = [alert.longWindow, alert.shortWindow].map(minutes => shorthand(where, minutes));
  return {
    kind: 'AlertCondition',
    metadata: { name: policyName(where, objective, alert) },
    spec: {
      description: `The budget burns at ${alert.burnRate} times the rate that would just use it up, over ${long} and over ${short}`,
      severity: alert.severity,
      condition: { kind: 'burnrate', op: 'gt', threshold: alert.burnRate, lookbackWindow: long, alertAfter: short },
    },
  };
}

function policyName(where: string, { name }: OpenSloObjective, alert: OpenSloAlert): string {
  return nameOf(where, `${name}-${alert.name}`);
}

function sliceOf(where: string, { name, timeSliceSeconds }: OpenSloObjective): string {
  if (timeSliceSeconds === undefined) throw complaint(where, { what: `${name} counts slices of time`, fix: 'Give timeSliceSeconds' });
  return shorthand(where, timeSliceSeconds / 60);
}

function refuseDuplicates(where: string, documents: readonly OpenSloDocument[]): void {
  const known = new Set<string>();
  for (const { kind, metadata } of documents) {
    const name = `${kind} ${(metadata as OpenSloDocument).name}`;
    if (known.has(name)) throw complaint(where, { what: 'two documents of one kind have the same name', received: name, fix: 'Call one of the objectives or alerts otherwise' });
    known.add(name);
  }
}
