import { checkPattern, type Pattern } from './event-pattern-check';

/** A value at the end of a path of names, and which element of each list on the way it is in. */
interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly elements: ReadonlyMap<string, number>;
}

/** What one field of a pattern asks for. */
interface Field {
  readonly path: string;
  readonly values: readonly unknown[];
}

/**
 * What EventBridge makes of a pattern; throws where it would refuse it. Works as AWS's own matcher is documented to: an event is its leaves, `$or` is multiplied out, and of
 * a list of objects one must match as a whole.
 */
export function matchesPattern(pattern: object, event: object): boolean {
  checkPattern(pattern);
  const leaves = leavesOf(event);
  return alternatives(pattern as Pattern).some(fields => matchesAll(fields, leaves, new Map()));
}

function leavesOf(value: unknown, path = '', elements: ReadonlyMap<string, number> = new Map()): Leaf[] {
  const within = (each: unknown, index: number) => Array.isArray(each) ? elements : new Map([...elements, [path, index]]);
  if (Array.isArray(value)) return value.flatMap((each, index) => leavesOf(each, path, within(each, index)));
  if (value === null || typeof value !== 'object') return [{ path, value, elements }];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`, elements));
}

/** The pattern without `$or`: each alternative is a list of fields that all have to match. */
function alternatives(pattern: Pattern, prefix = ''): Field[][] {
  return Object.entries(pattern).reduce<Field[][]>((before, [name, expected]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const own = name === '$or' ? (expected as Pattern[]).flatMap(arm => alternatives(arm, prefix))
      : Array.isArray(expected) ? [[{ path, values: expected }]] : alternatives(expected as Pattern, path);
    return before.flatMap(fields => own.map(more => [...fields, ...more]));
  }, [[]]);
}

function matchesAll([field, ...others]: readonly Field[], leaves: readonly Leaf[], chosen: ReadonlyMap<string, number>): boolean {
  if (field === undefined) return true;
  const there = leaves.filter(({ path }) => path === field.path);
  if (there.length === 0) return field.values.some(mayBeAbsent) && matchesAll(others, leaves, chosen);
  return there.some(({ value, elements }) => {
    if (!field.values.some(expected => matchesValue(expected, value))) return false;
    if ([...elements].some(([list, index]) => chosen.has(list) && chosen.get(list) !== index)) return false;
    return matchesAll(others, leaves, new Map([...chosen, ...elements]));
  });
}

function mayBeAbsent(expected: unknown): boolean {
  const operator = operatorOf(expected);
  return operator?.name === 'exists' && operator.operand === false;
}

function matchesValue(expected: unknown, actual: unknown): boolean {
  const operator = operatorOf(expected);
  return operator ? compare(operator.name, operator.operand, actual) : expected === actual;
}

interface Operator { readonly name: string; readonly operand: any }

function operatorOf(expected: unknown): Operator | undefined {
  if (expected === null || typeof expected !== 'object') return undefined;
  const [[name, operand]] = Object.entries(expected);
  return { name, operand };
}

function compare(name: string, operand: any, actual: unknown): boolean {
  switch (name) {
    case 'exists': return operand;
    case 'anything-but': return !toList(operand).some(each => anyOf(each, actual));
    case 'numeric': return typeof actual === 'number' && isInRange(operand, actual);
    case 'cidr': return typeof actual === 'string' && isInBlock(operand, actual);
    case 'equals-ignore-case': return typeof actual === 'string' && actual.toLowerCase() === operand.toLowerCase();
    case 'wildcard': return typeof actual === 'string' && wildcard(operand).test(actual);
    default: return typeof actual === 'string' && isAtEnd(name, operand, actual);
  }
}

/** One of the values that `anything-but` leaves out: a literal, or an operator on one text or several. */
function anyOf(left: unknown, actual: unknown): boolean {
  const operator = operatorOf(left);
  return operator ? toList(operator.operand).some(each => compare(operator.name, each, actual)) : left === actual;
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isAtEnd(name: string, operand: any, actual: string): boolean {
  if (typeof operand === 'object') return isAtEnd(name, operand['equals-ignore-case'].toLowerCase(), actual.toLowerCase());
  return name === 'prefix' ? actual.startsWith(operand) : actual.endsWith(operand);
}

/** `*` stands for any text; `\*` and `\\` for themselves. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.match(/\\[\\*]|\*|[^\\*]+/g) ?? [];
  return new RegExp(`^${parts.map(part => part === '*' ? '[^]*' : part.replace(/^\\(?=[\\*]$)/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('')}$`);
}

function isInRange(range: readonly (string | number)[], actual: number): boolean {
  return range.every((sign, index) => {
    if (index % 2 === 1) return true;
    const limit = range[index + 1] as number;
    return { '=': actual === limit, '<': actual < limit, '<=': actual <= limit, '>': actual > limit, '>=': actual >= limit }[sign as string]!;
  });
}

function isInBlock(block: string, address: string): boolean {
  const [base, length] = block.split('/');
  const [a, b] = [addressBits(base), addressBits(address)];
  return a !== undefined && b !== undefined && a.length === b.length && a.slice(0, Number(length)) === b.slice(0, Number(length));
}

/** The bits of an IPv4 or an IPv6 address. */
function addressBits(address: string): string | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return address.split('.').map(part => Number(part).toString(2).padStart(8, '0')).join('');
  if (!/^[\da-f:]*:[\da-f:]*$/i.test(address)) return undefined;
  const [head, tail] = address.split('::').map(part => part === '' ? [] : part.split(':'));
  const groups = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : head;
  return groups.map(group => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
