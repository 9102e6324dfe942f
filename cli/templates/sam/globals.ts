import { isFunction, isObject, itemsOf, membersOf, type Values } from '../language/values';

const PREFIX = 'AWS::Serverless::';

/** The properties of a resource, with those that the template has for all of its type. */
export function withGlobals(globals: unknown, type: string, { Properties, IgnoreGlobals }: Values): Values {
  const own = membersOf(Properties);
  const ignored = itemsOf(IgnoreGlobals);
  if (ignored.includes('*')) return own;
  const shared = Object.entries(membersOf(membersOf(globals)[type.slice(PREFIX.length)])).filter(([name]) => !ignored.includes(name));
  return merged(Object.fromEntries(shared), own) as Values;
}

/** Maps are merged, lists follow each other, and of anything else the local one holds. */
function merged(global: unknown, local: unknown): unknown {
  if (local === undefined) return global;
  if (global === undefined || isFunction(local) || isFunction(global)) return local;
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (!isObject(global) || !isObject(local)) return local;
  const names = [...new Set([...Object.keys(global), ...Object.keys(local)])];
  return Object.fromEntries(names.map(name => [name, merged(global[name], local[name])]));
}
