import { entryOf } from '../../core/private/entry-of';
import type { SignalCatalog } from '../../signals/signal-catalog';
import { distinct, type Metric } from './alarmed-kinds';

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
  'LambdaInsights': ['init_duration'],
};

const OF_CATALOGS = new WeakMap<SignalCatalog, Map<string, ReadonlySet<string>>>();

/** Whether a metric is a latency that CloudWatch has percentiles of. */
export function hasPercentiles(namespace: string, metricName: string, catalog: SignalCatalog): boolean {
  if (entryOf(LATENCIES, namespace)?.includes(metricName)) return true;
  const known = OF_CATALOGS.get(catalog) ?? new Map<string, ReadonlySet<string>>();
  OF_CATALOGS.set(catalog, known);
  const metrics = known.get(namespace) ?? latencyMetrics(catalog, namespace);
  known.set(namespace, metrics);
  return metrics.has(metricName);
}

const OF_KINDS = new WeakMap<SignalCatalog, Map<string, readonly Metric[]>>();

/** The latencies of a kind that CloudWatch has percentiles of, in its own namespace. */
export function latenciesOf(kind: string, catalog: SignalCatalog): readonly Metric[] {
  const known = OF_KINDS.get(catalog) ?? new Map<string, readonly Metric[]>();
  OF_KINDS.set(catalog, known);
  let metrics = known.get(kind);
  if (!metrics) {
    const latencies = catalog._metricsOfKind(kind).filter(({ latency }) => latency);
    metrics = distinct(latencies.filter(({ namespace, metricName }) => hasPercentiles(namespace, metricName, catalog)));
    known.set(kind, metrics);
  }
  return metrics;
}

/** What the catalog itself watches by a percentile, of the service that the namespace is called after. */
function latencyMetrics(catalog: SignalCatalog, namespace: string): ReadonlySet<string> {
  const service = namespace.split('/').pop();
  const metrics = catalog.resourceTypes.filter(type => type.split('::')[1] === service).flatMap(type => catalog._metricsOfType(type));
  return new Set(metrics.filter(metric => metric.latencyPercentile && metric.namespace === namespace).map(({ metricName }) => metricName));
}
