import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SignalCatalog, type ISignalSource, type ObservedResource, type SignalVariant, type ThresholdValue } from '../../src';
import { StackResources } from '../../src/signals/private/stack-resources';

/** A construct as the catalog sees it now. */
export interface Observed {
  readonly resource: ObservedResource;
  readonly source: ISignalSource;
  /** Dimensions as they stand in a template. */
  readonly dimensions: any;
  /** Ids of what is measured, such as `errors` and `latency-GetItem`, without what the configuration does not publish. */
  readonly signals: string[];
  /** Ids of what the configuration does not publish. */
  readonly blind: string[];
  variants(signal: string): SignalVariant[];
  threshold(signal: string): ThresholdValue;
}

/** The resource that a construct is, with the kind that claims it. */
export function observe(construct: IConstruct, catalog: SignalCatalog = SignalCatalog.builtIn()): Observed {
  const resource = catalog.resource(construct);
  if (!resource) throw new Error(`${construct.node.path} is no resource.`);
  StackResources.around(resource.construct).refresh();
  const source = catalog.sourceOf(resource);
  if (!source) throw new Error(`No kind claims ${construct.node.path}, a ${resource.resourceType}.`);
  const specOf = (id: string) => {
    const spec = source.signals.find(candidate => candidate.id === id);
    if (!spec) throw new Error(`${source.kind} has no signal ${id}.`);
    return spec;
  };
  const isBlind = (id: string) => specOf(id).requires !== undefined && !source.publishes(resource, specOf(id));
  const ids = (blind: boolean) => source.signals.filter(({ id }) => isBlind(id) === blind)
    .flatMap(spec => source.variants(resource, spec).map(variant => variant.id === undefined ? spec.id : `${spec.id}-${variant.id}`));
  return {
    resource,
    source,
    dimensions: Stack.of(construct).resolve(source.dimensions(resource)),
    signals: ids(false),
    blind: ids(true),
    variants: id => source.variants(resource, specOf(id)),
    threshold: id => {
      const { alarm } = specOf(id);
      if (!alarm) throw new Error(`${source.kind}.${id} has no alarm.`);
      return alarm.threshold.evaluate(resource);
    },
  };
}
