import { Token } from 'aws-cdk-lib';
import type { CfnAnomalyDetectorProps } from 'aws-cdk-lib/aws-cloudwatch';
import { isDay } from '../../core/private/day';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { BoundSignal } from '../../signals/bound-signal';
import { isMath, type MetricModel } from '../../signals/private/metric-model';
import type { SignalOverride } from '../../signals/signal-override';
import type { Threshold } from '../../signals/threshold';
import { watchedQueries } from './render-alarm';

/** What an anomaly band learns from. */
export interface BandTraining {
  readonly exclusions: ReadonlyArray<{ readonly startTime: string; readonly endTime: string }>;
  readonly timeZone?: string;
}

/** What an override says about the training of a band, in the words of CloudWatch. */
export function bandTraining(
  signal: BoundSignal, { anomalyExclusions: exclusions, anomalyTimeZone: timeZone }: SignalOverride, threshold: Threshold,
): BandTraining | undefined {
  if (exclusions === undefined && timeZone === undefined) return undefined;
  const fail = (what: string, received: unknown, valid: string) => {
    throw complaint(signal.resource.construct, { what: `alarm of ${signal.key}: ${what}`, received, valid });
  };
  if (!threshold.isAnomalyBand) fail('only an anomaly band learns', threshold.description, 'anomalyExclusions and anomalyTimeZone with Threshold.anomalyBand(…)');
  if ((exclusions?.length ?? 0) > LIMITS.anomalyDetector.exclusions) fail('there are too many anomalyExclusions', exclusions?.length, `${LIMITS.anomalyDetector.exclusions} at most`);
  if (timeZone !== undefined && !isTimeZone(timeZone)) fail('anomalyTimeZone is not one', timeZone, 'a literal name such as Europe/Berlin');
  const ranges = (exclusions ?? []).map(({ start, end }) => {
    const [startTime, endTime] = [start, end].map(time => {
      const instant = instantOf(time);
      if (instant === undefined) fail('a time of anomalyExclusions is not one', time, 'a literal in UTC, such as 2026-11-27T00:00:00');
      return instant!;
    });
    if (startTime >= endTime) fail('an exclusion ends before it begins', `${start} to ${end}`, 'an end after its start');
    return { startTime, endTime };
  });
  return { exclusions: ranges, ...timeZone === undefined ? {} : { timeZone } };
}

/** The detector of a band, on just what its alarm watches. */
export function renderDetector(model: MetricModel, { exclusions, timeZone }: BandTraining): CfnAnomalyDetectorProps {
  const configuration = {
    ...exclusions.length === 0 ? {} : { excludedTimeRanges: exclusions.map(range => ({ ...range })) },
    ...timeZone === undefined ? {} : { metricTimeZone: timeZone },
  };
  if (isMath(model)) return { configuration, metricMathAnomalyDetector: { metricDataQueries: watchedQueries(model).queries } };
  const { namespace, metricName, statistic: stat } = model;
  const dimensions = Object.entries(model.dimensions).map(([name, value]) => ({ name, value }));
  return { configuration, singleMetricAnomalyDetector: { namespace, metricName, stat, ...dimensions.length > 0 ? { dimensions } : {} } };
}

function instantOf(time: string): string | undefined {
  const [, day, hour, minute, second] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.0+)?Z?$/.exec(time) ?? [];
  if (Token.isUnresolved(time) || !isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${day}T${hour}:${minute}:${second}`;
}

function isTimeZone(name: string): boolean {
  if (Token.isUnresolved(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
