import { COUNTED_SOURCES, UNMAPPED } from '../../../../src/core/schemas/private/delivery';
import { type Entry, nameOf, type Registry } from './log';
import { type Deployment, deploymentsOf } from './oracle/deployments';
import { type Incident, incidentsOf } from './oracle/incidents';
import { belongsTo } from './oracle/ownership';

export { type Point, pointsOf } from './oracle/points';
export type { Deployment } from './oracle/deployments';
export type { Incident } from './oracle/incidents';

/** What is to be known of a service. */
export interface Truth {
  readonly deployments: readonly Deployment[];
  readonly incidents: readonly Incident[];
}

const NOBODY = { service: UNMAPPED, environment: UNMAPPED, counts: 'custom' } as const;

/** The services, and the one that has what nobody claims. */
export function everybody(registry: Registry): Registry {
  return [...registry, NOBODY];
}

/** The events of a service. */
export function ownLog(registry: Registry, service: Registry[number], log: readonly Entry[]): Entry[] {
  return log.filter(entry => service === NOBODY ? !registry.some(other => belongsTo(other, entry)) : belongsTo(service, entry));
}

/** What docs/guide/delivery.md says about the events of a service, each of which is there once: computed from the whole of it, without regard for cost. */
export function truthOf(service: Registry[number], own: readonly Entry[]): Truth {
  const incidents = incidentsOf(service, own);
  return { deployments: deploymentsOf(service === NOBODY ? COUNTED_SOURCES : [service.counts], own, incidents), incidents };
}

/** Of all services, by `<service>/<environment>`. */
export function truths(registry: Registry, log: readonly Entry[]): Map<string, Truth> {
  return new Map(everybody(registry).map(service => [nameOf(service), truthOf(service, ownLog(registry, service, log))]));
}
