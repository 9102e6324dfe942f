import * as fs from 'fs';
import { jsonSource } from './json-source';
import { problem } from './problem';
import type { Source } from './source';
import { yamlSource } from './yaml-source';

/** How many values a text may come to: aliases can repeat each other without end. */
const MOST_VALUES = 2_000_000;

/** The text of a file without the mark that some editors put first. */
export function textOf(file: string): string {
  return fs.readFileSync(file, 'utf-8').replace(/^\uFEFF/, '');
}

/** Reads a JSON or YAML text; `file` is what messages call it. */
export function sourceOf(file: string, text: string): Source {
  const isJson = /^\s*[{[]/.test(text) && !/\.ya?ml$/i.test(file);
  const source = isJson ? jsonSource(file, text) : yamlSource(file, text);
  if (sizeOf(source.value, new Map()) > MOST_VALUES) {
    throw problem(file, undefined, `its aliases come to more than ${MOST_VALUES} values`, 'Write out what they repeat, once');
  }
  return source;
}

function sizeOf(value: unknown, known: Map<object, number>): number {
  if (value === null || typeof value !== 'object') return 1;
  let size = known.get(value);
  if (size === undefined) {
    size = 1;
    for (const member of Object.values(value)) size += sizeOf(member, known);
    known.set(value, size);
  }
  return size;
}
