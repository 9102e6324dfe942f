import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { Token } from 'aws-cdk-lib';
import { ALLOWED_METRICS } from './fixtures/kind-notes';

export interface MetricId {
  readonly namespace: string;
  readonly name: string;
}

type Dimensions = Readonly<Record<string, string>>;

/** The dimension sets of a metric; those with a value hold for that value only. */
export function documentedSets(spec: SpecDatabase, { namespace, name }: MetricId): Array<Record<string, string | undefined>> {
  return spec.all('metric')
    .filter(metric => metric.namespace === namespace && metric.name === name)
    .flatMap(metric => [...spec.follow('usesDimensionSet', metric)])
    .map(({ entity: { dimensions } }) => Object.fromEntries(dimensions.map(({ name: key, value }) => [key, value === key ? undefined : value])));
}

export const names = (dimensions: object): string => Object.keys(dimensions).sort().join();

/** Whether a metric is published under dimensions, by the database of the CDK or by the allow-list. */
export function isPublished(spec: SpecDatabase, metric: MetricId, dimensions: Dimensions): boolean {
  return isDocumented(spec, metric, dimensions) || isAllowed(metric, dimensions);
}

function isDocumented(spec: SpecDatabase, metric: MetricId, dimensions: Dimensions): boolean {
  return documentedSets(spec, metric).some(set => names(set) === names(dimensions)
    && Object.entries(set).every(([name, value]) => value === undefined || Token.isUnresolved(dimensions[name]) || value === dimensions[name]));
}

function isAllowed({ namespace, name }: MetricId, dimensions: Dimensions): boolean {
  return ALLOWED_METRICS.some(allowed => allowed.namespace === namespace && allowed.metrics.includes(name)
    && names(dimensions) === [...allowed.dimensions].sort().join());
}
