import { stripVTControlCharacters } from 'util';

/** A line of two columns: a label, and a text that is wrapped beside it. */
export interface Row {
  readonly label?: string;
  readonly text: string;
  /** 0 begins at the margin, 1 is a detail of the row before, 2 a detail of that. */
  readonly level?: 0 | 1 | 2;
}

const TEXT_COLUMN = 14;
const INDENT = 2;

export function renderRows(rows: readonly Row[], width: number): string {
  return rows.flatMap(row => renderRow(row, width)).map(line => `${line}\n`).join('');
}

function renderRow({ label = '', text, level = 0 }: Row, width: number): string[] {
  const column = TEXT_COLUMN + (label ? 0 : level * INDENT);
  const [first, ...rest] = wrap(text, width - column);
  const margin = label ? `${' '.repeat(level * INDENT)}${label}` : '';
  const gap = ' '.repeat(Math.max(1, column - visibleLength(margin)));
  return [`${margin}${gap}${first}`.trimEnd(), ...rest.map(line => `${' '.repeat(column)}${line}`)];
}

/** Breaks between words only: a path that does not fit is more use in one piece. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line];
}

export function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
