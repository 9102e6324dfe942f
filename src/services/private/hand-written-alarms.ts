import type { CfnResource } from 'aws-cdk-lib';
import type { BoundSignal } from '../../signals/bound-signal';
import type { ObservedResource } from '../../signals/observed-resource';
import { peekProperty } from '../../signals/private/peek';
import { StackResources } from '../../signals/private/stack-resources';

interface WatchedMetric {
  readonly metricName: string;
  readonly dimensions: ReadonlyArray<{ readonly name: string; readonly value: unknown }>;
  readonly alarm: CfnResource;
}

/** What the alarms that somebody wrote watch. One reading of the stacks for each service. */
export class HandWrittenAlarms {
  private readonly byMetric = new Map<string, WatchedMetric[]>();

  constructor(indexes: Iterable<StackResources>) {
    for (const index of indexes) {
      for (const alarm of index.ofType('AWS::CloudWatch::Alarm')) {
        for (const metric of metricsOf(alarm)) {
          const key = `${metric.namespace}#${metric.metricName}`;
          const list = this.byMetric.get(key);
          if (list) list.push(metric); else this.byMetric.set(key, [metric]);
        }
      }
    }
  }

  /** The path of an alarm that already watches a signal of a resource. */
  public watching(signal: BoundSignal): string | undefined {
    const { spec, source, resource, variant } = signal;
    const names = spec.metricName === undefined ? Object.values(spec.inputs ?? {}).map(({ metricName }) => metricName) : [spec.metricName];
    const namespace = spec.namespace ?? source.namespace;
    const dimensions = Object.keys(variant.dimensions);
    const found = (this.byMetric.get(`${namespace}#${names[0]}`) ?? []).find(metric => watches(metric, resource, dimensions));
    return found?.alarm.node.path.replace(/\/Resource$/, '');
  }
}

function watches({ dimensions }: WatchedMetric, resource: ObservedResource, names: readonly string[]): boolean {
  return dimensions.length === names.length
    && dimensions.every(({ name }) => names.includes(name))
    && dimensions.some(({ value }) => resource._isNamedBy(value));
}

function metricsOf(alarm: CfnResource): Array<WatchedMetric & { namespace: string }> {
  return ['', ...paths(alarm, 'Metrics').map(path => `${path}.MetricStat.Metric.`)].flatMap(prefix => {
    const namespace = peekProperty(alarm, `${prefix}Namespace`);
    const metricName = peekProperty(alarm, `${prefix}MetricName`);
    if (typeof namespace !== 'string' || typeof metricName !== 'string') return [];
    const dimensions = paths(alarm, `${prefix}Dimensions`).map(path => ({ name: String(peekProperty(alarm, `${path}.Name`)), value: peekProperty(alarm, `${path}.Value`) }));
    return [{ namespace, metricName, dimensions, alarm }];
  });
}

/** The paths of the items of a list. */
function paths(alarm: CfnResource, list: string): string[] {
  const items = peekProperty(alarm, list);
  return Array.isArray(items) ? items.map((_, index) => `${list}.${index}`) : [];
}
