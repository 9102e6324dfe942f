import { Token, Tokenization } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';

/** What a property of text holds, as a dimension takes it: a literal, or a token that only deployment can tell. */
export function declaredName(resource: ObservedResource, path: string): string | undefined {
  const value = resource.property(path);
  if (typeof value === 'string') return value === '' ? undefined : value;
  // What a lazy value would give is not known before synthesis, and may be nothing.
  return Tokenization.isResolvable(value) && !('producer' in value) ? Token.asString(value) : undefined;
}
