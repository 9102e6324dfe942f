import { isFunction, isObject, type Values } from '../language/values';
import type { Addition } from './conversion';

/** Resources with what other resources put into them. */
export function added(resources: Values, additions: readonly Addition[]): Values {
  const result: Record<string, unknown> = { ...resources };
  for (const { to, path, value, isItem } of additions) {
    if (isObject(result[to])) result[to] = put(result[to], path, value, isItem);
  }
  return result;
}

function put(target: unknown, path: readonly string[], value: unknown, isItem: boolean): unknown {
  // What deployment makes of it may hold anything.
  if (isFunction(target)) return target;
  const [name, ...rest] = path;
  if (name !== undefined) {
    const members = isObject(target) ? target : {};
    return { ...members, [name]: put(members[name], rest, value, isItem) };
  }
  if (isItem) return [...Array.isArray(target) ? target : [], value];
  return { ...isObject(target) ? target : {}, ...value as Values };
}
