import { Token, Tokenization } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';

/** What a property of text holds, as a dimension takes it: a literal, or a token that only deployment can tell. */
export function declaredName(resource: ObservedResource, path: string): string | undefined {
  const value = resource.property(path);
  if (typeof value === 'string') return value === '' ? undefined : value;
  return Tokenization.isResolvable(value) && !isLazy(value) ? Token.asString(value) : undefined;
}

/** What a lazy value gives is not known before synthesis, and may be nothing. */
function isLazy(token: object): boolean {
  return 'producer' in token || 'inner' in token;
}
