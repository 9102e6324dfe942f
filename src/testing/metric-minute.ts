import { complaint } from '../core/private/errors';
import type { Sample } from '../simulation/private/samples';

/** A value that was measured, and how often. */
export interface MeasuredValue {
  /** The value, in the unit of the metric. */
  readonly value: number;

  /**
   * How often it was measured in the minute; 0 or more. It need not be whole: 0.5 is once in two minutes.
   *
   * @default 1
   */
  readonly count?: number;
}

/** What is measured of a metric in one minute. */
export class MetricMinute {
  /**
   * Events that are counted one by one, such as invocations or messages sent: each is a sample of value 1. Without an event there is no data point.
   *
   * @param events events in a minute; 0 or more
   * @throws when the number is negative
   */
  public static count(events: number): MetricMinute {
    return new MetricMinute('count', [{ value: 1, count: events }]);
  }

  /**
   * A level that is measured once a minute, such as the depth of a queue or the utilization of a CPU.
   *
   * @param value the level, in the unit of the metric
   * @throws when it is no finite number
   */
  public static gauge(value: number): MetricMinute {
    return new MetricMinute('gauge', [{ value, count: 1 }]);
  }

  /**
   * Requests, some of which fail, as metrics of errors measure them: a sample of 1 for each that fails and of 0 for each that does not. `Sum` is how many failed,
   * `Average` the share of them.
   *
   * @param requests requests in a minute; 0 or more
   * @param share those that fail, from 0 (none) to 1 (all)
   * @throws when one of them is out of range
   */
  public static share(requests: number, share: number): MetricMinute {
    if (!(share >= 0 && share <= 1)) throw complaint('MetricMinute.share', { what: 'the share is out of range', received: share, valid: '0 (none) to 1 (all)' });
    return new MetricMinute('share', [{ value: 1, count: requests * share }, { value: 0, count: requests * (1 - share) }]);
  }

  /**
   * A distribution, such as that of latencies. Percentiles over longer periods are those of all samples of the period.
   *
   * @param values the values and how often each was measured
   * @throws when a value is no finite number or a count is negative
   */
  public static samples(values: MeasuredValue[]): MetricMinute {
    return new MetricMinute('samples', values.map(({ value, count = 1 }) => ({ value, count })));
  }

  /** No data. */
  public static missing(): MetricMinute {
    return new MetricMinute('missing', []);
  }

  /** @internal */
  public readonly _samples: readonly Sample[];

  private constructor(factory: string, samples: readonly Sample[]) {
    for (const { value, count } of samples) {
      if (!Number.isFinite(value)) throw complaint(`MetricMinute.${factory}`, { what: 'the value is no number', received: value, valid: 'any finite number' });
      if (!(count >= 0 && Number.isFinite(count))) throw complaint(`MetricMinute.${factory}`, { what: 'the count is out of range', received: count, valid: '0 or more' });
    }
    this._samples = samples.filter(({ count }) => count > 0);
  }
}
