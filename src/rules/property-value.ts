import { evaluate, isReference, isScalar, knownText, type Outcome, type Piece, plainReference, referencesIn, soleKey } from './private/intrinsics';
import { isOfService, parseName } from './private/physical-names';
import { isSameOrUnknown, type TemplateUnit } from './private/template-unit';
import type { Workload } from './workload';
import type { WorkloadResource } from './workload-resource';

/**
 * The value of a property as deployed: there, absent, or only known at deployment. Intrinsic functions are followed as far as the
 * templates of the app tell, across stacks and nested stacks.
 */
export class PropertyValue {
  /** @internal */
  public static _at(workload: Workload, unit: TemplateUnit, raw: unknown): PropertyValue {
    return new PropertyValue(workload, unit, raw);
  }

  private evaluated?: Outcome;

  private constructor(
    private readonly workload: Workload,
    private readonly unit: TemplateUnit,
    private readonly raw: unknown,
    evaluated?: Outcome,
  ) {
    this.evaluated = evaluated;
  }

  /** Whether the property is not there, or `AWS::NoValue`. */
  public get isAbsent(): boolean {
    const { raw } = this;
    if (raw === undefined || raw === null) return true;
    if (typeof raw !== 'object' || Array.isArray(raw) || soleKey(raw) === undefined) return false;
    return this.plainReference === undefined && this.outcome.kind === 'absent';
  }

  /** Whether only deployment can tell: a parameter, a condition, an attribute of a resource. */
  public get isUnknown(): boolean {
    return !isPlain(this.raw) && this.outcome.kind === 'unknown';
  }

  /** The text; numbers and booleans as they are written. `undefined` when absent, unknown, a list or an object. */
  public get text(): string | undefined {
    const value = this.literal;
    if (typeof value === 'string') return value;
    return isScalar(value) ? String(value) : undefined;
  }

  /** The number, also where it is written as a text. `undefined` when absent, unknown or no number. */
  public get number(): number | undefined {
    const value = this.literal;
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    if (typeof value === 'string' && value.trim() === '') return undefined;
    const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
    return Number.isFinite(number) ? number : undefined;
  }

  /** The boolean, also where it is written as a text. `undefined` when absent, unknown or no boolean. */
  public get flag(): boolean | undefined {
    const value = this.literal;
    if (value === true || value === 'true') return true;
    return value === false || value === 'false' ? false : undefined;
  }

  /** The members of a list; those that are `AWS::NoValue` left out. Empty when absent, unknown or no list. */
  public get items(): PropertyValue[] {
    const items: PropertyValue[] = [];
    this.addItems(items);
    return items;
  }

  /** Whether the value is a list. */
  public get isList(): boolean {
    return Array.isArray(this.literal);
  }

  /** The names of the members of an object. Empty when absent, unknown or no object. */
  public get keys(): string[] {
    const value = this.literal;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
  }

  /** The text with nothing in place of the parts that only deployment tells; empty when nothing of it is known. */
  public get knownText(): string {
    return knownText(this.outcome);
  }

  /**
   * The value under a path inside of this one.
   *
   * @param path names, joined by dots
   */
  public property(path: string): PropertyValue {
    let { unit, raw, outcome } = this;
    for (const name of segmentsOf(path)) {
      if (outcome.kind === 'unknown') break;
      if (outcome.kind === 'absent') return this.workload._once(absentValue);
      const value: any = outcome.value;
      unit = outcome.unit;
      raw = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined;
      outcome = evaluate({ unit, raw }, this.workload._linker);
    }
    return new PropertyValue(this.workload, unit, raw, outcome);
  }

  /**
   * All values under a path, where `*` stands for every member of a list, such as `Targets.*.Arn`. A list that only deployment tells is one unknown value.
   *
   * @param path names and `*`, joined by dots
   */
  public values(path: string): PropertyValue[] {
    let values: PropertyValue[] = [this];
    for (const name of segmentsOf(path)) {
      const next: PropertyValue[] = [];
      for (const value of values) {
        if (name !== '*') next.push(value._member(name));
        else if (value.isUnknown) next.push(value);
        else value.addItems(next);
      }
      values = next;
    }
    return values;
  }

  /**
   * The resources of the app that the value names: by reference, or by literal name or ARN.
   *
   * @param resourceTypes CloudFormation types that count; a literal name can only be told with a type
   */
  public targets(...resourceTypes: string[]): WorkloadResource[] {
    if (!this.workload._hasAnyOf(resourceTypes)) return [];
    const sole = this.plainReference;
    if (sole) return resourceTypes.length === 0 || resourceTypes.includes(sole.resourceType) ? [sole] : [];
    if (this.isAbsent) return [];
    const references = referencesIn(this.outcome, this.workload._linker);
    const referred: WorkloadResource[] = [];
    for (const { resource } of references) {
      if ((resourceTypes.length === 0 || resourceTypes.includes(resource.resourceType)) && !referred.includes(resource)) referred.push(resource);
    }
    if (referred.length > 0) return referred;
    // A reference to something else, as nearly all are.
    if (references.length === 1 && references[0] === this.sole) return referred;
    const literal = parseName(this.knownText);
    if (!literal || (this.isUnknown && literal.service === undefined)) return [];
    return resourceTypes.filter(type => isOfService(type, literal.service)).flatMap(type => this.workload._named(this.unit, type, literal.name))
      .filter(({ _unit: unit }) => isSameOrUnknown(unit.region, literal.region) && isSameOrUnknown(unit.account, literal.account));
  }

  /** The value as it stands in the template, intrinsic functions included; the members of a list or an object too. */
  public get json(): any {
    // It is the template that other rules and packs read too.
    return frozen(this.outcome.kind === 'known' ? this.outcome.value : this.raw);
  }

  /**
   * The text with a mark in place of each resource that it refers to, and nothing in place of what else only deployment tells.
   *
   * @internal
   */
  public _marked(mark: (resource: WorkloadResource) => string): string {
    if (this.outcome.kind !== 'unknown') return this.knownText;
    return this.outcome.pieces.map(piece => typeof piece === 'string' ? piece : isReference(piece) ? mark(piece.resource) : '').join('');
  }

  /**
   * The resource that a bare `Ref` names.
   *
   * @internal
   */
  public get _referred(): WorkloadResource | undefined {
    const piece = this.sole;
    return piece !== undefined && isReference(piece) && piece.attribute === undefined ? piece.resource : undefined;
  }

  /**
   * The text up to the first part that only deployment tells.
   *
   * @internal
   */
  public get _start(): string {
    if (this.outcome.kind !== 'unknown') return this.knownText;
    const end = this.outcome.pieces.findIndex(piece => typeof piece !== 'string');
    return this.outcome.pieces.slice(0, end).join('');
  }

  /**
   * The text after the last part that only deployment tells.
   *
   * @internal
   */
  public get _end(): string {
    if (this.outcome.kind !== 'unknown') return this.knownText;
    const { pieces } = this.outcome;
    return pieces.slice(pieces.map(piece => typeof piece === 'string').lastIndexOf(false) + 1).join('');
  }

  /**
   * The value under one name inside of this one: what `property` is asked for most.
   *
   * @internal
   */
  public _member(name: string): PropertyValue {
    const { outcome } = this;
    if (outcome.kind !== 'known') return this;
    const value: any = outcome.value;
    const raw = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined;
    return raw === undefined ? this.workload._once(absentValue) : PropertyValue._at(this.workload, outcome.unit, raw);
  }

  /**
   * The members of a list as the template has them.
   *
   * @internal
   */
  public get _written(): readonly unknown[] {
    return this.outcome.kind === 'known' && Array.isArray(this.outcome.value) ? this.outcome.value : [];
  }

  /**
   * Whether a list has a member that is not `AWS::NoValue`.
   *
   * @internal
   */
  public get _hasItems(): boolean {
    return this._written.some(raw => !this._as(raw).isAbsent);
  }

  /**
   * A member of this value, as the template has it, as a value.
   *
   * @internal
   */
  public _as(raw: unknown): PropertyValue {
    return PropertyValue._at(this.workload, this.outcome.kind === 'known' ? this.outcome.unit : this.unit, raw);
  }

  /**
   * The resources that the value refers to, and whether it may name others by a literal name or ARN.
   *
   * @internal
   */
  public get _references(): { readonly resources: readonly WorkloadResource[]; readonly mayName: boolean } {
    const sole = this.plainReference;
    if (sole) return { resources: [sole], mayName: false };
    if (this.isAbsent) return NO_REFERENCES;
    if (isPlain(this.raw)) return LITERAL;
    const references = referencesIn(this.outcome, this.workload._linker);
    const isBare = references.length === 1 && references[0] === this.sole;
    return { resources: references.map(({ resource }) => resource), mayName: !isBare };
  }

  /** The resource of a reference as nearly all are written; what it comes to need not be worked out. */
  private get plainReference(): WorkloadResource | undefined {
    const { raw } = this;
    if (raw === null || typeof raw !== 'object') return undefined;
    const imported = (raw as any)['Fn::ImportValue'];
    if (typeof imported === 'string') return this.workload._linker.importedResource(this.unit, imported);
    return plainReference(this.unit, raw, this.workload._linker)?.resource;
  }

  private addItems(items: PropertyValue[]): void {
    const { outcome } = this;
    if (outcome.kind !== 'known' || !Array.isArray(outcome.value)) return;
    for (const raw of outcome.value) {
      const item = new PropertyValue(this.workload, outcome.unit, raw);
      if (!item.isAbsent) items.push(item);
    }
  }

  private get outcome(): Outcome {
    return this.evaluated ??= evaluate({ unit: this.unit, raw: this.raw }, this.workload._linker);
  }

  /** The only piece of a value that only deployment tells. */
  private get sole(): Piece | undefined {
    return this.outcome.kind === 'unknown' && this.outcome.pieces.length === 1 ? this.outcome.pieces[0] : undefined;
  }

  private get literal(): unknown {
    if (isPlain(this.raw)) return this.raw;
    return this.outcome.kind === 'known' ? this.outcome.value : undefined;
  }
}

const NO_REFERENCES = { resources: [], mayName: false };
const LITERAL = { resources: [], mayName: true };

/** Whether a value stands for itself, as nearly all do. */
function isPlain(raw: unknown): boolean {
  return typeof raw === 'string' ? !raw.includes('{{resolve:') : raw !== null && typeof raw !== 'object';
}

/** One for all that is absent, which most properties are. */
function absentValue(workload: Workload): PropertyValue {
  return PropertyValue._at(workload, workload._units[0], undefined);
}

function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

const SEGMENTS = new Map<string, readonly string[]>();

function segmentsOf(path: string): readonly string[] {
  let segments = SEGMENTS.get(path);
  if (!segments) SEGMENTS.set(path, segments = path.split('.'));
  return segments;
}
