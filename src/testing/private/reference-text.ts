import type { PropertyValue } from '../../rules/property-value';
import type { WorkloadResource } from '../../rules/workload-resource';

/** What stands around the path of a resource without a literal name. */
const MARK = '\u0001';

/**
 * A text in which a resource stands under its literal name, or else under its path, however it is referred to, so that texts of different templates and
 * metrics of constructs can be compared.
 */
export function comparable(value: PropertyValue): string {
  return value._marked(resource => resource.physicalName ?? `${MARK}${resource.path}${MARK}`);
}

/** The same for people. */
export function textOf(value: PropertyValue): string {
  return value._marked(nameOf);
}

/** The literal name of a resource, or the path of its construct, or else its logical id. */
export function nameOf(resource: WorkloadResource): string {
  const { physicalName, logicalId, _unit: unit } = resource;
  return physicalName ?? withoutResource(unit.pathOf(logicalId) ?? logicalId);
}

/** The path of the construct that users know, whose only child of consequence is called `Resource`. */
export function withoutResource(path: string): string {
  return path.replace(/\/(Resource|Default)$/, '');
}
