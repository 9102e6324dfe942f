/** Something that only deployment tells, on either side of a match; `start` is what is known of the beginning of its text. */
export class Unresolved {
  constructor(public readonly start = '', public readonly refersTo: readonly object[] = []) {}
}

/** Whether a pattern matches; `undefined` where only deployment can tell. */
export type Match = boolean | undefined;

type JsonObject = { readonly [name: string]: unknown };

/**
 * What EventBridge makes of a pattern, for the events of one source: fields are joined by AND, the values of a field by OR.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: unknown, event: unknown): Match {
  if (pattern instanceof Unresolved || event instanceof Unresolved) return undefined;
  // Of a list of objects one must match as a whole.
  if (Array.isArray(event)) return anyOf(event.map(item => matchesPattern(pattern, item)));
  if (!isObject(pattern)) return false;
  return allOf(Object.entries(pattern).map(([name, expected]) => {
    if (name === '$or' && Array.isArray(expected) && expected.every(isObject)) return anyOf(expected.map(arm => matchesPattern(arm, event)));
    const actual = isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
    if (expected instanceof Unresolved) return undefined;
    return Array.isArray(expected) ? anyOf(expected.map(value => matchesValue(value, actual))) : matchesPattern(expected, actual ?? {});
  }));
}

function matchesValue(expected: unknown, actual: unknown): Match {
  const operator = operatorOf(expected);
  if (operator?.name === 'exists') {
    if (actual instanceof Unresolved) return undefined;
    const exists = actual !== undefined && !isObject(actual) && !(Array.isArray(actual) && actual.length === 0);
    return exists === operator.operand;
  }
  const actuals = Array.isArray(actual) ? actual.flat(Infinity) : actual === undefined ? [] : [actual];
  return anyOf(actuals.map(value => operator ? compare(operator, value) : equals(expected, value)));
}

interface Operator { readonly name: string; readonly operand: unknown }

function operatorOf(expected: unknown): Operator | undefined {
  if (!isObject(expected)) return undefined;
  const [[name, operand] = ['', undefined]] = Object.entries(expected);
  return { name, operand };
}

function compare({ name, operand }: Operator, actual: unknown): Match {
  if (name === 'anything-but') return anythingBut(operand, actual);
  if (isObject(operand) && 'equals-ignore-case' in operand) return compareText(name, operand['equals-ignore-case'], actual, text => text.toLowerCase());
  if (name === 'numeric') return actual instanceof Unresolved ? undefined : isInRange(operand, actual);
  if (name === 'cidr') return actual instanceof Unresolved ? undefined : typeof actual === 'string' && typeof operand === 'string' && isInBlock(operand, actual);
  if (name === 'equals-ignore-case') return compareText('equals', operand, actual, text => text.toLowerCase());
  return compareText(name, operand, actual);
}

/** Neither one of the values nor, for a list in an operator, what the operator says of them. */
function anythingBut(operand: unknown, actual: unknown): Match {
  if (isObject(actual)) return false;
  if (Array.isArray(operand)) return not(anyOf(operand.map(value => equals(value, actual))));
  const operator = operatorOf(operand);
  if (!operator) return not(equals(operand, actual));
  const operands = Array.isArray(operator.operand) ? operator.operand : [operator.operand];
  return not(anyOf(operands.map(value => compare({ name: operator.name, operand: value }, actual))));
}

function equals(expected: unknown, actual: unknown): Match {
  if (expected instanceof Unresolved || actual instanceof Unresolved) return compareUnresolved(expected, actual);
  return expected === actual;
}

/** Two references to one thing are equal, as far as anybody would compare them; a literal names nothing whose name is made up at deployment. */
function compareUnresolved(expected: unknown, actual: unknown): Match {
  if (expected instanceof Unresolved && actual instanceof Unresolved) {
    if (expected.refersTo.some(target => actual.refersTo.includes(target))) return true;
    return expected.refersTo.length > 0 && actual.refersTo.length > 0 ? false : undefined;
  }
  const [{ start, refersTo }, other] = expected instanceof Unresolved ? [expected, actual] : [actual as Unresolved, expected];
  if (refersTo.length > 0) return false;
  return typeof other === 'string' && other.startsWith(start) ? undefined : false;
}

function compareText(name: string, operand: unknown, actual: unknown, fold = (text: string) => text): Match {
  if (operand instanceof Unresolved) return undefined;
  if (typeof operand !== 'string') return false;
  const wanted = fold(operand);
  if (actual instanceof Unresolved) {
    if (name !== 'prefix') return undefined;
    const start = fold(actual.start);
    if (start.startsWith(wanted)) return true;
    return wanted.startsWith(start) ? undefined : false;
  }
  if (typeof actual !== 'string') return false;
  const text = fold(actual);
  switch (name) {
    case 'equals': return text === wanted;
    case 'prefix': return text.startsWith(wanted);
    case 'suffix': return text.endsWith(wanted);
    case 'wildcard': return wildcard(wanted).test(text);
    default: return false;
  }
}

/** `*` stands for any text; `\*` and `\\` for themselves. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.match(/\\[\\*]|\*|[^\\*]+|\\/g) ?? [];
  const source = parts.map(part => part === '*' ? '[^]*' : (part.length === 2 && part.startsWith('\\') ? part[1] : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('')}$`);
}

function isInRange(operand: unknown, actual: unknown): boolean {
  if (typeof actual !== 'number' || !Array.isArray(operand)) return false;
  return operand.every((operator, index) => {
    if (index % 2 === 1) return true;
    const limit = operand[index + 1];
    switch (operator) {
      case '=': return actual === limit;
      case '<': return actual < limit;
      case '<=': return actual <= limit;
      case '>': return actual > limit;
      case '>=': return actual >= limit;
      default: return false;
    }
  });
}

function isInBlock(block: string, address: string): boolean {
  const [base, length] = block.split('/');
  const [a, b] = [bitsOf(base), bitsOf(address)];
  if (!a || !b || a.length !== b.length) return false;
  const bits = length === undefined ? a.length : Number(length);
  return a.slice(0, bits) === b.slice(0, bits);
}

function bitsOf(address: string): string | undefined {
  if (/^\d+(\.\d+){3}$/.test(address)) return address.split('.').map(part => Number(part).toString(2).padStart(8, '0')).join('');
  if (!address.includes(':')) return undefined;
  const [head, tail] = address.split('::').map(part => part === '' ? [] : part.split(':'));
  const groups = tail ? [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail] : head;
  return groups.map(group => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Unresolved);
}

function not(match: Match): Match {
  return match === undefined ? undefined : !match;
}

function anyOf(matches: readonly Match[]): Match {
  return matches.includes(true) ? true : matches.includes(undefined) ? undefined : false;
}

function allOf(matches: readonly Match[]): Match {
  return matches.includes(false) ? false : matches.includes(undefined) ? undefined : true;
}
