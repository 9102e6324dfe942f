import { Fn, Intrinsic, Token } from 'aws-cdk-lib';

/** A text that a property holds or that deployment makes of it; `undefined` for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return value instanceof Intrinsic ? Token.asString(value) : undefined;
}

/** One part of an ARN or a name, counted from 0; of a token, the part that deployment takes out of it. */
export function partOf(text: string, separator: string, index: number): string | undefined {
  const parts = text.split(separator);
  if (Token.isUnresolved(text)) return Fn.select(index, Fn.split(separator, text));
  return parts[index] || undefined;
}
