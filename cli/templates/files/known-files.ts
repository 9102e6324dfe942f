import * as path from 'path';
import { sourceOf, textOf } from '../text/read-source';
import type { Source } from '../text/source';

/** A file that was read, for whoever asks later where something stands in it. */
export interface KnownFile {
  /** Read when it is first asked for. */
  readonly source: () => Source;
  /** The author's logical ids of resources that were made of others. */
  readonly origins: ReadonlyMap<string, string>;
}

const KNOWN = new Map<string, KnownFile>();

export function remember(file: string, known: KnownFile): void {
  KNOWN.set(path.resolve(file), known);
}

export function knownFile(file: string): KnownFile {
  const absolute = path.resolve(file);
  let known = KNOWN.get(absolute);
  if (!known) KNOWN.set(absolute, known = { source: once(() => sourceOf(file, textOf(absolute))), origins: new Map() });
  return known;
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
