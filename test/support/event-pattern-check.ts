/** A pattern that EventBridge takes. */
export interface Pattern {
  readonly [name: string]: Pattern | readonly unknown[];
}

const SIGNS = ['=', '<', '<=', '>', '>='];

/** Throws where EventBridge would refuse a pattern, or read it as something else than it seems. */
export function checkPattern(pattern: unknown, where = 'the pattern'): void {
  if (!isObject(pattern)) throw new Error(`${where} must be an object or an array`);
  if (Object.keys(pattern).length === 0) throw new Error(`${where}: empty objects are not allowed`);
  for (const [name, expected] of Object.entries(pattern)) {
    const field = `${where} > ${name}`;
    if (Array.isArray(expected) && expected.length === 0) throw new Error(`${field}: empty arrays are not allowed`);
    if (!Array.isArray(expected)) checkPattern(expected, field);
    else if (name === '$or' && expected.length > 1 && expected.every(isObject)) expected.forEach(arm => checkPattern(arm, field));
    // EventBridge reads an $or of one arm as the name of a field, and the arm as an operator.
    else expected.forEach(value => checkValue(value, field));
  }
}

function checkValue(value: unknown, where: string): void {
  if (Array.isArray(value)) throw new Error(`${where}: a value is a text, a number, true, false or null`);
  if (!isObject(value)) return;
  const operators = Object.entries(value);
  if (operators.length !== 1) throw new Error(`${where}: one operator only in ${JSON.stringify(value)}`);
  const [[name, operand]] = operators;
  const complain = (valid: string) => {
    throw new Error(`${where}: ${name} takes ${valid}, and not ${JSON.stringify(operand)}`);
  };
  switch (name) {
    case 'exists': return typeof operand === 'boolean' ? undefined : complain('true or false');
    case 'prefix': case 'suffix': return isEnd(operand) ? undefined : complain('a text');
    case 'equals-ignore-case': return typeof operand === 'string' ? undefined : complain('a text');
    case 'wildcard': return isWildcard(operand) ? undefined : complain('a text with single stars, and backslashes before stars and backslashes only');
    case 'cidr': return isBlock(operand) ? undefined : complain('a block of addresses');
    case 'numeric': return isRange(operand) ? undefined : complain('one comparison, or two that are a range');
    case 'anything-but': return isLeftOut(operand) ? undefined : complain('texts or numbers, or an operator on texts');
    default: throw new Error(`${where}: unrecognized match type ${name}`);
  }
}

function isEnd(operand: unknown): boolean {
  return typeof operand === 'string' || (isObject(operand) && Object.keys(operand).join() === 'equals-ignore-case' && typeof operand['equals-ignore-case'] === 'string');
}

function isWildcard(operand: unknown): boolean {
  return typeof operand === 'string' && /^(\\[\\*]|\*(?!\*)|[^\\*])*$/.test(operand);
}

function isBlock(operand: unknown): boolean {
  if (typeof operand !== 'string') return false;
  const [, address, bits] = /^([^/]+)\/(\d+)$/.exec(operand) ?? [];
  if (address === undefined) return false;
  // One address is written as a text.
  return address.includes(':') ? Number(bits) < 128 : /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every(part => Number(part) < 256) && Number(bits) < 32;
}

function isRange(operand: unknown): boolean {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) return false;
  if (!operand.every((each, index) => index % 2 === 0 ? SIGNS.includes(each) : typeof each === 'number')) return false;
  const [sign, bottom, other, top] = operand;
  return operand.length === 2 || (sign.startsWith('>') && other.startsWith('<') && bottom < top);
}

function isLeftOut(operand: unknown): boolean {
  if (!isObject(operand)) return isOfOneType(operand);
  const [[name, texts], ...others] = Object.entries(operand);
  if (others.length > 0) return false;
  const all = Array.isArray(texts) ? texts : [texts];
  if (all.length === 0 || !all.every(text => typeof text === 'string')) return false;
  switch (name) {
    case 'prefix': case 'suffix': return all.every(text => text !== '');
    case 'wildcard': return all.every(isWildcard);
    default: return name === 'equals-ignore-case';
  }
}

function isOfOneType(operand: unknown): boolean {
  const types = new Set((Array.isArray(operand) ? operand : [operand]).map(each => typeof each));
  return types.size === 1 && (types.has('string') || types.has('number'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
