import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a value is now, in the stack of a construct; `undefined` when only deployment can tell. */
export function literalOf(value: unknown, scope: IConstruct): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const known = Token.isUnresolved(value) || typeof value === 'object' ? resolved(value, scope) : value;
  return typeof known === 'string' || typeof known === 'number' ? String(known) : undefined;
}

/** A text in which nothing is left that only deployment can tell: a runbook is read by people. */
export function readable(text: string, scope: IConstruct): string {
  return literalOf(text, scope) ?? text.replace(/\$\{Token\[[^\]]*\]\}/g, '(known after deployment)');
}

function resolved(value: unknown, scope: IConstruct): unknown {
  try {
    return Stack.of(scope).resolve(value);
  } catch {
    return undefined;
  }
}
