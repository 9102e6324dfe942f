/** Unit prices that replace those of the built-in list: of another Region, another date, or with a discount of yours. */
export interface PriceList {
  /**
   * Day of the prices, ISO 8601.
   *
   * @default - the day of the built-in list
   */
  readonly asOf?: string;

  /**
   * Region of the prices.
   *
   * @default us-east-1
   */
  readonly region?: string;

  /**
   * One metric of an alarm of a minute or more for a month, in USD.
   *
   * @default 0.10
   */
  readonly alarmMetric?: number;

  /**
   * One metric of an alarm of less than a minute for a month, in USD.
   *
   * @default 0.30
   */
  readonly highResolutionAlarmMetric?: number;

  /**
   * A composite alarm for a month, in USD.
   *
   * @default 0.50
   */
  readonly compositeAlarm?: number;

  /**
   * A custom metric for a month, in USD.
   *
   * @default 0.30
   */
  readonly customMetric?: number;

  /**
   * A dashboard for a month, in USD.
   *
   * @default 3.00
   */
  readonly dashboard?: number;

  /**
   * A rule of Contributor Insights for a month without the events that it matches, in USD.
   *
   * @default 0.50
   */
  readonly contributorInsightsRule?: number;

  /**
   * A vCPU of a database with the advanced level of Database Insights for a month of 730 hours, in USD.
   *
   * @default 9.125
   */
  readonly databaseInsightsVcpu?: number;

  /**
   * One run of a canary, in USD; its function, its artifacts and its logs are billed apart.
   *
   * @default 0.0012
   */
  readonly canaryRun?: number;
}
