import { Token, type Duration } from 'aws-cdk-lib';
import { complaint } from '../../../core/private/errors';

const DEFAULT_TIMEOUT_SECONDS = 1_800;
const SHORTEST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 86_400;
/** Source: Systems Manager User Guide, aws:invokeLambdaFunction. */
export const LONGEST_INVOCATION_SECONDS = 300;

export function automationName(name: string): string {
  if (!Token.isUnresolved(name) && /^[a-z0-9][a-z0-9-]{0,59}$/.test(name)) return name;
  throw complaint('RunbookAutomation', { what: 'that is no name of an automation', received: name, valid: 'a literal of 1 to 60 small letters, digits and -, beginning with a letter or a digit' });
}

export function seconds(about: string, timeout: Duration | undefined, longest = LONGEST_WAIT_SECONDS): number {
  if (!timeout) return Math.min(DEFAULT_TIMEOUT_SECONDS, longest);
  const value = timeout.isUnresolved() ? NaN : timeout.toSeconds({ integral: false });
  if (Number.isInteger(value) && value >= SHORTEST_WAIT_SECONDS && value <= longest) return value;
  throw complaint(about, {
    what: 'that is no time to wait for a result', received: timeout.isUnresolved() ? 'a token' : `${value} seconds`, valid: `whole seconds, ${SHORTEST_WAIT_SECONDS} to ${longest}`,
  });
}

export function rangeUpTo(about: string, { limit, minimum = 1 }: { limit: number; minimum?: number }): readonly [number, number] {
  const isCount = (value: number) => !Token.isUnresolved(value) && Number.isInteger(value) && value >= 1;
  if (!isCount(limit)) throw complaint(about, { what: 'that is no limit', received: limit, valid: 'a literal whole number of 1 or more' });
  if (!isCount(minimum) || minimum > limit) throw complaint(about, { what: 'that is no minimum', received: minimum, valid: `a literal whole number from 1 to the limit of ${limit}` });
  return [minimum, limit];
}

/** Source: Amazon ElastiCache API Reference, CacheNode: a node id is four digits; a cluster has 40 nodes at most. */
export function checkedNodeIds(about: string, ids: readonly string[]): readonly string[] {
  if (ids.length >= 1 && ids.length <= 40 && ids.every(id => /^\d{4}$/.test(id))) return ids;
  throw complaint(about, { what: 'those are no ids of nodes', received: ids, valid: '1 to 40 ids of four digits, such as 0001' });
}

export function checkedPayload(about: string, payload: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  if (!JSON.stringify(payload).includes('{{')) return payload;
  throw complaint(about, { what: 'Automation takes double braces in a payload for a reference', fix: 'Leave them out' });
}
