import { complaint } from '../../core/private/errors';
import { isAbout, keyOf } from '../../simulation/private/metric-data';
import { type AlarmModel, type MetricName, MINUTE, type ObjectiveModel, type Query, type SeriesModel } from '../../simulation/private/model';
import { NAMESPACE } from '../../simulation/private/objectives';
import { evaluationRange } from '../../simulation/private/verdict';

/** Minutes that alarms and the objectives behind them look back from minute 0. */
export function historyNeeded(alarms: readonly AlarmModel[], objectives: readonly ObjectiveModel[]): number {
  const own = alarms.map(alarm => alarm.kind === 'metric' ? Math.ceil(evaluationRange(alarm.evaluationPeriods) * alarm.periodSeconds / MINUTE) : 0);
  const published = metricsOf(alarms).filter(({ namespace }) => namespace === NAMESPACE);
  const behind = published.map(({ metricName, dimensions }) => {
    const objective = objectives.find(({ name }) => name === dimensions.SloName);
    if (!objective) return 0;
    const period = objective.indicator.kind === 'periods' ? objective.indicator.periodSeconds / MINUTE : 0;
    return period + (metricName === 'BurnRate' ? Number(dimensions.BurnRateWindowMinutes) || 0 : objective.intervalMinutes ?? 0);
  });
  return most(own) + most(behind);
}

/** Fails where a series is about nothing that is watched. */
export function checkSeries(
  where: string, series: readonly Pick<SeriesModel, 'metric'>[], alarms: readonly AlarmModel[], objectives: readonly ObjectiveModel[],
): void {
  const watched = [...metricsOf(alarms), ...objectives.flatMap(({ indicator }) => queriesIn(indicator)).flatMap(metricIn)];
  for (const each of series) {
    if (watched.some(metric => isAbout(each, metric))) continue;
    throw complaint(where, {
      what: 'no alarm and no objective watches the metric of a series', received: inWords(each.metric),
      valid: [...new Map(watched.map(metric => [keyOf(metric), inWords(metric)])).values()].sort().join('; ') || 'nothing is watched',
      fix: 'Give the metric without dimensions to stand for all of its name',
    });
  }
}

function metricsOf(alarms: readonly AlarmModel[]): MetricName[] {
  return alarms.flatMap(alarm => alarm.kind === 'metric' ? alarm.queries.flatMap(metricIn) : []);
}

function queriesIn(indicator: ObjectiveModel['indicator']): readonly Query[] {
  return indicator.kind === 'requests' ? [...indicator.total, ...indicator.monitored] : indicator.queries;
}

function metricIn(query: Query): readonly MetricName[] {
  return 'metric' in query ? [query.metric] : [];
}

function inWords({ namespace, metricName, dimensions }: MetricName): string {
  const named = Object.entries(dimensions).map(([name, value]) => `${name}=${value.replaceAll('\u0001', '')}`);
  return `${namespace} ${metricName}${named.length > 0 ? ` (${named.join(', ')})` : ''}`;
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((greatest, number) => Math.max(greatest, number), 0);
}
