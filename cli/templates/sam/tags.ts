import { isFunction, isObject } from '../language/values';

/** Tags as most resources have them; SAM writes them as a map. */
export function tagList(tags: unknown, marksOrigin = false): unknown {
  if (isFunction(tags)) return tags;
  const own = isObject(tags) ? Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) : Array.isArray(tags) ? tags : [];
  const list = [...marksOrigin ? [{ Key: 'lambda:createdBy', Value: 'SAM' }] : [], ...own];
  return list.length > 0 ? list : undefined;
}
