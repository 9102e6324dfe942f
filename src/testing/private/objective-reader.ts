import type { WorkloadResource } from '../../rules/workload-resource';
import type { ObjectiveModel } from '../../simulation/private/model';
import { queriesOf } from './query-reader';
import { nameOf } from './reference-text';

export const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';

const MINUTES: Readonly<Record<string, number>> = { MINUTE: 1, HOUR: 60, DAY: 1440, MONTH: 30 * 1440 };

/** What CloudFormation takes where a template has no goal. */
const DEFAULT_GOAL = { percent: 99, minutes: 7 * 1440 };

const REQUESTS = 'RequestBasedSli.RequestBasedSliMetric';
const MONITORED = `${REQUESTS}.MonitoredRequestCountMetric`;

/** An objective of a template as the simulation knows it; `undefined` where its data is that of services that Application Signals discovers. */
export function readObjective(objective: WorkloadResource): ObjectiveModel | undefined {
  const indicator = requestsOf(objective) ?? periodsOf(objective);
  if (!indicator) return undefined;
  const rolling = objective.property('Goal.Interval.RollingInterval');
  const minutes = objective.property('Goal.Interval').isAbsent ? DEFAULT_GOAL.minutes
    : rolling.isAbsent ? undefined : (rolling.property('Duration').number ?? 0) * (MINUTES[rolling.property('DurationUnit').text ?? ''] ?? 0);
  return {
    name: objective.property('Name').text ?? nameOf(objective), indicator,
    goalPercent: objective.property('Goal.AttainmentGoal').number ?? DEFAULT_GOAL.percent,
    ...minutes ? { intervalMinutes: minutes } : {},
    lookBackMinutes: objective.property('BurnRateConfigurations').items.flatMap(item => item.property('LookBackWindowMinutes').number ?? []),
  };
}

function requestsOf(objective: WorkloadResource): ObjectiveModel['indicator'] | undefined {
  const total = objective.property(`${REQUESTS}.TotalRequestCountMetric`).items;
  const good = objective.property(`${MONITORED}.GoodCountMetric`).items;
  const bad = objective.property(`${MONITORED}.BadCountMetric`).items;
  if (total.length === 0 || good.length + bad.length === 0) return undefined;
  return { kind: 'requests', total: queriesOf(total), monitored: queriesOf(good.length > 0 ? good : bad), isGood: good.length > 0 };
}

function periodsOf(objective: WorkloadResource): ObjectiveModel['indicator'] | undefined {
  const queries = queriesOf(objective.property('Sli.SliMetric.MetricDataQueries').items);
  const threshold = objective.property('Sli.MetricThreshold').number;
  const comparison = objective.property('Sli.ComparisonOperator').text;
  if (queries.length === 0 || threshold === undefined || comparison === undefined) return undefined;
  const own = queries.flatMap(query => 'metric' in query ? [query.periodSeconds] : []);
  return { kind: 'periods', queries, threshold, comparison, periodSeconds: objective.property('Sli.SliMetric.PeriodSeconds').number ?? own[0] ?? 60 };
}
