import { LineCounter } from 'yaml';

/** Both count from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value stands in a text, and those inside of it; members of a list are named by their index. */
export interface Spot {
  readonly offset: number;
  readonly members?: ReadonlyMap<string, Spot>;
}

/** What a text says, and where. */
export interface Source {
  readonly value: unknown;
  readonly root: Spot;
  readonly lines: LineCounter;
}

/** The deepest spot on a path that is there, and how many names of the path it took. */
export function locate({ root, lines }: Source, path: readonly string[]): { readonly position: Position; readonly depth: number } {
  let spot = root;
  let depth = 0;
  for (const name of path) {
    const next = spot.members?.get(name);
    if (!next) break;
    spot = next;
    depth++;
  }
  return { position: positionAt(lines, spot.offset), depth };
}

export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

export function lineCounterOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
}
