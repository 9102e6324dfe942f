import { entryOf } from '../../core/private/entry-of';
import { TAGGABLE_TYPES } from './taggable-types.generated';

const PROPERTIES = new Map<string, string | undefined>();

/** The property that holds the tags of resources of a type; `undefined` where they cannot be tagged. */
export function tagProperty(resourceType: string): string | undefined {
  if (!PROPERTIES.has(resourceType)) PROPERTIES.set(resourceType, read(resourceType));
  return PROPERTIES.get(resourceType);
}

function read(resourceType: string): string | undefined {
  const end = resourceType.lastIndexOf('::');
  const name = resourceType.slice(end + '::'.length);
  const service = resourceType.slice(0, end);
  const types = entryOf(TAGGABLE_TYPES, service)?.split(' ') ?? [];
  const entry = types.find(type => type === name || type.startsWith(`${name}:`));
  return entry && (entry.split(':')[1] ?? 'Tags');
}
