import { functionsIn } from './math-evaluate';
import { isOfTime } from './math-functions';
import type { MetricData } from './metric-data';
import { DAY, type MetricAlarm, MINUTE } from './model';
import { returnedPoints } from './queries';
import { withoutNoise } from './samples';
import { COMPARISONS, evaluationRange, fewestSamples, nextState, type State } from './verdict';
import { minutesIntoPeriod } from './wall-clock';

/**
 * Evaluates a metric alarm at the start of a minute, of data until then.
 *
 * - A period of a minute or more slides: the alarm is evaluated every minute, of the periods that end then. Shorter periods are evaluated every minute too, as
 *   if the samples of a minute were spread evenly.
 * - An alarm whose periods span more than a day is evaluated on the hour.
 * - Periods that follow the clock count once they are over.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
 */
export class MetricStates {
  private isWarm: boolean;
  /** Whether there is anything that could change its state: most alarms of an app watch what a simulation has no series of. */
  private readonly varies: boolean;
  private isSettled = false;

  /** @param isNew whether the alarm is created in minute 0, and has yet to warm up */
  constructor(private readonly alarm: MetricAlarm, private readonly data: MetricData, private readonly epochMinute: number, isNew: boolean) {
    this.isWarm = !isNew || alarm.warmUp === undefined;
    this.varies = alarm.queries.some(query => 'metric' in query ? data.has(query.metric) : functionsIn(query.expression).some(isOfTime));
  }

  public next(minute: number, current: State, isFirst: boolean): State {
    const { alarm, epochMinute } = this;
    if (this.isSettled && !this.varies) return current;
    const isMultiDay = alarm.evaluationPeriods * alarm.periodSeconds > DAY;
    if (isMultiDay && (minute + epochMinute) % 60 !== 0 && !isFirst) return current;
    const ends = this.ends(minute);
    const points = returnedPoints(alarm.queries, this.data, { ends, epochMinute });
    if (!this.warms(minute, points)) return current;
    this.isSettled = true;
    if (this.hasFewSamples(ends)) return current;
    const compare = COMPARISONS[alarm.comparison];
    return nextState(points.map(point => point === undefined ? undefined : compare(withoutNoise(point), alarm.threshold)), alarm, current);
  }

  /** When the periods of the evaluation range end, the oldest first. */
  private ends(minute: number): number[] {
    const { wallClock, periodSeconds, evaluationPeriods } = this.alarm;
    const last = wallClock === undefined ? minute : minute - minutesIntoPeriod(minute + this.epochMinute, periodSeconds / MINUTE, wallClock);
    // A window of the clock is as long as its evaluation periods.
    const range = wallClock === undefined ? evaluationRange(evaluationPeriods) : evaluationPeriods;
    return Array.from({ length: range }, (_, index) => last - Math.floor((range - 1 - index) * periodSeconds / MINUTE));
  }

  private warms(minute: number, points: readonly unknown[]): boolean {
    const { warmUp, evaluationPeriods } = this.alarm;
    if (this.isWarm || !warmUp) return true;
    const isFilled = points.slice(-evaluationPeriods).every(point => point !== undefined);
    this.isWarm = minute >= warmUp.minutes || (isFilled && !warmUp.isWhole);
    return this.isWarm;
  }

  private hasFewSamples(ends: readonly number[]): boolean {
    const { keepsStateBelowSamplesOf: percentile, queries: [query], evaluationPeriods } = this.alarm;
    if (percentile === undefined || !('metric' in query)) return false;
    const { metric, statistic, periodSeconds } = query;
    const existing = ends.map(end => this.data.datapoint(metric, statistic, periodSeconds, end)).filter(point => point !== undefined);
    return existing.slice(-evaluationPeriods).some(({ samples }) => samples < withoutNoise(fewestSamples(percentile)));
  }
}
