import { SignalSource } from '../custom-signal-source';
import type { ObservedResource } from '../observed-resource';
import type { ISignalSource, SignalVariant } from '../signal-source';
import type { SignalSpec } from '../signal-spec';
import type { SliSpec, UserFacing } from '../sli-spec';

type Dimensions = { [name: string]: string };

/** A signal as a kind file writes it: the specification, and functions where one resource differs from another. */
export interface SignalDefinition extends Omit<SignalSpec, 'id' | 'source'> {
  /** @default - the source of the kind */
  readonly source?: string;
  /** @default - one variant with the dimensions of the resource */
  readonly variants?: (resource: ObservedResource, dimensions: Dimensions) => SignalVariant[];
  /** Whether the configuration publishes the signal; goes with `requires`. */
  readonly publishedBy?: (resource: ObservedResource) => boolean;
}

/** A kind of resource as its file writes it. */
export interface KindDefinition {
  readonly kind: string;
  readonly title: string;
  readonly resourceType: string;
  readonly alternateResourceTypes?: string[];
  readonly namespace: string;
  /** @default - the Region of the resource */
  readonly metricsRegion?: string;
  readonly naming: string;
  readonly cautions?: string[];
  /** Where names, statistics and units of its signals are documented, unless a signal says otherwise. */
  readonly source: string;
  /** @default - every resource of the type */
  readonly claims?: (resource: ObservedResource) => boolean;
  /** Undefined values mean that the resource cannot be named. */
  readonly dimensions: (resource: ObservedResource) => { [name: string]: string | undefined };
  readonly signals: { readonly [id: string]: SignalDefinition };
  /** @default - nothing that an objective could be set for */
  readonly slis?: SliSpec[];
  /** @default - users do not meet it */
  readonly userFacing?: UserFacing;
}

/** Makes the source of a kind from its definition. */
export function defineSignals(definition: KindDefinition): ISignalSource {
  return new DefinedSource(definition);
}

class DefinedSource extends SignalSource {
  public readonly kind: string;
  public readonly title: string;
  public readonly resourceType: string;
  public override readonly alternateResourceTypes?: string[];
  public readonly namespace: string;
  public override readonly metricsRegion?: string;
  public override readonly naming: string;
  public override readonly cautions?: string[];
  public readonly signals: SignalSpec[];
  public override readonly slis?: SliSpec[];
  public override readonly userFacing?: UserFacing;

  constructor(private readonly definition: KindDefinition) {
    super();
    this.kind = definition.kind;
    this.title = definition.title;
    this.resourceType = definition.resourceType;
    this.alternateResourceTypes = definition.alternateResourceTypes;
    this.namespace = definition.namespace;
    this.metricsRegion = definition.metricsRegion;
    this.naming = definition.naming;
    this.cautions = definition.cautions;
    this.slis = definition.slis?.map(sli => ({ ...sli, source: sli.source ?? sourceOf(sli.signalId ?? sli.publishedWith, definition) }));
    this.userFacing = definition.userFacing;
    this.signals = Object.entries(definition.signals).map(([id, signal]) => specOf(id, signal, definition));
  }

  public claims(resource: ObservedResource): boolean {
    return this.definition.claims?.(resource) ?? true;
  }

  public dimensions(resource: ObservedResource): Dimensions | undefined {
    const dimensions = this.definition.dimensions(resource);
    return Object.values(dimensions).includes(undefined) ? undefined : dimensions as Dimensions;
  }

  public variants(resource: ObservedResource, signal: SignalSpec): SignalVariant[] {
    const variants = this.definition.signals[signal.id].variants;
    if (!variants) return super.variants(resource, signal);
    const dimensions = this.dimensions(resource);
    return dimensions === undefined ? [] : variants(resource, dimensions);
  }

  public publishes(resource: ObservedResource, signal: SignalSpec): boolean {
    return this.definition.signals[signal.id].publishedBy?.(resource) ?? true;
  }
}

function sourceOf(signalId: string | undefined, { signals, source }: KindDefinition): string {
  return (signalId === undefined ? undefined : signals[signalId]?.source) ?? source;
}

function specOf(id: string, definition: SignalDefinition, kind: KindDefinition): SignalSpec {
  const { variants: _variants, publishedBy: _publishedBy, ...spec } = definition;
  return { ...spec, id, source: spec.source ?? kind.source };
}
