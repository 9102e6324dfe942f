import type { PropertyValue } from '../property-value';
import { Verdict } from '../verdict';

/** The types of logs that a service is told to write somewhere. */
export interface LogTypes {
  readonly known: ReadonlySet<string>;
  /** Whether there may be others, that only deployment tells. */
  readonly isOpen: boolean;
}

export function logTypesIn(values: readonly PropertyValue[]): LogTypes {
  const known = new Set<string>();
  let isOpen = false;
  for (const value of values) {
    if (value.text !== undefined) known.add(value.text);
    isOpen ||= value.isUnknown;
  }
  return { known, isOpen };
}

/** One finding for each type that is wanted and not written. */
export function requireLogTypes(wanted: readonly string[], { known, isOpen }: LogTypes, property: string): Verdict {
  const missing = wanted.filter(type => !known.has(type));
  if (isOpen && missing.length > 0) return Verdict.UNKNOWN;
  return Verdict.violating(...missing.map(name => ({ name, message: `The log ${name} is kept nowhere`, property })));
}
