import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import type { TemplateUnit } from './template-unit';

/** The stack that a resource is deployed with: of one in a nested stack, the one around it. */
export function rootOf({ _unit }: WorkloadResource): TemplateUnit {
  let unit = _unit;
  while (unit.parent) unit = unit.parent.unit;
  return unit;
}

/** Resources of some types by the stack that they are deployed with. */
export function byRootStack(
  workload: Workload, types: readonly string[], isWanted: (resource: WorkloadResource) => boolean,
): Map<TemplateUnit, WorkloadResource[]> {
  const stacks = new Map<TemplateUnit, WorkloadResource[]>();
  for (const resource of types.flatMap(type => workload.ofType(type)).filter(isWanted)) {
    const root = rootOf(resource);
    const list = stacks.get(root);
    if (list) list.push(resource); else stacks.set(root, [resource]);
  }
  return stacks;
}
