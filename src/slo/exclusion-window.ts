import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import { complaint } from '../core/private/errors';

/** When a time is left out of an objective. */
export interface SloExclusionWindowProps {
  /** How long it lasts: whole minutes. */
  readonly duration: Duration;

  /** Why, as a person would say it. */
  readonly reason: string;

  /**
   * When it begins, ISO 8601 with a time zone (`2026-12-24T18:00:00Z`).
   *
   * @default - as soon as it is deployed
   */
  readonly start?: string;

  /**
   * How it repeats: `rate(7 days)` or a cron expression of six fields, `cron(0 2 ? * SUN *)`.
   *
   * @default - it does not
   */
  readonly recurrence?: string;
}

/**
 * A time that does not count for an objective, such as a maintenance window.
 *
 * @see https://docs.aws.amazon.com/applicationsignals/latest/APIReference/API_ExclusionWindow.html
 */
export class SloExclusionWindow {
  /**
   * Leaves a time out.
   *
   * @throws when a value is not one that Application Signals takes
   */
  public static of(props: SloExclusionWindowProps): SloExclusionWindow {
    const fail = (what: string, received: unknown, valid: string) => {
      throw complaint('SloExclusionWindow.of', { what, received, valid });
    };
    const minutes = props.duration.isUnresolved() ? NaN : props.duration.toMinutes({ integral: false });
    if (!(Number.isInteger(minutes) && minutes >= 1)) fail('duration is not a length of an exclusion', props.duration.toString(), 'whole minutes, literal');
    if (props.reason.trim() === '') fail('reason is empty', props.reason, 'why the time does not count');
    const { start, recurrence } = props;
    if (start !== undefined && !Token.isUnresolved(start) && !(/T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/.test(start) && !Number.isNaN(Date.parse(start)))) {
      fail('start is not a moment', start, 'ISO 8601 with a time zone, such as 2026-12-24T18:00:00Z');
    }
    if (recurrence !== undefined && !Token.isUnresolved(recurrence) && !/^(rate\([1-9]\d* (hour|day|month)s?\)|cron\(\S+( \S+){5}\))$/.test(recurrence)) {
      fail('recurrence is not a rule', recurrence, 'rate(7 days) in hours, days or months, or cron(…) of six fields');
    }
    return new SloExclusionWindow(props, minutes);
  }

  private constructor(private readonly props: SloExclusionWindowProps, private readonly minutes: number) {}

  /** @internal */
  public _render() {
    const { start, recurrence, reason } = this.props;
    return {
      window: { duration: this.minutes, durationUnit: 'MINUTE' },
      reason,
      ...start === undefined ? {} : { startTime: start },
      ...recurrence === undefined ? {} : { recurrenceRule: { expression: recurrence } },
    };
  }
}
