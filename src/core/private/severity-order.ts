import { Severity } from '../severity';

const ORDER = [Severity.INFO, Severity.TICKET, Severity.PAGE];

/** Whether `severity` is at least as urgent as `minimum`. */
export function atLeast(severity: Severity, minimum: Severity): boolean {
  return ORDER.indexOf(severity) >= ORDER.indexOf(minimum);
}

/** The less urgent of two severities. */
export function atMost(severity: Severity, maximum: Severity): Severity {
  return atLeast(severity, maximum) ? maximum : severity;
}

/** All severities, the most urgent first. */
export const MOST_URGENT_FIRST: readonly Severity[] = [...ORDER].reverse();
