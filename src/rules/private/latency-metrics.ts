import { isDistribution } from '../../signals/private/check-source';
import type { SignalCatalog } from '../../signals/signal-catalog';
import { SignalCategory } from '../../signals/signal-category';

/**
 * Latencies whose percentiles are documented; the catalog may know more. DynamoDB publishes none of SuccessfulRequestLatency.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
const LATENCIES: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway': ['Latency', 'IntegrationLatency'],
  'AWS/ApplicationELB': ['TargetResponseTime'],
  'AWS/CloudFront': ['OriginLatency'],
  'AWS/Lambda': ['Duration', 'PostRuntimeExtensionsDuration'],
  'AWS/RDS': ['ReadLatency', 'WriteLatency'],
  'AWS/S3': ['FirstByteLatency', 'TotalRequestLatency'],
};

const OF_CATALOGS = new WeakMap<SignalCatalog, ReadonlySet<string>>();

/** Whether a metric is a latency that CloudWatch has percentiles of. */
export function hasPercentiles(namespace: string, metricName: string, catalog: SignalCatalog): boolean {
  if (Object.hasOwn(LATENCIES, namespace) && LATENCIES[namespace].includes(metricName)) return true;
  let metrics = OF_CATALOGS.get(catalog);
  if (!metrics) OF_CATALOGS.set(catalog, metrics = latencyMetrics(catalog));
  return metrics.has(`${namespace}#${metricName}`);
}

/** What the catalog itself watches by a percentile. */
function latencyMetrics(catalog: SignalCatalog): ReadonlySet<string> {
  return new Set(catalog.sources.flatMap(source => source.signals
    .filter(({ category, statistic }) => category === SignalCategory.LATENCY && statistic !== undefined && isDistribution(statistic))
    .map(({ namespace, metricName }) => `${namespace ?? source.namespace}#${metricName}`)));
}
