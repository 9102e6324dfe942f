import { groupBy, listed } from './grouping';

/** A signal, and by what name its resource goes in the summary. */
export interface NamedSignal {
  readonly resource: string;
  readonly id: string;
}

/** "PlaceOrder, FulfilOrder: errorRate, throttles": resources with the same signals share a line. */
export function signalsOfResources(signals: readonly NamedSignal[]): string[] {
  const byResource = groupBy(signals, ({ resource }) => resource).map(group => ({ resource: group[0].resource, ids: group.map(({ id }) => id).join(', ') }));
  return groupBy(byResource, ({ ids }) => ids).map(group => `${listed(group.map(({ resource }) => resource))}: ${group[0].ids}`);
}
