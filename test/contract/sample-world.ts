import type { PropertyType, Property, SpecDatabase } from '@aws-cdk/service-spec-types';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { SignalCatalog, type ISignalSource, type ObservedResource, type SignalSpec, type SignalVariant, type ThresholdValue } from '../../src';
import { StackResources } from '../../src/signals/private/stack-resources';
import { KIND_NOTES, type Given } from './fixtures/kind-notes';

/** How much of a resource is configured. */
export type Configuration = 'bare' | 'required' | 'full';

/** A property by which resources of a type refer to others. */
export interface Referrer {
  readonly resourceType: string;
  readonly path: string;
}

export interface SampleWorldProps {
  readonly spec: SpecDatabase;
  readonly type: string;
  readonly configuration: Configuration;
  readonly pick?: number;
  readonly referrers?: readonly Referrer[];
  readonly subjectId?: string;
  /** Properties that resources of a type have in place of made up ones. */
  readonly given?: Given;
}

/**
 * A stack with one resource of a type, configured with sample values after the schema of its type. In a full one, resources of every type
 * that a kind asks about refer to it, configured in full as well. The number picks among alternatives: what a reference leads to, which type
 * of a union a value has.
 */
export class SampleWorld {
  public readonly stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  public readonly subject: CfnResource;

  private readonly spec: SpecDatabase;
  private readonly pick: number;
  private readonly given: Given;

  constructor({ spec, type, configuration, pick = 0, referrers = [], subjectId = 'Subject', given = {} }: SampleWorldProps) {
    this.spec = spec;
    this.pick = pick;
    this.given = given;
    this.subject = this.resource(subjectId, type, configuration);
    for (const [index, { resourceType, path }] of referrers.entries()) {
      const referrer = this.resource(`Referrer${index}`, resourceType, 'full');
      set(propertiesOf(referrer), path.replace('.*.', '.0.'), this.identity(this.subject));
    }
    StackResources.around(this.stack).refresh();
  }

  public get observed(): ObservedResource {
    return SignalCatalog.builtIn().resource(this.subject)!;
  }

  private resource(id: string, type: string, configuration: Configuration): CfnResource {
    const [known] = this.spec.lookup('resource', 'cloudFormationType', 'equals', type);
    const properties = Object.entries(known?.properties ?? {})
      .filter(([, { required }]) => configuration === 'full' || (configuration === 'required' && required))
      .map(([name, property]) => [name, this.value(property.type, property, 0)]);
    return new CfnResource(this.stack, id, { type, properties: { ...Object.fromEntries(properties), ...this.given[type] } });
  }

  private value(type: PropertyType, property: Property | undefined, depth: number): unknown {
    switch (type.type) {
      case 'string': return this.reference(property) ?? 'sample';
      case 'integer':
      case 'number': return 5;
      case 'boolean': return true;
      case 'array': return [this.value(type.element, property, depth)];
      case 'map': return { sample: this.value(type.element, undefined, depth) };
      case 'union': return this.value(type.types[this.pick % type.types.length], property, depth);
      case 'ref': return depth > 4 ? {} : Object.fromEntries(Object.entries(this.spec.get('typeDefinition', type.reference.$ref).properties)
        .map(([name, member]) => [name, this.value(member.type, member, depth + 1)]));
      default: return {};
    }
  }

  /** The reference of a property that leads to another resource, which has a name and nothing else. */
  private reference({ relationshipRefs = [] }: Partial<Property> = {}): string | undefined {
    if (relationshipRefs.length === 0) return undefined;
    const { cloudFormationType } = relationshipRefs[this.pick % relationshipRefs.length];
    const id = `Target${cloudFormationType.replace(/::/g, '')}`;
    const existing = this.stack.node.tryFindChild(id) as CfnResource | undefined;
    const properties = { Name: 'sample', ...this.given[cloudFormationType] };
    return this.identity(existing ?? new CfnResource(this.stack, id, { type: cloudFormationType, properties }));
  }

  private identity(resource: CfnResource): string {
    return resource.getAtt('Arn').toString();
  }
}

/** Every CloudFormation type of a kind. */
export function typesOf(source: ISignalSource): string[] {
  return [source.resourceType, ...source.alternateResourceTypes ?? []];
}

const CONFIGURATIONS: readonly Configuration[] = ['bare', 'required', 'full'];
const PICKS = [0, 1, 2];

const worlds = new Map<string, SampleWorld[]>();

/** Resources of a kind in all configurations, with and without others that refer to them; those that it claims. Made once: leave them as they are. */
export function worldsOf(spec: SpecDatabase, source: ISignalSource): SampleWorld[] {
  const known = worlds.get(source.kind);
  if (known) return known;
  const made = makeWorlds(spec, source);
  worlds.set(source.kind, made);
  return made;
}

/** As few resources of a kind as show each of its signals between them, the richest first; in stacks of their own. */
export function showcases(spec: SpecDatabase, source: ISignalSource, subjectId?: string): SampleWorld[] {
  const shownBy = (world: SampleWorld) => source.signals.filter(signal => source.variants(world.observed, signal).length > 0).map(({ id }) => id);
  let left = makeWorlds(spec, source, subjectId).map(world => ({ world, shown: shownBy(world) }));
  const chosen: SampleWorld[] = [];
  for (;;) {
    const richest = left.reduce((best, each) => each.shown.length > best.shown.length ? each : best, left[0]);
    if (richest.shown.length === 0) return chosen;
    chosen.push(richest.world);
    left = left.map(({ world, shown }) => ({ world, shown: shown.filter(id => !richest.shown.includes(id)) }));
  }
}

/** A sample that names no types is about the resource itself. */
function givenBy(sample: Readonly<Record<string, any>>, type: string): Given {
  return Object.keys(sample).every(key => key.includes('::')) ? sample : { [type]: sample };
}

function makeWorlds(spec: SpecDatabase, source: ISignalSource, subjectId?: string): SampleWorld[] {
  return typesOf(source).flatMap(type => {
    const asked = CONFIGURATIONS.flatMap(configuration => referrersAskedFor(source, new SampleWorld({ spec, type, configuration })));
    const referrers = [...new Map(asked.map(referrer => [`${referrer.resourceType}#${referrer.path}`, referrer])).values()];
    const samples = [{}, ...(KIND_NOTES.get(source.kind)?.samples ?? []).map(sample => givenBy(sample, type))];
    return samples.flatMap(given => CONFIGURATIONS.flatMap(configuration => [[], referrers].flatMap(referring => PICKS.map(pick =>
      new SampleWorld({ spec, type, configuration, pick, referrers: referring, subjectId, given })))));
  }).filter(({ observed }) => source.claims(observed));
}

/** The properties by which others may refer to a resource, as far as the kind asks. */
export function referrersAskedFor(source: ISignalSource, world: SampleWorld): Referrer[] {
  const asked = new Map<string, Referrer>();
  const original = StackResources.prototype.referrersOf;
  const spy = jest.spyOn(StackResources.prototype, 'referrersOf').mockImplementation(function (this: StackResources, target, name, resourceType, path) {
    asked.set(`${resourceType}#${path}`, { resourceType, path });
    return original.call(this, target, name, resourceType, path);
  });
  ask(source, world.observed);
  spy.mockRestore();
  return [...asked.values()];
}

export interface Answer {
  readonly signal: SignalSpec;
  readonly variants: SignalVariant[];
  readonly published: boolean;
  readonly threshold?: ThresholdValue;
}

/** Asks a kind everything that it can be asked about a resource. */
export function ask(source: ISignalSource, resource: ObservedResource): Answer[] {
  source.claims(resource);
  source.dimensions(resource);
  return source.signals.map(signal => ({
    signal,
    variants: source.variants(resource, signal),
    published: source.publishes(resource, signal),
    threshold: signal.alarm?.threshold.evaluate(resource),
  }));
}

function propertiesOf(resource: CfnResource): Record<string, unknown> {
  return (resource as any)._cfnProperties;
}

function set(root: any, path: string, value: unknown): void {
  const segments = path.split('.');
  const last = segments.pop()!;
  let object = root;
  for (const [index, segment] of segments.entries()) {
    if (object[segment] === null || typeof object[segment] !== 'object') object[segment] = /^\d+$/.test(segments[index + 1] ?? last) ? [] : {};
    object = object[segment];
  }
  object[last] = value;
}
