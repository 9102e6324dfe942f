/** Values of a template by their names. */
export type Values = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Whether deployment makes the value: the only member of an object is a function. */
export function isFunction(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [name, ...more] = Object.keys(value);
  return more.length === 0 && name !== undefined && (name === 'Ref' || name === 'Condition' || /^Fn::(?!ForEach::)/.test(name));
}

/** The members of a value that is an object; none of a function, or of anything else. */
export function membersOf(value: unknown): Values {
  return isObject(value) && !isFunction(value) ? value : {};
}

/** The members of a list; a sole value stands for a list of it. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Those of some values that are there, by name. */
export function pick(values: Values, ...names: string[]): Values {
  return Object.fromEntries(names.filter(name => values[name] !== undefined && values[name] !== null).map(name => [name, values[name]]));
}

/** Values without those that are not there. */
export function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}
