/** An event that can never be taken as it is: its message fails until the queue gives it up. */
export class Poison extends Error {
  public override readonly name = 'Poison';
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that must be an object. */
export function fieldsOf(parent: Fields, name: string): Fields {
  const value = parent[name];
  if (!isFields(value)) throw new Poison(`'${name}' is no object`);
  return value;
}

/** A member that must be a string with something in it. */
export function textOf(parent: Fields, name: string): string {
  const value = parent[name];
  if (typeof value !== 'string' || value === '') throw new Poison(`'${name}' is no text`);
  return value;
}

export function textIn(parent: Fields, name: string): string | undefined {
  const value = parent[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/;

/** Milliseconds since 1970 of a date and time with a time zone; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO_8601.test(value)) return undefined;
  // `Date` knows +01:00 and +0100, yet not +01.
  const time = Date.parse(value.replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(time) ? undefined : time;
}


/** What stands in a text of JSON, or nothing. */
export function jsonIn(text: unknown): Fields {
  if (typeof text !== 'string') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}
