import type { RegisteredService } from '../../../../src/core/schemas/private/delivery';
import { type Entry, nameOf, type Registry } from './log';
import { type Deployment, deploymentsOf } from './oracle/deployments';
import { type Incident, incidentsOf } from './oracle/incidents';
import { belongsTo } from './oracle/ownership';

export type { Deployment } from './oracle/deployments';
export type { Incident } from './oracle/incidents';

/** What is to be known of a service. */
export interface Truth {
  readonly deployments: readonly Deployment[];
  readonly incidents: readonly Incident[];
}

/** What docs/guide/delivery.md says about a log of events, each of which is in it once: computed from the whole of it, without regard for cost. */
export function truthOf(service: RegisteredService, log: readonly Entry[]): Truth {
  const own = log.filter(entry => belongsTo(service, entry));
  const incidents = incidentsOf(service, own);
  return { deployments: deploymentsOf(service, own, incidents), incidents };
}

export function truths(registry: Registry, log: readonly Entry[]): Map<string, Truth> {
  return new Map(registry.map(service => [nameOf(service), truthOf(service, log)]));
}

/** Events that no service claims. */
export function unmapped(registry: Registry, log: readonly Entry[]): Entry[] {
  return log.filter(entry => !registry.some(service => belongsTo(service, entry)));
}
