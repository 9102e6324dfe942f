import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

/** What the alarms of an app watch, by metric. */
class WatchedMetrics {
  /** By namespace and metric, then by the resource that a dimension refers to. */
  private readonly byResource = new Map<string, Map<WorkloadResource, WorkloadResource[]>>();
  /** By namespace and metric, then by the literal value of a dimension. */
  private readonly byName = new Map<string, Map<string, WorkloadResource[]>>();
  /** Alarms on metrics of all resources at once, by a Metrics Insights query. */
  private readonly ofAll = new Map<string, WorkloadResource[]>();

  constructor(workload: Workload) {
    for (const alarm of workload.ofType('AWS::CloudWatch::Alarm')) {
      this.add(alarm, alarm.property('Namespace'), alarm.property('MetricName'), alarm.property('Dimensions'));
      for (const query of alarm.property('Metrics').items) {
        const metric = query.property('MetricStat.Metric');
        this.add(alarm, metric.property('Namespace'), metric.property('MetricName'), metric.property('Dimensions'));
        this.addInsights(alarm, query.property('Expression').knownText);
      }
    }
  }

  public alarmsOn(resource: WorkloadResource, key: string): readonly WorkloadResource[] {
    const name = resource.physicalName;
    const named = name === undefined ? [] : this.byName.get(key)?.get(name) ?? [];
    return [
      ...this.byResource.get(key)?.get(resource) ?? [],
      ...named.filter(alarm => alarm.workload._named(alarm._unit, resource.resourceType, name!).includes(resource)),
      ...this.ofAll.get(key) ?? [],
    ];
  }

  private add(alarm: WorkloadResource, namespace: PropertyValue, metric: PropertyValue, dimensions: PropertyValue): void {
    if (namespace.text === undefined || metric.text === undefined) return;
    const key = keyOf(namespace.text, metric.text);
    for (const value of dimensions.values('*.Value')) {
      if (value.text !== undefined) append(tableOf(this.byName, key), value.text, alarm);
      for (const target of value.targets()) append(tableOf(this.byResource, key), target, alarm);
    }
  }

  /** `SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName`; one with a WHERE is about some resources only. */
  private addInsights(alarm: WorkloadResource, query: string): void {
    const [, metric, namespace] = /^\s*SELECT\s+\w+\("?([^")]+)"?\)\s+FROM\s+(?:SCHEMA\(\s*)?"?([\w/.#:-]+)"?/i.exec(query) ?? [];
    if (metric && !/\bWHERE\b/i.test(query)) append(this.ofAll, keyOf(namespace, metric), alarm);
  }
}

/** The alarms that watch a metric of a resource. */
export function alarmsOn(resource: WorkloadResource, namespace: string, metricName: string): readonly WorkloadResource[] {
  return resource.workload._once(watchedMetrics).alarmsOn(resource, keyOf(namespace, metricName));
}

function watchedMetrics(workload: Workload): WatchedMetrics {
  return new WatchedMetrics(workload);
}

function keyOf(namespace: string, metricName: string): string {
  return `${namespace}#${metricName}`;
}

function tableOf<K>(tables: Map<string, Map<K, WorkloadResource[]>>, key: string): Map<K, WorkloadResource[]> {
  const table = tables.get(key) ?? new Map<K, WorkloadResource[]>();
  tables.set(key, table);
  return table;
}

function append<K>(table: Map<K, WorkloadResource[]>, key: K, alarm: WorkloadResource): void {
  const list = table.get(key);
  if (list) list.push(alarm); else table.set(key, [alarm]);
}
