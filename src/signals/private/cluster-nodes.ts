import type { ObservedResource } from '../observed-resource';
import type { SignalVariant } from '../signal-source';
import { numberOf } from './derived-threshold';

/** Each node has alarms of its own: of large clusters, that many nodes are observed. */
const OBSERVED_NODES = 20;

export const NODES_CAUTION = `Metrics are per node. Of a cluster with more than ${OBSERVED_NODES} nodes, the first ${OBSERVED_NODES} are observed: the first node of each shard, then the second of each, and so on.`;

/** A group of nodes with the same data. */
export interface Shard {
  /** Its part of the node ids; none in a cluster without shards. */
  readonly id?: string;
  readonly nodes: number;
}

/** Ids of nodes as the service makes them up, such as `001` or `0001-001`, without the name of the cluster. */
export function nodeIds(shardsOfCluster: readonly Shard[]): string[] {
  const ids = new Set<string>();
  for (let node = 1; node <= OBSERVED_NODES; node++) {
    for (const { id } of shardsOfCluster.filter(({ nodes }) => node <= nodes)) ids.add([id, padded(node, 3)].filter(part => part !== undefined).join('-'));
  }
  return [...ids].slice(0, OBSERVED_NODES);
}

/** `count` shards of the same size, named as the service does. */
export function shards(count: number, nodes: number): Shard[] {
  return Array.from({ length: Math.min(count, OBSERVED_NODES) }, (_, index) => ({ id: padded(index + 1, 4), nodes }));
}

/** A number of nodes or shards; `undefined` where the template does not tell it. */
export function countOf(resource: ObservedResource, property: string, fallback: number): number | undefined {
  const count = numberOf(resource, property, fallback);
  return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** A variant per node, with dimensions that its id gives. */
export function nodeVariants(ids: readonly string[], dimensionsOf: (id: string) => { [name: string]: string }): SignalVariant[] {
  return ids.map(id => ({ id, dimensions: dimensionsOf(id) }));
}

/** Ids of the nodes of a cluster without shards, as Memcached has them: `0001` and so on. */
export function cacheNodeIds(count: number): string[] {
  return Array.from({ length: Math.min(count, OBSERVED_NODES) }, (_, index) => padded(index + 1, 4));
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
