import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';

/**
 * The value of a property as it stands now, overrides included, without resolving tokens.
 *
 * @returns a literal, a Reference, `undefined` when absent, or the token itself when only deployment can tell
 */
export function peekProperty(resource: CfnResource, path: string): any {
  const [name, ...rest] = path.split('.');
  let overrides: unknown = (resource as any).rawOverrides?.Properties;
  let value = topLevel(resource, name);
  for (const [depth, segment] of [name, ...rest].entries()) {
    if (depth > 0) value = member(value, segment);
    if (!isNested(overrides)) continue;
    const override: unknown = overrides[segment];
    if (segment in overrides && !isNested(override)) value = override;
    overrides = override;
  }
  return isNested(overrides) ? merged(value, overrides) : peek(value);
}

function topLevel(resource: CfnResource, name: string): unknown {
  const declared = (resource as any)._cfnProperties?.[name];
  if (declared !== undefined) return declared;
  const memberName = memberNames(resource).get(name);
  return memberName === undefined ? undefined : (resource as any)[memberName];
}

const MEMBERS = new WeakMap<Function, Map<string, string>>();

/** CloudFormation property name to the name of the L1's member, per L1 class. */
function memberNames(resource: CfnResource): Map<string, string> {
  let members = MEMBERS.get(resource.constructor);
  if (!members) {
    members = new Map(Object.entries((resource as any).cfnPropertyNames ?? {}).map(([memberName, name]) => [name as string, memberName]));
    MEMBERS.set(resource.constructor, members);
  }
  return members;
}

/** What an object, a list, or a token of one has under a name; of a token that only deployment can tell, the token. */
function member(parent: unknown, name: string): unknown {
  const object = peek(parent);
  if (Token.isUnresolved(object)) return object;
  if (object === null || typeof object !== 'object') return undefined;
  const key = matchingKey(object, name);
  return key === undefined ? undefined : object[key];
}

/** L1 structs spell nested names in lower camel case, templates in upper: `MaxReceiveCount` is `maxReceiveCount`. */
function matchingKey(object: object, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const lowered = name.toLowerCase();
  return Object.keys(object).find(key => key.toLowerCase() === lowered);
}

/** Overrides of single members change what is declared; an intrinsic function replaces it. */
function isNested(override: unknown): override is Record<string, unknown> {
  if (override === null || typeof override !== 'object' || Array.isArray(override) || Token.isUnresolved(override)) return false;
  const [key, ...others] = Object.keys(override);
  return others.length > 0 || !/^(Ref$|Fn::)/.test(key ?? '');
}

function merged(declared: unknown, overrides: Record<string, unknown>): unknown {
  const value = peek(declared);
  const isObject = value !== null && typeof value === 'object' && !Token.isUnresolved(value);
  const result = Array.isArray(value) ? [...value] : isObject ? { ...value } : {};
  for (const [name, override] of Object.entries(overrides)) {
    const key = matchingKey(result, name) ?? name;
    if (override === undefined) delete result[key];
    else result[key] = isNested(override) ? merged(result[key], override) : override;
  }
  return result;
}

/** A literal where one can be had without resolving; otherwise the token object, or the string that tokens are part of. */
export function peek(value: any): any {
  let current = value;
  for (let depth = 0; depth < 8; depth++) {
    if (!Token.isUnresolved(current)) return current;
    const token = Tokenization.reverse(current, { failConcat: false });
    if (!token) return current;
    const content = Reference.isReference(token) ? undefined : contentOf(token);
    if (!content) return token;
    current = content.value;
  }
  return current;
}

/**
 * What a token that is made in this process holds now.
 *
 * A resolved Lazy keeps its first answer for good: asking it before synthesis would freeze the user's resource. So its
 * producer is asked instead, which leaves the Lazy as it was.
 */
function contentOf(token: any): { readonly value: unknown } | undefined {
  try {
    const lazy = token.inner ?? token;
    if (typeof lazy.producer?.produce === 'function') {
      const value = lazy.producer.produce();
      const omitEmpty = lazy.options?.omitEmpty ?? lazy.options?.omitEmptyArray;
      return { value: omitEmpty && Array.isArray(value) && value.length === 0 ? undefined : value };
    }
    if (token.source && typeof token.fn === 'function') {
      const source = contentOf(token.source);
      return source && { value: source.value === undefined ? undefined : token.fn(source.value) };
    }
    // The policies of a role are a function in a token of their own kind.
    if (!token.boxes && typeof token.fn === 'function') return { value: token.fn() };
    return BOX in token ? { value: token.resolve() } : undefined;
  } catch {
    // Some producers need a synthesis context; their value is not known before synthesis.
    return undefined;
  }
}

/** By which the CDK knows the observable values that its L2s keep their state in. */
const BOX = Symbol.for('@aws-cdk/core.Box');

/** The references in a value, also those inside a joined string, an intrinsic function or a structure. */
export function referencesIn(value: any): Reference[] {
  const peeked = peek(value);
  if (Reference.isReference(peeked)) return [peeked];
  if (typeof peeked === 'string') return Token.isUnresolved(peeked) ? Tokenization.reverseString(peeked).tokens.flatMap(referencesIn) : [];
  if (Array.isArray(peeked)) return peeked.flatMap(referencesIn);
  if (peeked === null || typeof peeked !== 'object') return [];
  return Token.isUnresolved(peeked) ? referencesIn(peeked.value ?? peeked.listOfValues) : Object.values(peeked).flatMap(referencesIn);
}
