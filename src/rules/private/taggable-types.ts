import { TAGGABLE_TYPES } from './taggable-types.generated';

let properties: ReadonlyMap<string, string> | undefined;

/** The property that holds the tags of resources of a type; `undefined` where they cannot be tagged. */
export function tagProperty(resourceType: string): string | undefined {
  properties ??= new Map(Object.entries(TAGGABLE_TYPES).flatMap(([service, types]) => types.split(' ').map((type): [string, string] => {
    const [name, property = 'Tags'] = type.split(':');
    return [`${service}::${name}`, property];
  })));
  return properties.get(resourceType);
}
