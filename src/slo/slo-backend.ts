/** Who keeps the books of an objective. */
export enum SloBackend {
  /**
   * CloudWatch Application Signals: a service level objective in the account, which publishes attainment and burn rates as metrics. Knows windows of any
   * length, calendar windows and exclusions.
   */
  APPLICATION_SIGNALS = 'APPLICATION_SIGNALS',

  /**
   * Metric math over the metrics of the resource, in alarms and on dashboards, and nothing else. An alarm looks back seven days at most, and calendar windows and
   * exclusions are not known.
   */
  CLOUDWATCH = 'CLOUDWATCH',
}
