import { Fn, Token } from 'aws-cdk-lib';

/** A property value as a string that may be a token; `undefined` of what is no text, or is not made up yet. */
export function textOf(value: any): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return Token.isUnresolved(value) && !isLate(value) ? Token.asString(value) : undefined;
}

/** A Lazy that gives nothing before synthesis. */
function isLate(token: any): boolean {
  return typeof (token.inner ?? token).producer?.produce === 'function';
}

/** What a pattern finds in a literal ARN; of a token, the part that deployment will find between separators. */
export function partOf(arn: string | undefined, pattern: RegExp, separator: string, index: number): string | undefined {
  if (arn === undefined) return undefined;
  const literal = pattern.exec(arn)?.[1];
  return literal === undefined && Token.isUnresolved(arn) ? Fn.select(index, Fn.split(separator, arn)) : literal;
}
