import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

const TAKEN = new WeakMap<IConstruct, Map<string, string>>();

/** Refuses a second service whose alarms would have the names of the first: the later deployment would overwrite the earlier. */
export function claimNamePrefix(service: IConstruct, namePrefix: string, place: string): void {
  const taken = TAKEN.get(service.node.root) ?? new Map<string, string>();
  TAKEN.set(service.node.root, taken);
  const key = `${place}#${namePrefix}`;
  const other = taken.get(key);
  if (other !== undefined) {
    throw complaint(service, {
      what: `there is already a service of this name and environment in the same account and Region, at ${other}`,
      received: namePrefix.slice(0, -1),
      fix: 'Give one of them another serviceName or environment',
    });
  }
  taken.set(key, service.node.path);
}
