import type { Print } from './ports';

/** Of an event: what anybody may read. What users wrote into it is not among this. */
export interface LogFields {
  readonly eventId?: string;
  readonly messageId?: string;
  readonly subject?: string;
  readonly problem: string;
}

export function logError(print: Print, message: string, fields: LogFields): void {
  print(JSON.stringify({ level: 'ERROR', message, ...fields }));
}

export function logWarning(print: Print, message: string, fields: LogFields): void {
  print(JSON.stringify({ level: 'WARN', message, ...fields }));
}

export function problemOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
