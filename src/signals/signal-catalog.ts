import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { suggest } from '../core/private/suggest';
import { ObservedResource } from './observed-resource';
import { checkSource } from './private/check-source';
import { METRICS } from './private/metrics.generated';
import { KINDS } from './private/registry.generated';
import { type SignalMetric, signalMetrics } from './private/signal-metrics';
import type { ISignalSource } from './signal-source';

interface Entry {
  readonly kind: string;
  readonly resourceTypes: readonly string[];
  readonly load: () => ISignalSource;
  readonly metrics: () => readonly SignalMetric[];
}

/**
 * All kinds of resources that can be observed. Kinds are loaded when a resource of their type is met.
 */
export class SignalCatalog {
  /** The kinds that come with the library. */
  public static builtIn(): SignalCatalog {
    return SignalCatalog.builtInCatalog ??= new SignalCatalog(KINDS.map(entry => ({ ...entry, metrics: () => METRICS[entry.kind] })));
  }

  private static builtInCatalog?: SignalCatalog;

  private readonly byType = new Map<string, Entry[]>();

  private constructor(private readonly entries: readonly Entry[]) {
    for (const entry of entries) {
      for (const type of entry.resourceTypes) this.byType.set(type, [...this.byType.get(type) ?? [], entry]);
    }
  }

  /** All kinds. Loads every one of them. */
  public get sources(): ISignalSource[] {
    return this.entries.map(entry => entry.load());
  }

  /** Names of all kinds. */
  public get kinds(): string[] {
    return this.entries.map(entry => entry.kind);
  }

  /** CloudFormation types of all kinds. */
  public get resourceTypes(): string[] {
    return [...this.byType.keys()];
  }

  /**
   * A catalog that also has `source`; a kind of the same name is replaced. Where several kinds claim a resource, yours goes first.
   *
   * @param source the kind to add
   * @throws when the source is not well formed: no signals, duplicate ids, an expression over unknown metrics, a percentile without support
   */
  public withSource(source: ISignalSource): SignalCatalog {
    checkSource(source);
    const { resourceType, alternateResourceTypes = [] } = source;
    const resourceTypes = [resourceType, ...alternateResourceTypes];
    const entry = { kind: source.kind, resourceTypes, load: () => source, metrics: () => signalMetrics(source) };
    return new SignalCatalog([entry, ...this.entries.filter(({ kind }) => kind !== source.kind)]);
  }

  /**
   * The kind of a name.
   *
   * @throws when there is none, with the nearest names
   */
  public source(kind: string): ISignalSource {
    return this.entry(kind).load();
  }

  /**
   * The kinds of a CloudFormation type. Loads these alone.
   *
   * @param resourceType CloudFormation type; of one that no kind is about, there are none
   */
  public sourcesOfType(resourceType: string): ISignalSource[] {
    return (this.byType.get(resourceType) ?? []).map(entry => entry.load());
  }

  /**
   * The metrics of the signals of a kind. Loads no kind that came with the library.
   *
   * @internal
   */
  public _metricsOfKind(kind: string): readonly SignalMetric[] {
    return this.entry(kind).metrics();
  }

  /**
   * The metrics of the signals of all kinds of a type.
   *
   * @internal
   */
  public _metricsOfType(resourceType: string): readonly SignalMetric[] {
    return (this.byType.get(resourceType) ?? []).flatMap(({ metrics }) => metrics());
  }

  /** The resource that a construct is, if it is one of a type that a kind knows or an L1 of any type. */
  public resource(construct: IConstruct): ObservedResource | undefined {
    return ObservedResource.of(construct, this.resourceTypes);
  }

  /** The kind that claims a resource, if any. */
  public sourceOf(resource: ObservedResource): ISignalSource | undefined {
    if (resource.declaredKind !== undefined) return this.source(resource.declaredKind);
    return this.sourcesOfType(resource.resourceType).find(source => source.claims(resource));
  }

  private entry(kind: string): Entry {
    const entry = this.entries.find(candidate => candidate.kind === kind);
    if (!entry) throw complaint('SignalCatalog', { what: 'there is no such kind of resource', received: kind, fix: suggest(kind, this.kinds) });
    return entry;
  }
}
