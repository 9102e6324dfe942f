/** What is wrong with a field. */
export interface FieldProblem {
  readonly field: string;
  readonly received: unknown;
  /** What it may be. */
  readonly valid: string;
}

/** What a field may be. */
export interface Field {
  readonly valid: string;
  readonly isValid: (value: unknown) => boolean;
  readonly isOptional?: boolean;
}

/** A field for each member. */
export type FieldsOf<T> = { readonly [Name in keyof Required<T>]: Field };

/** As services and environments are named. */
export const NAME: Field = { valid: '1 to 64 letters, digits, - and _, the first a letter or a digit', isValid: value => isText(value) && /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value) };
export const TIME: Field = { valid: 'a time by ISO 8601 with its offset, such as 2026-11-21T15:04:05Z', isValid: value => timeOf(value) !== undefined };

/** All that is wrong with what should be an object. What it has besides is nobody's business. */
export function problemsOf(value: unknown, fields: Readonly<Record<string, Field>>): FieldProblem[] {
  if (!isObject(value)) return [{ field: 'detail', received: value, valid: 'an object' }];
  return Object.entries(fields).flatMap(([field, { isOptional, isValid, valid }]) => {
    const received = value[field];
    return (received === undefined && isOptional) || isValid(received) ? [] : [{ field, received, valid }];
  });
}

/** One line of text. */
export function line(length: number): Field {
  return { valid: `a text of 1 to ${length} characters without line breaks`, isValid: value => isText(value) && value.trim() !== '' && value.length <= length && !/[\u0000-\u001f\u007f]/.test(value) };
}

export function oneOf(choices: readonly string[]): Field {
  return { valid: choices.join(', '), isValid: value => isText(value) && choices.includes(value) };
}

export function listOf(what: string, { isValid }: Pick<Field, 'isValid'>, length = Infinity): Field {
  return { valid: length === Infinity ? `a list of ${what}` : `up to ${length} ${what}`, isValid: value => Array.isArray(value) && value.length <= length && value.every(isValid) };
}

export function optional(field: Field): Field {
  return { ...field, isOptional: true };
}

const ISO_8601 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A time by ISO 8601 in milliseconds; undefined if it is none, tells no offset, or names a day that there is not. */
export function timeOf(value: unknown): number | undefined {
  const parts = isText(value) ? ISO_8601.exec(value) : null;
  if (parts === null) return undefined;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.parse(parts[0]);
  return Number.isNaN(time) ? undefined : time;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
