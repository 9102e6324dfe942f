import type { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * What holds pages of a service back, besides the services that it depends on and its own objectives. Alarms go to ALARM all the same and stand on the
 * dashboards; only their actions wait.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 */
export interface SuppressionOptions {
  /**
   * How long a page waits for what would hold it back: whole seconds, 0 or more. A page that nothing held back by then goes out.
   *
   * @default - 2 minutes; 10 minutes for the health alarm of a service with objectives, which are to page first
   */
  readonly waitPeriod?: Duration;

  /**
   * How long pages are held back after what held them back is over, so that alarms that look back over some minutes can recover: whole seconds, 0 or more.
   *
   * @default - 5 minutes; 10 minutes for the health alarm of a service with objectives
   */
  readonly extensionPeriod?: Duration;

  /**
   * Alarms of yours that hold pages back while they are in ALARM, such as one that a pipeline sets. In the account and the Region of the service, and in an
   * App with its stack or imported.
   *
   * @default - none
   */
  readonly during?: IAlarm[];

  /**
   * Whether pages are held back while a stack of the service is updated, or an ECS service or a CodeDeploy deployment group among its resources is
   * deployed. For the alarms in the Region of the service. Costs a custom metric, two alarms and a composite alarm: 1 USD a month.
   *
   * @default false
   */
  readonly deployments?: boolean;

  /**
   * For how long one deployment can hold pages back, counted from the last sign of its beginning: whole minutes, 1 minute to 1 day.
   *
   * @default Duration.minutes(15)
   */
  readonly longestDeployment?: Duration;
}
