import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Severity } from '../core/severity';

/** Properties of `IncidentResponse`. */
export interface IncidentResponseProps {
  /**
   * A topic that is told of reviews that are due, and when the response itself does not work. OpsCenter and CloudWatch are let in where the topic has a policy or a key of its
   * own.
   *
   * @default - nobody is told: the alarms are there and have no action
   */
  readonly notify?: ITopic;

  /**
   * Whether each incident that people resolved gets a review, an OpsItem of its own.
   *
   * @default true
   */
  readonly reviews?: boolean;

  /**
   * What reviews ask, in Markdown: 1 to 1,600 characters. `{service}`, `{environment}`, `{owner}`, `{severity}`, `{incident}` (the id of its OpsItem), `{opened}`, `{restored}`
   * and `{due}` stand for what is known.
   *
   * @default - a blameless template: what happened, impact, timeline, detection, response, contributing factors, what went well, actions with owner and date
   */
  readonly reviewTemplate?: string;

  /**
   * How long people have for the review of an incident, from when they resolved it: 1 hour to 90 days.
   *
   * @default Duration.days(5)
   */
  readonly reviewDue?: Duration;

  /**
   * How long before a review is due `notify` is first told; then once a day until it is resolved. 0 to `reviewDue`.
   *
   * @default - a day, or `reviewDue` where that is less
   */
  readonly reviewReminder?: Duration;

  /**
   * Incidents of this severity and of graver ones are reviewed.
   *
   * @default Severity.PAGE
   */
  readonly minimumReviewSeverity?: Severity;

  /**
   * Whether each service has an alarm, a ticket for `notify`, that is on while a review is overdue: 0.10 USD a month each.
   *
   * @default false
   */
  readonly alarmOnOverdueReviews?: boolean;

  /**
   * What fails again so soon after it was well continues the incident: 0 to 24 hours. `DeliveryTelemetry` counts by the same rule.
   *
   * @default Duration.minutes(10)
   */
  readonly reopenWithin?: Duration;

  /**
   * Whether an OpsItem is resolved as soon as all alarms of its incident are well. Otherwise people do it when they know that it is over.
   *
   * @default false
   */
  readonly resolveOnRecovery?: boolean;

  /**
   * Namespace of the metric `OverdueReviews`: a literal of 1 to 255 letters, digits and `.-_/#:`, not in `AWS/`.
   *
   * @default CdkPillars/Delivery
   */
  readonly metricNamespace?: string;

  /**
   * Path of the SSM parameters that tell the function of the services: a literal that begins with `/`. Unique in an account and Region.
   *
   * @default /cdk-pillars/incidents
   */
  readonly registryPath?: string;

  /**
   * How long the log of the function is kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}
