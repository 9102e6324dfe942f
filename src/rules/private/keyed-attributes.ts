import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

/**
 * The value under a key in a list of keys and values, as load balancers and target groups have them. It is unknown too where a key that only deployment
 * tells may be the one.
 */
export function keyedAttribute(resource: WorkloadResource, property: string, key: string): PropertyValue {
  const list = resource.property(property);
  if (list.isUnknown) return list;
  let unknown: PropertyValue | undefined;
  for (const item of list.items) {
    const name = item.property('Key');
    if (name.text === key) return item.property('Value');
    if (name.isUnknown) unknown = name;
  }
  return unknown ?? list.property('Value');
}
