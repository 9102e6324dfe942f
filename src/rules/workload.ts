import type { Linker } from './private/intrinsics';
import { grouped, TemplateLinks } from './private/links';
import { STACK_TYPE } from './private/stack-type';
import { type TemplateUnit, visibleFrom } from './private/template-unit';
import type { PropertyValue } from './property-value';
import { WorkloadResource } from './workload-resource';

/** A value that may name a resource literally; which one, only its type tells. */
interface Naming {
  readonly referrer: WorkloadResource;
  readonly value: PropertyValue;
}

/** Who refers to whom by one property of the resources of one type. */
interface ReferrerTable {
  readonly byTarget: ReadonlyMap<WorkloadResource, WorkloadResource[]>;
  readonly naming: readonly Naming[];
  /** By the type of what is named, once somebody asks for it. */
  readonly byName: Map<string, Map<WorkloadResource, WorkloadResource[]>>;
}

/**
 * Everything that an app deploys: all resources of all its stacks, nested stacks and Stages, and who refers to whom. It is read once and
 * shared by all packs; what rules ask of it is indexed when the first of them asks.
 */
export class Workload {
  /** @internal */
  public static _of(units: readonly TemplateUnit[]): Workload {
    return new Workload(units);
  }

  /** All resources, in the order of the construct tree. */
  public readonly resources: WorkloadResource[] = [];

  /** All stacks but nested ones, as what rules judge that are about stacks: `Description` is the one property that they have. */
  public readonly stacks: WorkloadResource[] = [];

  /** @internal */
  public readonly _linker: Linker;

  private readonly byId = new Map<TemplateUnit, Map<string, WorkloadResource>>();
  private readonly byType = new Map<string, WorkloadResource[]>();
  private readonly names = new Map<string, Map<string, WorkloadResource[]>>();
  private readonly tables = new Map<string, Map<string, ReferrerTable>>();
  private readonly memos = new Map<unknown, unknown>();

  private constructor(private readonly units: readonly TemplateUnit[]) {
    for (const unit of units) this.read(unit);
    this._linker = new TemplateLinks(units, this.byId);
  }

  /** CloudFormation types of all resources. */
  public get resourceTypes(): string[] {
    return [...this.byType.keys()];
  }

  /**
   * The resources of a type, in the order of the construct tree.
   *
   * @param resourceType CloudFormation type
   */
  public ofType(resourceType: string): WorkloadResource[] {
    return this.byType.get(resourceType) ?? (resourceType === STACK_TYPE ? this.stacks : []);
  }

  /**
   * The resources of a type that name `target` in a property: by reference, also across stacks, or by literal name or ARN.
   *
   * @param target the resource that is referred to
   * @param resourceType CloudFormation type of the resources that refer to it
   * @param path names below `Properties`, joined by dots; `*` stands for every member of a list
   */
  public referrersOf(target: WorkloadResource, resourceType: string, path: string): WorkloadResource[] {
    const referrers = this.byType.get(resourceType);
    if (!referrers) return [];
    let tables = this.tables.get(resourceType);
    if (!tables) this.tables.set(resourceType, tables = new Map());
    let table = tables.get(path);
    if (!table) tables.set(path, table = this.tableOf(resourceType, path));
    return this.referrers(target, table);
  }

  /**
   * What `make` makes of this workload; made once. How rules share an index of their own.
   *
   * @internal
   */
  public _once<T>(make: (workload: Workload) => T): T {
    if (!this.memos.has(make)) this.memos.set(make, make(this));
    return this.memos.get(make) as T;
  }

  /**
   * Whether there is a resource of one of the types; of no types in particular, there is.
   *
   * @internal
   */
  public _hasAnyOf(resourceTypes: readonly string[]): boolean {
    if (resourceTypes.length === 0) return true;
    for (const type of resourceTypes) if (this.byType.has(type)) return true;
    return false;
  }

  /** @internal */
  public _named(from: TemplateUnit, resourceType: string, name: string): readonly WorkloadResource[] {
    let named = this.names.get(resourceType);
    if (!named) {
      named = grouped(this.ofType(resourceType), ({ physicalName }) => physicalName);
      this.names.set(resourceType, named);
    }
    return visibleFrom(from, (named.get(name) ?? []).map(resource => ({ resource, unit: resource._unit }))).map(({ resource }) => resource);
  }

  /** @internal */
  public get _units(): readonly TemplateUnit[] {
    return this.units;
  }

  private read(unit: TemplateUnit): void {
    const ids = new Map<string, WorkloadResource>();
    this.byId.set(unit, ids);
    if (!unit.parent) this.stacks.push(WorkloadResource._ofStack(this, unit));
    for (const [logicalId, entry] of Object.entries(unit.template.Resources ?? {})) {
      if (typeof entry?.Type !== 'string') continue;
      const resource = WorkloadResource._of(this, unit, logicalId, entry.Type, entry);
      ids.set(logicalId, resource);
      this.resources.push(resource);
      const list = this.byType.get(entry.Type);
      if (list) list.push(resource); else this.byType.set(entry.Type, [resource]);
    }
  }

  private referrers(target: WorkloadResource, { byTarget, naming, byName }: ReferrerTable): WorkloadResource[] {
    const referring = byTarget.get(target);
    if (naming.length === 0) return referring ?? [];
    let named = byName.get(target.resourceType);
    if (!named) byName.set(target.resourceType, named = namesOf(naming, target.resourceType));
    const byLiteral = named.get(target);
    if (!referring || !byLiteral) return referring ?? byLiteral ?? [];
    return [...new Set([...referring, ...byLiteral])].sort((a, b) => this.positionOf(a) - this.positionOf(b));
  }

  private positionOf(resource: WorkloadResource): number {
    return this._once(positions).get(resource)!;
  }

  private tableOf(resourceType: string, path: string): ReferrerTable {
    const byTarget = new Map<WorkloadResource, WorkloadResource[]>();
    const naming: Naming[] = [];
    for (const referrer of this.ofType(resourceType)) {
      for (const value of referrer.values(path)) {
        const { resources, mayName } = value._references;
        for (const target of resources) append(byTarget, target, referrer);
        if (mayName) naming.push({ referrer, value });
      }
    }
    return { byTarget, naming, byName: new Map() };
  }
}

function namesOf(naming: readonly Naming[], targetType: string): Map<WorkloadResource, WorkloadResource[]> {
  const named = new Map<WorkloadResource, WorkloadResource[]>();
  for (const { referrer, value } of naming) for (const target of value.targets(targetType)) append(named, target, referrer);
  return named;
}

function append(table: Map<WorkloadResource, WorkloadResource[]>, target: WorkloadResource, referrer: WorkloadResource): void {
  const list = table.get(target);
  if (!list) table.set(target, [referrer]);
  else if (list[list.length - 1] !== referrer) list.push(referrer);
}

function positions({ resources }: Workload): ReadonlyMap<WorkloadResource, number> {
  return new Map(resources.map((resource, index) => [resource, index]));
}
