/** The states of an alarm. */
export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What to take a missing data point for. */
export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

export interface Verdict {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
}

/**
 * The state that an alarm goes to, or stays in.
 *
 * - With as many data points as there are evaluation periods, the newest of them count, and the treatment of missing data does not matter.
 * - With fewer, all that there are count, and as many are filled in as are missing.
 * - Premature alarm: where nothing but breaching data points are there, fewer than must breach, the alarm waits until the oldest of them is as old
 *   as the number that must.
 *
 * @param breaches whether each data point of the evaluation range breaches, from the oldest to the newest; `undefined` where it is missing
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function nextState(breaches: readonly (boolean | undefined)[], verdict: Verdict, current: State): State {
  const { evaluationPeriods, datapointsToAlarm, missingData } = verdict;
  const existing = breaches.filter(breach => breach !== undefined);
  const evaluated = existing.slice(-evaluationPeriods);
  const breaching = evaluated.filter(breach => breach).length;
  const filled = evaluationPeriods - evaluated.length;
  if (filled === 0 || missingData === 'notBreaching') return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missingData === 'breaching') return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (breaching < evaluated.length) return 'OK';
  if (missingData === 'ignore') return current;
  const oldest = breaches.findIndex(breach => breach !== undefined);
  return oldest >= 0 && breaches.length - oldest >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/** How many data points an alarm looks at: AWS documents 5 for 3 evaluation periods, and that there are always more than evaluation periods. */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/** Samples below which a percentile says nothing, from the percentile as a share of 1. */
export function fewestSamples(percentile: number): number {
  return percentile < 0.5 ? 10 / percentile : 10 / (1 - percentile);
}

/** How a data point is compared with the threshold. */
export const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
