import { App, Stage, Validations } from 'aws-cdk-lib';
import type { IPolicyValidationPlugin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { markEnforced } from '../../core/private/enforced-rules';
import { complaint } from '../../core/private/errors';
import type { TemplateUnit } from '../../rules/private/template-unit';
import type { Workload } from '../../rules/workload';
import type { WorkloadResource } from '../../rules/workload-resource';

/** Packs by the path of the scope that they were enforced on, by the name of the pack, per app. */
const ENFORCED = new WeakMap<IConstruct, Map<string, Map<string, IPolicyValidationPlugin>>>();

/** Registers a pack on the Stage around a scope. */
export function enforce(scope: IConstruct, pack: IPolicyValidationPlugin): void {
  const stage = Stage.isStage(scope) ? scope : Stage.of(scope);
  if (!stage || !App.isApp(scope.node.root)) {
    throw complaint(scope, { what: `${pack.name} checks run at the synthesis of an App, and there is none around this construct`, fix: 'Create the construct inside of one' });
  }
  const packs = enforcedPacks(scope.node.root, pack.name);
  if (packs.has(scope.node.path)) {
    throw complaint(scope, { what: `${pack.name} checks are enforced on this scope already`, fix: 'Enforce them once, with all options in one place' });
  }
  packs.set(scope.node.path, pack);
  markEnforced(scope, pack.name);
  Validations.of(stage).addPlugins(pack);
}

function enforcedPacks(root: IConstruct, packName: string): Map<string, IPolicyValidationPlugin> {
  const byName = ENFORCED.get(root) ?? new Map<string, Map<string, IPolicyValidationPlugin>>();
  ENFORCED.set(root, byName);
  const packs = byName.get(packName) ?? new Map<string, IPolicyValidationPlugin>();
  byName.set(packName, packs);
  return packs;
}

/** What a pack reports about: a scope; where the pack is enforced, without scopes inside of it that have options of their own. */
export class ReportedScope {
  private readonly inner: readonly string[];

  /** `pack` is the one that validates; a pack that is asked directly reports all of the scope. */
  constructor(private readonly scope: IConstruct, pack?: IPolicyValidationPlugin) {
    const packs = pack ? enforcedPacks(scope.node.root, pack.name) : new Map<string, IPolicyValidationPlugin>();
    const isEnforced = pack !== undefined && packs.get(scope.node.path) === pack;
    this.inner = isEnforced ? [...packs.keys()].filter(path => path !== scope.node.path && isUnder(path, scope.node.path)) : [];
  }

  /** The stacks and the resources of the templates in question that are part of the scope. */
  public resourcesOf(workload: Workload, isAskedFor: (unit: TemplateUnit) => boolean = () => true): readonly WorkloadResource[] {
    const units = new Map(workload._units.map(unit => [unit, isAskedFor(unit) ? this.covers(unit) : false]));
    const isIncluded = (resource: WorkloadResource) => units.get(resource._unit) ?? this.includes(resource.path);
    return [...workload.stacks.filter(isIncluded), ...workload.resources.filter(isIncluded)];
  }

  /** Whether the whole of a template is part of the scope; `undefined` where some of it may be. */
  private covers({ path }: TemplateUnit): boolean | undefined {
    const scope = this.scope.node.path;
    if (!isUnder(path, scope) && !isUnder(scope, path)) return false;
    if (this.inner.some(other => isUnder(path, other))) return false;
    if (isUnder(path, scope) && !this.inner.some(other => isUnder(other, path))) return true;
    return undefined;
  }

  private includes(path: string): boolean {
    return isUnder(path, this.scope.node.path) && !this.inner.some(other => isUnder(path, other));
  }
}

export function isUnder(path: string, scope: string): boolean {
  return scope === '' || path === scope || path.startsWith(`${scope}/`);
}
