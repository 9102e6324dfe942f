import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { complaint } from '../core/private/errors';
import type { Sample } from '../simulation/private/samples';
import { type Stretch, Timeline } from '../simulation/private/timeline';
import { MetricMinute } from './metric-minute';

/** A time in which the data of a metric differ from what they usually are. */
export interface MetricPhase {
  /** The first minute of it; minute 0 is the first that is simulated. A whole number from 0 on. */
  readonly fromMinute: number;

  /**
   * The minute before which it ends: from 0 until 5 is five minutes.
   *
   * @default - it does not end
   */
  readonly untilMinute?: number;

  /** What is measured in each of its minutes. */
  readonly data: MetricMinute;
}

/** Properties of `MetricSeries`. */
export interface MetricSeriesProps {
  /**
   * The metric, of which name, namespace and dimensions count. Dimensions that it does not name may have any value: a metric without dimensions stands for all
   * metrics of its name. Where several series are about a metric, the one that names most of its dimensions has its data; of those, the last.
   */
  readonly metric: IMetric;

  /** What is measured in every minute without a phase, and before minute 0. */
  readonly usually: MetricMinute;

  /**
   * When it is different. Of phases that overlap, the last one counts.
   *
   * @default - never
   */
  readonly phases?: MetricPhase[];

  /**
   * What is measured in each minute from minute 0 on, one by one. Phases change it.
   *
   * @default - what is usual
   */
  readonly minutes?: MetricMinute[];
}

/** A time in which requests fail. */
export interface FailurePhase {
  /** The first minute of it; minute 0 is the first that is simulated. A whole number from 0 on. */
  readonly fromMinute: number;

  /**
   * The minute before which it ends.
   *
   * @default - it does not end
   */
  readonly untilMinute?: number;

  /** The requests that fail, from 0 (none) to 1 (all). */
  readonly share: number;
}

/** Properties of `MetricSeries.traffic`. */
export interface TrafficProps {
  /** The metric that counts requests, such as `Invocations`. */
  readonly requests: IMetric;

  /** The metric that counts those that fail, such as `Errors`. */
  readonly failures: IMetric;

  /** Requests in a minute; more than 0. */
  readonly requestsPerMinute: number;

  /** When requests fail, and how many. */
  readonly failing: FailurePhase[];

  /**
   * The requests that fail at any other time, from 0 to 1.
   *
   * @default 0
   */
  readonly usualShare?: number;

  /**
   * Whether a minute without a failure has a data point of 0, as with the errors of a function; load balancers publish none.
   *
   * @default true
   */
  readonly publishesZero?: boolean;
}

/** The data of a metric in a simulation, minute by minute. */
export class MetricSeries {
  /**
   * The two metrics of requests of which some fail.
   *
   * @param props the metrics, how many requests there are, and when how many of them fail
   * @throws when a number is out of range
   */
  public static traffic(props: TrafficProps): MetricSeries[] {
    const { requestsPerMinute: requests, usualShare = 0, publishesZero = true } = props;
    if (!(requests > 0)) throw complaint('MetricSeries.traffic', { what: 'requestsPerMinute is out of range', received: requests, valid: 'more than 0' });
    const failed = (share: number) => publishesZero ? MetricMinute.share(requests, share) : MetricMinute.count(requests * share);
    return [
      new MetricSeries({ metric: props.requests, usually: MetricMinute.count(requests) }),
      new MetricSeries({
        metric: props.failures, usually: failed(usualShare),
        phases: props.failing.map(({ fromMinute, untilMinute, share }) => ({ fromMinute, untilMinute, data: failed(share) })),
      }),
    ];
  }

  /** @internal */
  public readonly _metric: IMetric;

  private readonly props: MetricSeriesProps;

  /**
   * @param props the metric and its data
   * @throws when the metric is an expression, or a phase is out of range
   */
  constructor(props: MetricSeriesProps) {
    if (!props.metric.toMetricConfig().metricStat) {
      throw complaint('MetricSeries', { what: 'the metric is an expression', received: String(props.metric), valid: 'a metric with a namespace and a name', fix: 'Give the series of each of its metrics' });
    }
    for (const { fromMinute, untilMinute = Infinity } of props.phases ?? []) {
      for (const minute of [fromMinute, untilMinute]) {
        if (minute !== Infinity && !(Number.isInteger(minute) && minute >= 0)) throw complaint('MetricSeries', { what: 'a minute of a phase is out of range', received: minute, valid: 'a whole number from 0 on' });
      }
      if (untilMinute <= fromMinute) throw complaint('MetricSeries', { what: 'a phase ends before it starts', received: [fromMinute, untilMinute], valid: 'fromMinute below untilMinute' });
    }
    this._metric = props.metric;
    this.props = props;
  }

  /** @internal */
  public _timeline(historyMinutes: number, minutes: number): Timeline {
    const { usually, phases = [], minutes: given = [] } = this.props;
    const edges = new Set([-historyMinutes, 0, minutes]);
    const add = (minute: number) => edges.add(Math.min(minutes, minute));
    for (const { fromMinute, untilMinute = minutes } of phases) [fromMinute, untilMinute].forEach(add);
    given.forEach((_, index) => [index, index + 1].forEach(add));
    const sorted = [...edges].sort((a, b) => a - b);
    const samplesAt = (minute: number): readonly Sample[] => {
      const phase = phases.filter(({ fromMinute, untilMinute = Infinity }) => minute >= fromMinute && minute < untilMinute).at(-1);
      return (phase?.data ?? (minute >= 0 ? given[minute] : undefined) ?? usually)._samples;
    };
    return new Timeline(sorted.slice(0, -1).map((from, index): Stretch => ({ from, until: sorted[index + 1], samples: samplesAt(from) })));
  }
}
