import { Token } from 'aws-cdk-lib';

/** A property value as a string: the literal, or a token for what only deployment can tell. */
export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Token.isUnresolved(value) ? Token.asString(value) : String(value);
}
