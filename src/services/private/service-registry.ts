import type { IConstruct } from 'constructs';
import { claim } from '../../core/private/claims';
import { complaint } from '../../core/private/errors';

/** Refuses a second service whose alarms would have the names of the first: the later deployment would overwrite the earlier. */
export function claimNamePrefix(service: IConstruct, namePrefix: string, place: string): void {
  const other = claim(service, `service ${place}#${namePrefix}`);
  if (other === undefined) return;
  throw complaint(service, {
    what: `there is already a service of this name and environment in the same account and Region, at ${other}`,
    received: namePrefix.slice(0, -1),
    fix: 'Give one of them another serviceName or environment',
  });
}
