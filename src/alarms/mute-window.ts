import type { Duration } from 'aws-cdk-lib';
import type { CalendarDateTime, ScheduleExpression } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * A planned time in which alarms of a service tell nobody, such as a maintenance window. They go to ALARM all the same, and tell of what is still wrong when the
 * window is over.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export interface MuteWindow {
  /** When the window begins: `ScheduleExpression.cron(…)` of five fields for one that repeats, `ScheduleExpression.at(…)` for a single one, and its time zone. */
  readonly schedule: ScheduleExpression;

  /** How long the window lasts: 1 minute to 15 days, whole minutes. */
  readonly duration: Duration;

  /**
   * Why nobody is told in that time. Becomes the description of the rule.
   *
   * @default - none
   */
  readonly reason?: string;

  /**
   * The windows of a schedule that repeats begin after this, in the time zone of the schedule.
   *
   * @default - at once
   */
  readonly start?: CalendarDateTime;

  /**
   * There are no windows after this, in the time zone of the schedule.
   *
   * @default - never
   */
  readonly expire?: CalendarDateTime;
}
