import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What is done about the logs of a service. */
export interface LogHygiene {
  /**
   * Whether functions without a log group of their own get one that the stack owns. Their role gets the permission to write there.
   *
   * @default true
   */
  readonly ownLogGroups?: boolean;

  /**
   * How long those log groups keep their events.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly retention?: RetentionDays;

  /**
   * Whether functions log JSON that chose no format: those of managed runtimes whose log groups no metric filter and no subscription reads, and where no logger of
   * Powertools writes JSON already.
   *
   * @default true
   * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
   */
  readonly jsonFormat?: boolean;

  /**
   * Whether timeouts, exhausted memory and failed initializations of functions are counted from their logs: three metrics of the service, each with an alarm.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
   */
  readonly countFailures?: boolean;

  /**
   * Whether queries of CloudWatch Logs Insights over the log groups of the service are saved, in a folder that has its name. They cost nothing until they run.
   *
   * @default true
   */
  readonly savedQueries?: boolean;

  /**
   * Whether anomaly detectors look for unusual patterns in the log groups of the service.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection.html
   */
  readonly anomalyDetection?: boolean;

  /**
   * Whether Contributor Insights tells the callers of APIs that write JSON access logs with the field `ip`, and the keys of DynamoDB tables that are used and throttled
   * most. Each rule is billed, and each event that it matches.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights.html
   */
  readonly contributors?: boolean;
}
