import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { append } from './append';
import { nameProperties } from './physical-names';
import type { TemplateUnit } from './template-unit';

/** Whose metrics without a dimension are those of all resources of the account at once. */
const ACCOUNT_WIDE = new Set(['AWS/Lambda']);

const ALARM = 'AWS::CloudWatch::Alarm';
const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';
const OBJECTIVE_QUERIES = [
  'Sli.SliMetric.MetricDataQueries', 'RequestBasedSli.RequestBasedSliMetric.TotalRequestCountMetric',
  'RequestBasedSli.RequestBasedSliMetric.MonitoredRequestCountMetric.GoodCountMetric', 'RequestBasedSli.RequestBasedSliMetric.MonitoredRequestCountMetric.BadCountMetric',
];

/** What the alarms of an app watch, or its service level objectives, by metric. */
class WatchedMetrics {
  /** By namespace and metric, then by the resource that a dimension refers to. */
  private readonly byResource = new Map<string, Map<WorkloadResource, WorkloadResource[]>>();
  /** By namespace and metric, then by the literal value of a dimension. */
  private readonly byName = new Map<string, Map<string, WorkloadResource[]>>();
  /** By namespace and metric, then by the value of a dimension as it is written, where only deployment tells what it comes to. */
  private readonly byWritten = new Map<string, Map<string, WorkloadResource[]>>();
  /** Alarms on metrics of all resources at once, by a Metrics Insights query or without a dimension. */
  private readonly ofAll = new Map<string, WorkloadResource[]>();

  constructor(alarms: readonly WorkloadResource[], queryLists: readonly string[]) {
    for (const alarm of alarms) {
      this.add(alarm, alarm.property('Namespace'), alarm.property('MetricName'), alarm.property('Dimensions'));
      for (const query of queryLists.flatMap(path => alarm.property(path).items)) {
        const metric = query.property('MetricStat.Metric');
        this.add(alarm, metric.property('Namespace'), metric.property('MetricName'), metric.property('Dimensions'));
        this.addInsights(alarm, query.property('Expression'));
      }
    }
  }

  public hasAlarmOn(resource: WorkloadResource, key: string): boolean {
    if (this.ofAll.has(key) || this.byResource.get(key)?.has(resource)) return true;
    const byWritten = this.byWritten.get(key);
    return this.isNamed(resource, key) || (byWritten !== undefined && writtenNames(resource).some(written => byWritten.has(written)));
  }

  private isNamed(resource: WorkloadResource, key: string): boolean {
    const name = resource.physicalName;
    const alarms = name === undefined ? undefined : this.byName.get(key)?.get(name);
    return alarms?.some(alarm => alarm.workload._named(alarm._unit, resource.resourceType, name!).includes(resource)) ?? false;
  }

  private add(alarm: WorkloadResource, namespace: PropertyValue, metric: PropertyValue, dimensions: PropertyValue): void {
    const service = namespace.text;
    const name = service === undefined ? undefined : metric.text;
    if (service === undefined || name === undefined) return;
    const key = keyOf(service, name);
    if (ACCOUNT_WIDE.has(service) && dimensions.isAbsent) append(this.ofAll, key, alarm);
    for (const value of valuesOf(dimensions)) {
      const { text } = value;
      if (text !== undefined) append(tableOf(this.byName, key), text, alarm);
      const targets = value.targets();
      for (const target of targets) append(tableOf(this.byResource, key), target, alarm);
      if (targets.length === 0 && value.isUnknown) append(tableOf(this.byWritten, key), asWritten(alarm._unit, value), alarm);
    }
  }

  /** `SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName`; one with a WHERE is about what it names only. */
  private addInsights(alarm: WorkloadResource, expression: PropertyValue): void {
    const query = expression.knownText;
    const [, metric, namespace] = /^\s*SELECT\s+\w+\("?([^")]+)"?\)\s+FROM\s+(?:SCHEMA\(\s*)?"?([\w/.#:-]+)"?/i.exec(query) ?? [];
    if (!metric) return;
    const key = keyOf(namespace, metric);
    if (!/\bWHERE\b/i.test(query)) append(this.ofAll, key, alarm);
    else for (const target of expression.targets()) append(tableOf(this.byResource, key), target, alarm);
  }
}

/** The values of dimensions; of those that are written out, as nearly all are, without a look at what they may be besides. */
function valuesOf(dimensions: PropertyValue): readonly PropertyValue[] {
  const written: readonly any[] = dimensions._written;
  const isWrittenOut = written.every(dimension => typeof dimension?.Name === 'string' && Object.hasOwn(dimension, 'Value'));
  return isWrittenOut ? written.map(({ Value }) => dimensions._as(Value)) : dimensions.values('*.Value');
}

/** Whether an alarm watches a metric of a resource. */
export function hasAlarmOn(resource: WorkloadResource, namespace: string, metricName: string): boolean {
  return resource.workload._once(watchedMetrics).hasAlarmOn(resource, keyOf(namespace, metricName));
}

/** Whether a service level objective is about a metric of a resource. */
export function hasObjectiveOn(resource: WorkloadResource, namespace: string, metricName: string): boolean {
  return resource.workload._once(metricsOfObjectives).hasAlarmOn(resource, keyOf(namespace, metricName));
}

function watchedMetrics(workload: Workload): WatchedMetrics {
  return new WatchedMetrics(workload.ofType(ALARM), ['Metrics']);
}

function metricsOfObjectives(workload: Workload): WatchedMetrics {
  return new WatchedMetrics(workload.ofType(OBJECTIVE), OBJECTIVE_QUERIES);
}

/** The name that a template gives to a resource, where it is not literal: an alarm of the same template can say the same. */
function writtenNames(resource: WorkloadResource): string[] {
  const names = nameProperties(resource.resourceType).map(name => resource.property(name));
  return names.filter(({ isUnknown }) => isUnknown).map(value => asWritten(resource._unit, value));
}

function asWritten({ path }: TemplateUnit, value: PropertyValue): string {
  return `${path} ${JSON.stringify(value.json)}`;
}

function keyOf(namespace: string, metricName: string): string {
  return `${namespace}#${metricName}`;
}

function tableOf<K>(tables: Map<string, Map<K, WorkloadResource[]>>, key: string): Map<K, WorkloadResource[]> {
  const table = tables.get(key) ?? new Map<K, WorkloadResource[]>();
  tables.set(key, table);
  return table;
}
