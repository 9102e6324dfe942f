import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnResource, IResolvable } from 'aws-cdk-lib';

/** What CDK's Lazy values are made of; `inner` since they are boxes. */
interface Producer { produce(context?: unknown): unknown }

/**
 * The value of a property as it stands now, without resolving tokens.
 *
 * A resolved Lazy keeps its first answer for good: asking it before synthesis would freeze the user's resource. So its
 * producer is asked instead, which leaves the Lazy as it was.
 *
 * @returns a literal, a Reference, `undefined` when absent, or the token itself when only deployment can tell
 */
export function peekProperty(resource: CfnResource, path: string): any {
  const segments = path.split('.');
  const override = walk((resource as any).rawOverrides?.Properties, segments);
  if (override.found) return override.value;
  const [head, ...rest] = segments;
  return walk({ [head]: topLevel(resource, head) }, [head, ...rest]).value;
}

function topLevel(resource: CfnResource, name: string): unknown {
  const declared = (resource as any)._cfnProperties?.[name];
  if (declared !== undefined) return declared;
  const member = memberNames(resource).get(name);
  return member === undefined ? undefined : (resource as any)[member];
}

const MEMBERS = new WeakMap<Function, Map<string, string>>();

/** CloudFormation property name to the name of the L1's member, per L1 class. */
function memberNames(resource: CfnResource): Map<string, string> {
  let members = MEMBERS.get(resource.constructor);
  if (!members) {
    members = new Map(Object.entries((resource as any).cfnPropertyNames ?? {}).map(([member, name]) => [name as string, member]));
    MEMBERS.set(resource.constructor, members);
  }
  return members;
}

function walk(root: unknown, segments: string[]): { found: boolean; value?: any } {
  let value: any = root;
  for (const segment of segments) {
    value = peek(value);
    if (Token.isUnresolved(value)) return { found: true, value };
    if (value === null || typeof value !== 'object') return { found: false };
    const key = matchingKey(value, segment);
    if (key === undefined) return { found: false };
    value = value[key];
  }
  return { found: true, value: peek(value) };
}

/** L1 structs spell nested names in lower camel case, templates in upper: `MaxReceiveCount` is `maxReceiveCount`. */
function matchingKey(object: object, name: string): string | undefined {
  if (name in object) return name;
  const lowered = name.toLowerCase();
  return Object.keys(object).find(key => key.toLowerCase() === lowered);
}

/** A literal where one can be had without resolving; otherwise the token object. */
export function peek(value: any): any {
  let current = value;
  for (let depth = 0; depth < 8; depth++) {
    if (typeof current === 'string' || typeof current === 'number' || Array.isArray(current)) {
      if (!Token.isUnresolved(current)) return current;
      const token = typeof current === 'string' ? Tokenization.reverseCompleteString(current) : Tokenization.reverse(current);
      if (!token) return current;
      current = token;
    }
    if (!Tokenization.isResolvable(current) || Reference.isReference(current)) return current;
    const produced = produce(current);
    if (produced === undefined) return current;
    current = produced.value;
  }
  return current;
}

function produce(token: IResolvable): { value: unknown } | undefined {
  const producer = ((token as any).inner?.producer ?? (token as any).producer) as Producer | undefined;
  if (typeof producer?.produce !== 'function') return undefined;
  try {
    return { value: producer.produce() };
  } catch {
    // Some producers need a synthesis context; their value is not known before synthesis.
    return undefined;
  }
}

/** The references in a value, also those inside a string such as a joined ARN. */
export function referencesIn(value: any): Reference[] {
  const peeked = peek(value);
  if (Reference.isReference(peeked)) return [peeked];
  if (typeof peeked === 'string' && Token.isUnresolved(peeked)) {
    return Tokenization.reverseString(peeked).tokens.map(token => peek(token)).filter((token): token is Reference => Reference.isReference(token));
  }
  return [];
}
