import { nameProperties } from './private/physical-names';
import { STACK_TYPE } from './private/stack-type';
import type { ResourceEntry, TemplateUnit } from './private/template-unit';
import { PropertyValue } from './property-value';
import type { Workload } from './workload';

/** A resource as it is deployed: with overrides, also where a raw `CfnResource` or an included template declares it. */
export class WorkloadResource {
  /** @internal */
  public static _of(workload: Workload, unit: TemplateUnit, logicalId: string, resourceType: string, entry: ResourceEntry): WorkloadResource {
    return new WorkloadResource(workload, unit, logicalId, resourceType, entry);
  }

  /** @internal */
  public static _ofStack(workload: Workload, unit: TemplateUnit): WorkloadResource {
    return new WorkloadResource(workload, unit, '', STACK_TYPE, { Properties: { Description: unit.template.Description } });
  }

  private root?: PropertyValue;
  private name?: { readonly value: string | undefined };

  private constructor(
    /** The app that it is part of. */
    public readonly workload: Workload,
    /** @internal */
    public readonly _unit: TemplateUnit,
    /** Logical id in its template; empty for a stack. */
    public readonly logicalId: string,
    /** CloudFormation type; `Stack` for a stack. */
    public readonly resourceType: string,
    private readonly entry: ResourceEntry,
  ) {}

  /** Path of its construct; where none is known, the path of its stack or template with its logical id. */
  public get path(): string {
    if (this.logicalId === '') return this._unit.path;
    return this._unit.pathOf(this.logicalId) ?? `${this._unit.path}/${this.logicalId}`;
  }

  /** Path of its stack in the construct tree, or the name of its template. */
  public get stackPath(): string {
    return this._unit.path;
  }

  /** Keys of the tags of its stack, which CloudFormation gives to all resources of the stack at deployment. */
  public get stackTags(): string[] {
    return [...this._unit.tags ?? []];
  }

  /** The name that it was given, where it is literal; `undefined` where CloudFormation makes one up. */
  public get physicalName(): string | undefined {
    this.name ??= { value: nameProperties(this.resourceType).map(name => this.property(name).text).find(text => text !== undefined) };
    return this.name.value;
  }

  /**
   * The value of a property.
   *
   * @param path names below `Properties`, joined by dots, such as `TracingConfig.Mode`
   */
  public property(path: string): PropertyValue {
    const { properties } = this;
    return path.includes('.') ? properties.property(path) : properties._member(path);
  }

  /**
   * All values under a path, where `*` stands for every member of a list.
   *
   * @param path names and `*` below `Properties`, joined by dots, such as `Targets.*.Arn`
   */
  public values(path: string): PropertyValue[] {
    return this.properties.values(path);
  }

  /**
   * An attribute of the resource that is no property, such as `UpdatePolicy`, `CreationPolicy` or `DeletionPolicy`.
   *
   * @param path its name, and names below it, joined by dots, such as `UpdatePolicy.AutoScalingRollingUpdate`
   */
  public attribute(path: string): PropertyValue {
    const [name, ...rest] = path.split('.');
    const value = PropertyValue._at(this.workload, this._unit, Object.hasOwn(this.entry, name) ? this.entry[name] : undefined);
    return rest.length === 0 ? value : value.property(rest.join('.'));
  }

  /**
   * A value that stands somewhere else than in a property, such as inside a JSON text, as one of this resource.
   *
   * @internal
   */
  public _literal(value: unknown): PropertyValue {
    return PropertyValue._at(this.workload, this._unit, value);
  }

  private get properties(): PropertyValue {
    return this.root ??= PropertyValue._at(this.workload, this._unit, this.entry.Properties);
  }
}
