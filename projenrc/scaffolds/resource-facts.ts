import type { Metric, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { resourceOfType, serviceSpec } from './resource-types';

/** What the CDK's own data about CloudFormation and CloudWatch tells of a resource type. */
export interface ResourceFacts {
  readonly type: string;
  readonly namespace: string;
  /** The dimension that names the resource. */
  readonly dimension: string;
  /** Whether `Fn::GetAtt` gives the value of that dimension. */
  readonly isAttribute: boolean;
  /** The metrics published under that dimension alone. */
  readonly metrics: readonly { readonly name: string; readonly statistic: string }[];
}

export async function resourceFacts(type: string): Promise<ResourceFacts> {
  const spec = await serviceSpec();
  const resource = resourceOfType(spec, type);
  const { dimension, metrics } = ownMetrics(spec, resource);
  return {
    type,
    namespace: metrics[0]?.namespace ?? `AWS/${type.split('::')[1]}`,
    dimension,
    isAttribute: dimension in resource.attributes,
    metrics: [...new Map(metrics.map(({ name, statistic }) => [name, { name, statistic }])).values()],
  };
}

function ownMetrics(spec: SpecDatabase, resource: Resource): { dimension: string; metrics: Metric[] } {
  const all = [...spec.follow('resourceHasMetric', resource)].map(({ entity }) => ({ metric: entity, dimensions: dimensionSets(spec, entity) }));
  const dimension = all.flatMap(({ dimensions }) => dimensions).find(names => names.length === 1)?.[0] ?? `${resource.name}Name`;
  const own = all.filter(({ dimensions }) => dimensions.some(names => names.join() === dimension)).map(({ metric }) => metric);
  return { dimension, metrics: own.filter(metric => metric.namespace === own[0].namespace) };
}

function dimensionSets(spec: SpecDatabase, metric: Metric): string[][] {
  return [...spec.follow('usesDimensionSet', metric)].map(({ entity }) => entity.dimensions.map(({ name }) => name));
}
