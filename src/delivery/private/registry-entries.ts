import { Token, Tokenization } from 'aws-cdk-lib';
import { LIMITS } from '../../core/private/limits';
import type { IncidentSeverity, RegisteredService } from '../../core/schemas/private/delivery';

/** What deployment makes of a token is taken to be no longer. */
const TOKEN_LENGTH = 200;

/** The lists of an entry. */
export const LISTS = ['stacks', 'pipelines', 'deploymentGroups', 'ecsServices', 'aliases', 'symptomPrefixes', 'canaries'] as const;
export type ListName = typeof LISTS[number];

interface Part {
  readonly lists: { [list in ListName]?: string[] };
  readonly alarms: Record<string, IncidentSeverity>;
  bytes: number;
}

/** A service as entries of the registry, each of which fits into a parameter. One more of anything at the end leaves the earlier ones as they are. */
export function registryEntries(registered: RegisteredService): RegisteredService[] {
  const { service, environment, counts } = registered;
  const header = { service, environment, counts };
  const empty = (): Part => ({ lists: {}, alarms: {}, bytes: bytesOf(header) + '"alarms":{},'.length });
  const parts = [empty()];
  const roomFor = (bytes: number): Part => {
    const last = parts[parts.length - 1];
    if (last.bytes + bytes > LIMITS.parameter.valueBytes) parts.push(empty());
    const part = parts[parts.length - 1];
    part.bytes += bytes;
    return part;
  };
  for (const list of LISTS) {
    for (const item of registered[list] ?? []) {
      const { lists } = roomFor(bytesOf(item) + bytesOf(list) + ':[],,'.length);
      (lists[list] ??= []).push(item);
    }
  }
  for (const [name, severity] of Object.entries(registered.alarms ?? {})) roomFor(bytesOf(name) + bytesOf(severity) + ':,'.length).alarms[name] = severity;
  return parts.map(({ lists, alarms }) => ({ ...header, ...lists, ...Object.keys(alarms).length > 0 ? { alarms } : {} }));
}

function bytesOf(value: string | object): number {
  return Buffer.byteLength(JSON.stringify(typeof value === 'string' ? assumed(value) : value));
}

function assumed(text: string): string {
  if (!Token.isUnresolved(text)) return text;
  return Tokenization.reverseString(text).mapTokens({ mapToken: () => 'x'.repeat(TOKEN_LENGTH) }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
}
