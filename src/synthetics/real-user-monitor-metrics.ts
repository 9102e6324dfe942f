/**
 * Metrics of an app monitor that can be had by browser, country, device, operating system and page. Interaction to next paint and satisfied page loads are not among
 * them: AWS does not document how the one is defined, and documents the other as its opposite.
 *
 * @see https://docs.aws.amazon.com/cloudwatchrum/latest/APIReference/API_MetricDefinitionRequest.html
 */
export enum RumMetric {
  /** How long pages take to load. */
  NAVIGATION_DURATION = 'PerformanceNavigationDuration',

  /** How long resources of pages take to load. */
  RESOURCE_DURATION = 'PerformanceResourceDuration',

  /** Page loads of two to eight seconds. */
  NAVIGATION_TOLERATED = 'NavigationToleratedTransaction',

  /** Page loads of eight seconds or more. */
  NAVIGATION_FRUSTRATED = 'NavigationFrustratedTransaction',

  /** Cumulative layout shift. */
  CUMULATIVE_LAYOUT_SHIFT = 'WebVitalsCumulativeLayoutShift',

  /** First input delay, which the Web Vitals have replaced by interaction to next paint. */
  FIRST_INPUT_DELAY = 'WebVitalsFirstInputDelay',

  /** Largest contentful paint. */
  LARGEST_CONTENTFUL_PAINT = 'WebVitalsLargestContentfulPaint',

  /** JavaScript errors. */
  JS_ERRORS = 'JsErrorCount',

  /** Requests of pages that failed. */
  HTTP_ERRORS = 'HttpErrorCount',

  /** Requests of pages that were answered with a client error. */
  HTTP_4XX = 'Http4xxCount',

  /** Requests of pages that were answered with a server error. */
  HTTP_5XX = 'Http5xxCount',

  /** Sessions. */
  SESSIONS = 'SessionCount',

  /** Page views. */
  PAGE_VIEWS = 'PageViewCount',
}

/**
 * A metric that is also published by what its events have in common, for the values that are named. Each combination of values is billed as a custom metric of
 * CloudWatch. The metric that is published anyway stays.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-custom-and-extended-metrics.html
 */
export interface ExtendedRumMetric {
  /** The metric. */
  readonly metric: RumMetric;

  /**
   * Values of the dimension `BrowserName`, such as `Chrome`.
   *
   * @default - not by browser
   */
  readonly browserNames?: string[];

  /**
   * Values of the dimension `CountryCode`: two letters each, such as `DE`.
   *
   * @default - not by country
   */
  readonly countryCodes?: string[];

  /**
   * Values of the dimension `DeviceType`, such as `mobile`.
   *
   * @default - not by device
   */
  readonly deviceTypes?: string[];

  /**
   * Values of the dimension `OSName`, such as `Android`.
   *
   * @default - not by operating system
   */
  readonly osNames?: string[];

  /**
   * Values of the dimension `PageId`, such as `/checkout`.
   *
   * @default - not by page
   */
  readonly pageIds?: string[];

  /**
   * Values of the dimension `FileType`, such as `script`. Only `RESOURCE_DURATION` has it.
   *
   * @default - not by type of file
   */
  readonly fileTypes?: string[];
}
