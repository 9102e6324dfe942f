import * as fs from 'fs';
import * as path from 'path';

/** An event pattern and an event, as JSON text because the spelling of a number may matter, and whether EventBridge matches them. */
export interface PatternVector {
  readonly id: string;
  readonly note: string;
  readonly pattern: string;
  readonly event: string;
  readonly match: boolean;
}

/** Vectors that were verified with the matcher of AWS itself; the file names its source. */
export function readVectors(): { readonly source: unknown; readonly vectors: readonly PatternVector[] } {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'data', 'pattern-vectors.json'), 'utf-8'));
}

/** A pattern that AWS's own matcher refuses. */
export interface InvalidPattern {
  readonly id: string;
  readonly note: string;
  readonly pattern: object;
}

export function readInvalidPatterns(): { readonly source: unknown; readonly patterns: readonly InvalidPattern[] } {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'data', 'pattern-invalid.json'), 'utf-8'));
}
