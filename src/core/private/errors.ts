import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What an error message has to tell: where, what was received, what is valid and what to do. */
export interface Complaint {
  readonly what: string;
  readonly received?: unknown;
  readonly valid?: string;
  readonly fix?: string;
}

/** An error that names the construct, the value received, the valid choices and what to do. */
export function complaint(where: IConstruct | string, about: Complaint): Error {
  const path = typeof where === 'string' ? where : where.node.path || '(app)';
  const parts = [`[${path}] ${about.what}`];
  if ('received' in about) parts.push(`received ${show(about.received)}`);
  if (about.valid) parts.push(`valid: ${about.valid}`);
  const sentence = parts.join('; ');
  return new Error(about.fix ? `${sentence}. ${about.fix}.` : `${sentence}.`);
}

function show(value: unknown): string {
  if (Token.isUnresolved(value)) return 'a token (a value that is only known at deployment)';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return String(value);
}
