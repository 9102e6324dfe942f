import type { Duration } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { AlarmRoute } from '../alarms/alarm-route';
import type { DeliverySource } from './delivery-source';
import type { IncidentSource } from './incident-source';

/** By what a `DeliveryTelemetry` of another app is known. */
export interface DeliveryTelemetryAttributes {
  /**
   * Its `registryPath`.
   *
   * @default '/cdk-pillars/delivery'
   */
  readonly registryPath?: string;

  /**
   * Its `metricNamespace`.
   *
   * @default 'CdkPillars/Delivery'
   */
  readonly metricNamespace?: string;
}

/** Properties of `DeliveryTelemetry`. All times are literals of whole seconds. */
export interface DeliveryTelemetryProps {
  /**
   * Where deployments and incidents are heard of, for all services. Each is one EventBridge rule.
   *
   * @default - all
   */
  readonly sources?: DeliverySource[];

  /**
   * Who is told when events are not processed. All of these alarms are of severity `TICKET`.
   *
   * @default - nobody: the alarms are there, and the rule `OE-AlarmHasAlarmAction` reports them
   */
  readonly routes?: AlarmRoute[];

  /**
   * The event bus, in this account and Region, that custom events are sent to.
   *
   * @default - the default bus of the account
   */
  readonly eventBus?: IEventBus;

  /**
   * Whether the events of AWS services are heard on `eventBus` as well, as where rules of your own forward them there, and not on the default bus, which is where
   * AWS sends them. Those of other accounts are not counted.
   *
   * @default false
   */
  readonly allEventsOnEventBus?: boolean;

  /**
   * Tools that people open, acknowledge and resolve incidents in, one of each kind.
   *
   * @default - none, beside those that send events of incidents to `eventBus`
   */
  readonly incidentSources?: IncidentSource[];

  /**
   * Below which path of SSM parameters services register what belongs to them: a literal of letters, digits, `_`, `.` and `-` between slashes that does not begin with `/aws` or `/ssm`.
   * Services of other apps have to be given the same by `DeliveryTelemetry.fromAttributes`.
   *
   * @default '/cdk-pillars/delivery'
   */
  readonly registryPath?: string;

  /**
   * Namespace of the metrics: a literal of 1 to 255 characters that does not begin with `AWS/`.
   *
   * @default 'CdkPillars/Delivery'
   */
  readonly metricNamespace?: string;

  /**
   * How long an event may be late before what it tells of is final: 1 minute or more. With `changeFailureWindow`, and with `reopenWithin`, 13 days at most, as CloudWatch takes points
   * of the last 14 days.
   *
   * @default Duration.minutes(15)
   */
  readonly grace?: Duration;

  /**
   * An incident that opens so soon after a deployment ended is blamed on it: 1 minute to 13 days, less `grace`.
   *
   * @default Duration.hours(1)
   */
  readonly changeFailureWindow?: Duration;

  /**
   * What fails again so soon after it was restored continues the incident: none to 13 days, less `grace`.
   *
   * @default Duration.minutes(10)
   */
  readonly reopenWithin?: Duration;

  /**
   * Updates of stacks of a service that are no further apart are one deployment: none to `changeFailureWindow`, as a deployment would be final otherwise before it is over.
   *
   * @default Duration.minutes(10)
   */
  readonly changeGap?: Duration;

  /**
   * The next deployment to begin so soon after a failed one ended is rework: none to 90 days.
   *
   * @default Duration.hours(24)
   */
  readonly reworkWindow?: Duration;

  /**
   * How long events and what was made of them are kept in the table: `reworkWindow` and 30 days at least, 10 years at most. Nothing older can be recomputed.
   *
   * @default Duration.days(400)
   */
  readonly retention?: Duration;
}
