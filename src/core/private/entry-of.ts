/** The entry that a table itself has under a key from outside: `constructor` and `__proto__` are entries of no table. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: unknown): T | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
