import { Failure } from '../../failure';
import type { Position } from './source';

/** A text that cannot be read: where, what is wrong and what to do. */
export function problem(file: string, position: Position | undefined, what: string, fix: string): Failure {
  const where = position ? `${file}:${position.line}:${position.column}` : file;
  return new Failure(`${where}: ${what}. ${fix}.`);
}

/** The failures of several things as one. */
export function together(failures: readonly Failure[]): Failure {
  return failures.length === 1 ? failures[0] : new Failure(failures.map(({ message }) => message).join('\n'));
}
