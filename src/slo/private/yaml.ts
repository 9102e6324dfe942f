import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';

/** What JSON can say. Members that are `undefined` are left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const PLAIN_KEY = /^[A-Za-z][\w.-]*$/;
/** Words that some readers of YAML take for something else than a string. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;
const NOT_PRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Documents as one YAML file. Strings are JSON strings, which YAML reads as they are. */
export function toYaml(documents: readonly Json[]): string {
  return documents.map(document => `---\n${lines(document, 'document').join('\n')}\n`).join('');
}

function lines(value: Json, path: string): string[] {
  if (isEmpty(value)) return [Array.isArray(value) ? '[]' : '{}'];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => lines(item, `${path}[${index}]`).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`));
  }
  if (value === null || typeof value !== 'object') return [scalar(value as string | number | boolean | null, path)];
  return members(value).flatMap(([name, member]) => {
    const inner = lines(member, `${path}.${name}`);
    const isBlock = member !== null && typeof member === 'object' && !isEmpty(member);
    return isBlock ? [`${key(name, path)}:`, ...inner.map(line => `  ${line}`)] : [`${key(name, path)}: ${inner[0]}`];
  });
}

function isEmpty(value: Json): boolean {
  return value !== null && typeof value === 'object' && (Array.isArray(value) ? value.length : members(value).length) === 0;
}

function members(value: Json): Array<[string, Json]> {
  return Object.entries(value as object).filter(([, member]) => member !== undefined);
}

function key(name: string, path: string): string {
  return PLAIN_KEY.test(name) && !RESERVED.test(name) ? name : scalar(name, path);
}

function scalar(value: string | number | boolean | null, path: string): string {
  if (Token.isUnresolved(value)) throw complaint('YAML', { what: `${path} is known only at deployment`, received: value, fix: 'Resolve it before it is written' });
  if (typeof value === 'number' && !Number.isFinite(value)) throw complaint('YAML', { what: `${path} is no number that JSON has`, received: value });
  if (Object.is(value, -0)) return '-0';
  return JSON.stringify(value).replace(NOT_PRINTABLE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
