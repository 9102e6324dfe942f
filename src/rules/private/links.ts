import type { WorkloadResource } from '../workload-resource';
import { evaluate, isReference, type Linker, type Located, Outcomes } from './intrinsics';
import { isSameOrUnknown, type TemplateUnit, visibleFrom } from './template-unit';

/** How the CDK carries a reference into another Region: a writer puts it under a key, and a reader of the other Region has it as an attribute of that key. */
const CROSS_REGION_WRITER = 'Custom::CrossRegionExportWriter';

/** Finds what intrinsic functions of some templates name in others of them. */
export class TemplateLinks implements Linker {
  private readonly outcomesByUnit = new Map<TemplateUnit, Outcomes>();
  /** Of each template, what the exports are that it imports: many resources import the same. */
  private readonly exportsSeen = new Map<TemplateUnit, Map<string, Located | undefined>>();
  private readonly importsSeen = new Map<TemplateUnit, Map<string, WorkloadResource | undefined>>();
  private readonly tables = new Map<unknown, unknown>();

  constructor(
    private readonly units: readonly TemplateUnit[],
    private readonly resources: ReadonlyMap<TemplateUnit, ReadonlyMap<string, WorkloadResource>>,
  ) {}

  public outcomes(unit: TemplateUnit): Outcomes {
    let outcomes = this.outcomesByUnit.get(unit);
    if (!outcomes) this.outcomesByUnit.set(unit, outcomes = new Outcomes());
    return outcomes;
  }

  public resource(unit: TemplateUnit, logicalId: string): WorkloadResource | undefined {
    return this.resources.get(unit)?.get(logicalId);
  }

  public resourceOfStack(stackPath: string, logicalId: string): WorkloadResource | undefined {
    const [unit] = this.once(unitsByPath).get(stackPath) ?? [];
    return unit && this.resource(unit, logicalId);
  }

  public argument({ parent }: TemplateUnit, parameter: string): Located | undefined {
    const argument = parent && propertiesOf(parent.unit, parent.logicalId)?.Parameters?.[parameter];
    return argument === undefined ? undefined : { unit: parent!.unit, raw: argument };
  }

  public nestedOutput(parent: TemplateUnit, logicalId: string, output: string): Located | undefined {
    const nested = this.once(nestedUnits).get(parent)?.find(unit => unit.parent!.logicalId === logicalId);
    return nested && outputOf(nested, output);
  }

  public exported(unit: TemplateUnit, name: string): Located | undefined {
    let seen = this.exportsSeen.get(unit);
    if (!seen) this.exportsSeen.set(unit, seen = new Map());
    if (!seen.has(name)) seen.set(name, visibleFrom(unit, this.once(exportsByName).get(name) ?? [])[0]);
    return seen.get(name);
  }

  public importedResource(unit: TemplateUnit, name: string): WorkloadResource | undefined {
    let seen = this.importsSeen.get(unit);
    if (!seen) this.importsSeen.set(unit, seen = new Map());
    if (!seen.has(name)) seen.set(name, this.referredBy(this.exported(unit, name)));
    return seen.get(name);
  }

  private referredBy(located: Located | undefined): WorkloadResource | undefined {
    const outcome = located && evaluate(located, this);
    const [piece, ...others] = outcome?.kind === 'unknown' ? outcome.pieces : [];
    return piece !== undefined && others.length === 0 && isReference(piece) ? piece.resource : undefined;
  }

  public outputOfStack(from: TemplateUnit, stackName: string, output: string, region = from.region): Located | undefined {
    const candidates = (this.once(unitsByName).get(stackName) ?? [])
      .filter(unit => isSameOrUnknown(unit.region, region))
      .flatMap(unit => outputOf(unit, output) ?? []);
    return candidates.find(({ unit }) => unit.stage === from.stage) ?? candidates[0];
  }

  public crossRegionExport(key: string): Located | undefined {
    return this.once(crossRegionExports).get(key)?.[0];
  }

  private once<T>(make: (units: readonly TemplateUnit[], links: TemplateLinks) => T): T {
    if (!this.tables.has(make)) this.tables.set(make, make(this.units, this));
    return this.tables.get(make) as T;
  }
}

function propertiesOf(unit: TemplateUnit, logicalId: string): any {
  return unit.template.Resources?.[logicalId]?.Properties;
}

function outputOf(unit: TemplateUnit, output: string): Located | undefined {
  const value = unit.template.Outputs?.[output]?.Value;
  return value === undefined ? undefined : { unit, raw: value };
}

function unitsByPath(units: readonly TemplateUnit[]): ReadonlyMap<string, TemplateUnit[]> {
  return grouped(units, ({ path }) => path);
}

function unitsByName(units: readonly TemplateUnit[]): ReadonlyMap<string, TemplateUnit[]> {
  return grouped(units, ({ stackName }) => stackName);
}

function nestedUnits(units: readonly TemplateUnit[]): ReadonlyMap<TemplateUnit, TemplateUnit[]> {
  return grouped(units, ({ parent }) => parent?.unit);
}

function exportsByName(units: readonly TemplateUnit[], links: TemplateLinks): ReadonlyMap<string, Located[]> {
  const outputs = units.flatMap(unit => Object.values(unit.template.Outputs ?? {})
    .map(output => ({ unit, raw: output?.Value, name: output?.Export?.Name })));
  return grouped(outputs, ({ unit, name }) => {
    const outcome = evaluate({ unit, raw: name }, links);
    return outcome.kind === 'known' && typeof outcome.value === 'string' ? outcome.value : undefined;
  });
}

function crossRegionExports(units: readonly TemplateUnit[]): ReadonlyMap<string, Located[]> {
  const writers = units.flatMap(unit => Object.values(unit.template.Resources ?? {})
    .filter(resource => resource?.Type === CROSS_REGION_WRITER)
    .map(({ Properties }: any) => ({ unit, exports: Properties?.WriterProps?.exports ?? {} })));
  return grouped(writers.flatMap(({ unit, exports }) => Object.entries(exports).map(([key, raw]) => ({ key, unit, raw }))), ({ key }) => key);
}

export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item); else groups.set(key, [item]);
  }
  return groups;
}
