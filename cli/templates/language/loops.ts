import { Failure } from '../../failure';
import { isObject, textOf, type Values } from './values';

const LOOP = 'Fn::ForEach::';
/** CloudFormation allows far less. */
const MOST_TURNS = 20_000;

/** Resources with loops written out, and the loop that each of those came from. */
export interface Unrolled {
  readonly members: Values;
  readonly origins: ReadonlyMap<string, string>;
}

/** Writes out the loops among the members of an object, and those inside of them, where what they loop over is literal. */
export function unroll(members: Values): Unrolled {
  const turns = { left: MOST_TURNS };
  const origins = new Map<string, string>();
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(members)) {
    const made = membersAt(key, value, turns);
    for (const [name, member] of Object.entries(made)) {
      result[name] = member;
      if (name !== key) origins.set(name, key);
    }
  }
  return { members: result, origins };
}

export function isLoop(key: string): boolean {
  return key.startsWith(LOOP);
}

interface Turns { left: number }

function membersAt(key: string, value: unknown, turns: Turns): Values {
  const loop = isLoop(key) ? literalLoop(value) : undefined;
  if (!loop) return { [key]: unrolled(value, turns) };
  const result: Record<string, unknown> = {};
  for (const item of loop.items) {
    if (turns.left-- <= 0) throw new Failure(`'${key}' makes more than ${MOST_TURNS} members. Loop over fewer items.`);
    const body = substituted(loop.body, loop.identifier, item) as Values;
    for (const [name, member] of Object.entries(body)) Object.assign(result, membersAt(name, member, turns));
  }
  return result;
}

function unrolled(value: unknown, turns: Turns): unknown {
  if (Array.isArray(value)) return value.map(item => unrolled(item, turns));
  if (!isObject(value)) return value;
  return Object.assign({}, ...Object.entries(value).map(([key, member]) => membersAt(key, member, turns)));
}

function literalLoop(value: unknown) {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [identifier, list, body] = value;
  if (typeof identifier !== 'string' || !Array.isArray(list) || !isObject(body)) return undefined;
  const items = list.map(textOf);
  return items.every(item => item !== undefined) ? { identifier, items: items as string[], body } : undefined;
}

function substituted(value: unknown, identifier: string, item: string): unknown {
  if (typeof value === 'string') return filledIn(value, identifier, item);
  if (Array.isArray(value)) return value.map(member => substituted(member, identifier, item));
  if (!isObject(value)) return value;
  if (value.Ref === identifier) return item;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [filledIn(key, identifier, item), substituted(member, identifier, item)]));
}

/** `&{Name}` is the item without what a logical id must not have. */
function filledIn(text: string, identifier: string, item: string): string {
  return text.replaceAll(`\${${identifier}}`, item).replaceAll(`&{${identifier}}`, item.replace(/[^A-Za-z0-9]/g, ''));
}
