import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import type { FeatureFlag } from '../feature-flag-deployment-props';

const KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

interface AttributeConstraints { readonly type: string; readonly elements?: { readonly type: string } }

/**
 * Flags in the form of AppConfig, with what type each attribute has.
 *
 * @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-type-reference-feature-flags.html
 */
export function flagContent(where: IConstruct, flags: { readonly [key: string]: FeatureFlag }): object {
  const keys = Object.keys(flags);
  if (keys.length === 0) throw complaint(where, { what: '`flags` is empty', fix: 'Give it a flag, or leave the deployment out' });
  for (const key of keys) checkKey(where, 'flag', key);
  const definitions = Object.fromEntries(Object.entries(flags).map(([key, { title, attributes = {} }]) => [key, {
    name: title ?? key,
    ...Object.keys(attributes).length === 0 ? {} : {
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { constraints: constraints(where, `${key}.${name}`, name, value) }])),
    },
  }]));
  const values = Object.fromEntries(Object.entries(flags).map(([key, { enabled, attributes = {} }]) => [key, { enabled, ...attributes }]));
  return { version: '1', flags: definitions, values };
}

function checkKey(where: IConstruct, what: string, key: string): void {
  if (Token.isUnresolved(key) || !KEY.test(key)) throw complaint(where, { what: `this is not the key of a ${what}`, received: key, valid: 'a literal of 1 to 64 letters, digits, - and _, that begins with a letter' });
}

function constraints(where: IConstruct, path: string, name: string, value: unknown): AttributeConstraints {
  checkKey(where, 'flag\'s attribute', name);
  if (name === 'enabled') throw complaint(where, { what: `the attribute ${path} has the name of the switch itself`, fix: 'Give it another name' });
  const type = scalarType(value);
  if (type !== undefined) return { type };
  const types = Array.isArray(value) ? new Set(value.map(scalarType)) : new Set<string>();
  const [element] = types;
  if (types.size === 1 && (element === 'string' || element === 'number')) return { type: 'array', elements: { type: element } };
  throw complaint(where, { what: `the attribute ${path} is of no type that AppConfig knows`, received: JSON.stringify(value), valid: 'a text, a number, a boolean, or a list of texts or of numbers' });
}

function scalarType(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? typeof value : undefined;
}
