/** How many metrics AWS documents for what is switched on; each is billed as a custom metric. */
export const METRIC_COUNTS = {
  asOf: '2026-11-21',
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-example-event.html */
  lambdaInsights: 8,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
  bucketRequests: 16,
  /** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html */
  distribution: 8,
  /** @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
  shard: 7,
  /** @see https://aws.amazon.com/cloudwatch/pricing/ */
  instance: 7,
} as const;
