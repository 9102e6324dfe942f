import { Token } from 'aws-cdk-lib';

/** A property value as a string: the literal, or a token for what only deployment can tell, an intrinsic function written out included. */
export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? Token.asString(value) : String(value);
}
