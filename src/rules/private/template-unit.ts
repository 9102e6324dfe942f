/** A template, as far as rules read it. */
export interface Template {
  readonly Description?: unknown;
  readonly Resources?: { readonly [logicalId: string]: ResourceEntry };
  readonly Outputs?: { readonly [name: string]: { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } } };
  readonly Mappings?: { readonly [map: string]: { readonly [key: string]: { readonly [name: string]: unknown } } };
}

export interface ResourceEntry {
  readonly Type?: unknown;
  readonly Properties?: unknown;
  readonly Metadata?: { readonly [key: string]: unknown };
  readonly [attribute: string]: unknown;
}

/** One template of an app, with what is known of where it is deployed. */
export interface TemplateUnit {
  /** Path of the stack in the construct tree, or the name of a template file. */
  readonly path: string;
  /** Path of the Stage around it. */
  readonly stage: string;
  readonly template: Template;
  /** Absolute; known once the app was synthesized. */
  readonly file?: string;
  /** What each asset weighs, where an example says so; else the files tell. */
  readonly assetBytes?: number;
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  /** Keys of the tags of the stack, which CloudFormation gives to its resources at deployment. */
  readonly tags?: ReadonlySet<string>;
  /** The unit of the stack around this one; not only of a nested stack, but of any whose template is an asset, such as a product of Service Catalog. */
  readonly within?: TemplateUnit;
  /** The resource that a nested stack is in its parent. */
  readonly parent?: { readonly unit: TemplateUnit; readonly logicalId: string };
  /** Path of the construct that made a resource. */
  pathOf(logicalId: string): string | undefined;
}

/** Whether two templates may be deployed to the same account and Region. */
export function mayShareEnvironment(a: TemplateUnit, b: TemplateUnit): boolean {
  return isSameOrUnknown(a.account, b.account) && isSameOrUnknown(a.region, b.region);
}

export function isSameOrUnknown(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Of things that literal names may mean, those that a template can mean: in the same environment, and rather in the same Stage. */
export function visibleFrom<T extends { readonly unit: TemplateUnit }>(unit: TemplateUnit, candidates: readonly T[]): readonly T[] {
  if (candidates.length === 0) return candidates;
  const reachable = candidates.filter(candidate => mayShareEnvironment(unit, candidate.unit));
  const near = reachable.filter(candidate => candidate.unit.stage === unit.stage);
  return near.length > 0 ? near : reachable;
}
