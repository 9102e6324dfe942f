import type { Linker, Located, Outcome } from './private/intrinsics';
import { type TemplateUnit, visibleFrom } from './private/template-unit';
import { WorkloadResource } from './workload-resource';

/** Who refers to whom by one property of the resources of one type. */
interface ReferrerTable {
  readonly byTarget: ReadonlyMap<WorkloadResource, WorkloadResource[]>;
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

  /** @internal */
  public readonly _linker: Linker = {
    outcomes: unit => this.outcomes.get(unit)!,
    resource: (unit, logicalId) => this.byId.get(unit)?.get(logicalId),
    resourceOfStack: (stackPath, logicalId) => this.resourceOfStack(stackPath, logicalId),
    argument: (unit, parameter) => this.argument(unit, parameter),
    nestedOutput: (unit, logicalId, output) => this.nestedOutput(unit, logicalId, output),
    exported: (unit, name) => visibleFrom(unit, this.exports.get(name) ?? [])[0],
    outputOfStack: (unit, stackName, output) => this.outputOfStack(unit, stackName, output),
  };

  private readonly byId = new Map<TemplateUnit, Map<string, WorkloadResource>>();
  private readonly outcomes = new Map<TemplateUnit, Map<unknown, Outcome>>();
  private readonly byType = new Map<string, WorkloadResource[]>();
  private readonly names = new Map<string, Map<string, WorkloadResource[]>>();
  private readonly tables = new Map<string, ReferrerTable>();
  private readonly memos = new Map<unknown, unknown>();
  private exportTable?: ReadonlyMap<string, Located[]>;

  private constructor(private readonly units: readonly TemplateUnit[]) {
    for (const unit of units) this.read(unit);
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
    return this.byType.get(resourceType) ?? [];
  }

  /**
   * The resources of a type that name `target` in a property: by reference, also across stacks, or by literal name or ARN.
   *
   * @param target the resource that is referred to
   * @param resourceType CloudFormation type of the resources that refer to it
   * @param path names below `Properties`, joined by dots; `*` stands for every member of a list
   */
  public referrersOf(target: WorkloadResource, resourceType: string, path: string): WorkloadResource[] {
    const key = `${target.resourceType}<${resourceType}#${path}`;
    let table = this.tables.get(key);
    if (!table) this.tables.set(key, table = this.referrers(target.resourceType, resourceType, path));
    return table.byTarget.get(target) ?? [];
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
    this.outcomes.set(unit, new Map());
    for (const [logicalId, entry] of Object.entries(unit.template.Resources ?? {})) {
      if (typeof entry?.Type !== 'string') continue;
      const resource = WorkloadResource._of(this, unit, logicalId, entry.Type, entry);
      ids.set(logicalId, resource);
      this.resources.push(resource);
      const list = this.byType.get(entry.Type);
      if (list) list.push(resource); else this.byType.set(entry.Type, [resource]);
    }
  }

  private referrers(targetType: string, resourceType: string, path: string): ReferrerTable {
    const byTarget = new Map<WorkloadResource, WorkloadResource[]>();
    for (const referrer of this.ofType(resourceType)) {
      for (const value of referrer.values(path)) {
        for (const target of value.targets(targetType)) {
          const list = byTarget.get(target);
          if (!list) byTarget.set(target, [referrer]);
          else if (list[list.length - 1] !== referrer) list.push(referrer);
        }
      }
    }
    return { byTarget };
  }

  private get exports(): ReadonlyMap<string, Located[]> {
    return this.exportTable ??= grouped(this.units.flatMap(unit => Object.values(unit.template.Outputs ?? {}).flatMap(output => {
      const name = output?.Export?.Name;
      return typeof name === 'string' ? [{ name, unit, raw: output.Value }] : [];
    })), ({ name }) => name);
  }

  private resourceOfStack(stackPath: string, logicalId: string): WorkloadResource | undefined {
    const unit = this._once(unitsByPath).get(stackPath);
    return unit && this.byId.get(unit)?.get(logicalId);
  }

  private argument({ parent }: TemplateUnit, parameter: string): Located | undefined {
    const properties: any = parent?.unit.template.Resources?.[parent.logicalId]?.Properties;
    return parent && properties?.Parameters?.[parameter] !== undefined ? { unit: parent.unit, raw: properties.Parameters[parameter] } : undefined;
  }

  private nestedOutput(parent: TemplateUnit, logicalId: string, output: string): Located | undefined {
    const unit = this._once(nestedUnits).get(parent)?.get(logicalId);
    return unit && outputOf(unit, output);
  }

  private outputOfStack(from: TemplateUnit, stackName: string, output: string): Located | undefined {
    const units = this._once(unitsByName).get(stackName) ?? [];
    // The Region of the other stack is part of the reference, so it need not be the one of this stack.
    const unit = units.find(({ stage }) => stage === from.stage) ?? units[0];
    return unit && outputOf(unit, output);
  }
}

function outputOf(unit: TemplateUnit, output: string): Located | undefined {
  const value = unit.template.Outputs?.[output]?.Value;
  return value === undefined ? undefined : { unit, raw: value };
}

function unitsByPath({ _units }: Workload): ReadonlyMap<string, TemplateUnit> {
  return new Map(_units.map(unit => [unit.path, unit]));
}

function unitsByName({ _units }: Workload): ReadonlyMap<string, TemplateUnit[]> {
  return grouped(_units, ({ stackName }) => stackName);
}

function nestedUnits({ _units }: Workload): ReadonlyMap<TemplateUnit, ReadonlyMap<string, TemplateUnit>> {
  const nested = new Map<TemplateUnit, Map<string, TemplateUnit>>();
  for (const unit of _units) {
    if (!unit.parent) continue;
    const children = nested.get(unit.parent.unit) ?? new Map<string, TemplateUnit>();
    nested.set(unit.parent.unit, children.set(unit.parent.logicalId, unit));
  }
  return nested;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item); else groups.set(key, [item]);
  }
  return groups;
}
