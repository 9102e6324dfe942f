/** What EventBridge makes of a pattern, as far as the patterns of alarm routes go: literals, `prefix`, `exists` and `$or`. Anything else is refused. */
export function matchesPattern(pattern: Record<string, any>, event: Record<string, any>): boolean {
  if (Array.isArray(event)) throw new Error('a pattern over a list of objects is more than this matcher knows');
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new Error('Empty objects are not allowed in a pattern');
  return fields.every(([name, expected]) => {
    if (name === '$or') return anyArm(expected, event);
    const actual = event?.[name];
    return Array.isArray(expected) ? anyValue(name, expected, actual) : matchesPattern(object(name, expected), actual ?? {});
  });
}

function anyArm(arms: unknown, event: Record<string, any>): boolean {
  if (!Array.isArray(arms) || arms.length < 2) throw new Error('$or takes two arms or more: EventBridge reads another one as a field name');
  // All arms are looked at, so that what is wrong in the second shows although the first matches.
  return arms.map(arm => matchesPattern(object('$or', arm), event)).includes(true);
}

function anyValue(name: string, expected: readonly unknown[], actual: unknown): boolean {
  if (expected.length === 0) throw new Error(`${name}: empty arrays are not allowed in a pattern`);
  const actuals = Array.isArray(actual) && actual.length > 0 ? actual : [actual];
  return expected.map(value => actuals.some(each => isMatch(name, value, each))).includes(true);
}

function isMatch(name: string, expected: unknown, actual: unknown): boolean {
  if (expected === null || typeof expected !== 'object') return expected === actual;
  const [[operator, operand], ...more] = Object.entries(expected);
  if (operator === 'exists' && more.length === 0 && typeof operand === 'boolean') return (actual !== undefined) === operand;
  if (operator !== 'prefix' || more.length > 0 || typeof operand !== 'string') throw new Error(`${name}: unrecognized match type ${JSON.stringify(expected)}`);
  return typeof actual === 'string' && actual.startsWith(operand);
}

function object(name: string, value: unknown): Record<string, any> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`${name} must be an object or an array`);
  return value as Record<string, any>;
}
