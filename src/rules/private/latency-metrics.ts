import { isDistribution } from '../../signals/private/check-source';
import type { SignalCatalog } from '../../signals/signal-catalog';
import { SignalCategory } from '../../signals/signal-category';
import { metricsOf } from './alarmed-kinds';

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
  if (Object.hasOwn(LATENCIES, namespace) && LATENCIES[namespace].includes(metricName)) return true;
  const known = OF_CATALOGS.get(catalog) ?? new Map<string, ReadonlySet<string>>();
  OF_CATALOGS.set(catalog, known);
  const metrics = known.get(namespace) ?? latencyMetrics(catalog, namespace);
  known.set(namespace, metrics);
  return metrics.has(metricName);
}

const OF_KINDS = new WeakMap<SignalCatalog, Map<string, ReturnType<typeof metricsOf>>>();

/** The latencies of a kind that CloudWatch has percentiles of, in its own namespace. */
export function latenciesOf(kind: string, catalog: SignalCatalog): ReturnType<typeof metricsOf> {
  const known = OF_KINDS.get(catalog) ?? new Map<string, ReturnType<typeof metricsOf>>();
  OF_KINDS.set(catalog, known);
  let metrics = known.get(kind);
  if (!metrics) {
    const source = catalog.source(kind);
    const latencies = source.signals.filter(({ category, namespace }) => category === SignalCategory.LATENCY && namespace === undefined);
    metrics = metricsOf(source, latencies.filter(({ metricName = '' }) => hasPercentiles(source.namespace, metricName, catalog)));
    known.set(kind, metrics);
  }
  return metrics;
}

/** What the catalog itself watches by a percentile; only kinds of the service that the namespace is called after are loaded. */
function latencyMetrics(catalog: SignalCatalog, namespace: string): ReadonlySet<string> {
  const service = namespace.split('/').pop();
  const sources = catalog.resourceTypes.filter(type => type.split('::')[1] === service).flatMap(type => catalog.sourcesOfType(type));
  return new Set(sources.flatMap(source => source.signals
    .filter(signal => (signal.namespace ?? source.namespace) === namespace)
    .filter(({ category, statistic }) => category === SignalCategory.LATENCY && statistic !== undefined && isDistribution(statistic))
    .flatMap(({ metricName }) => metricName ?? [])));
}
