import { createHash } from 'crypto';

/** A name that is no longer than a service takes it: the same for the same name, another for another one. */
export function shortName(name: string, length: number): string {
  if (name.length <= length) return name;
  const hash = digest(name).toString(16).padStart(8, '0');
  return `${name.slice(0, length - hash.length - 1).replace(/[-_.]+$/, '')}-${hash}`;
}

/** A number under `below` that a name always has. */
export function numberOf(name: string, below: number): number {
  return digest(name) % below;
}

function digest(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE();
}
