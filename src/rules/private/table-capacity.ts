import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';
import { isScaled, scalableTargetsOf } from './scalable-targets';

const INDEXES = 'GlobalSecondaryIndexes';
const KINDS = { reads: 'ReadCapacityUnits', writes: 'WriteCapacityUnits' } as const;
const NAMED_INDEX = /\/index\/./;

/** A capacity of a table or an index, and whether something scales it; `undefined` where only deployment tells. */
export interface Capacity {
  readonly name: string;
  readonly scales: boolean | undefined;
}

function isIndexScaled(table: WorkloadResource, index: PropertyValue, dimension: string): boolean | undefined {
  if (index.isUnknown) return undefined;
  const suffix = `/index/${index.text}`;
  const ids = scalableTargetsOf(table, dimension).map(target => target.property('ResourceId').knownText);
  if (ids.some(id => id.endsWith(suffix))) return true;
  // One that only deployment tells the index of may be for this one.
  return ids.some(id => !NAMED_INDEX.test(id)) || isScaled(table, dimension) === undefined ? undefined : false;
}

/** What a table and its indexes take; of a table with provisioned capacity. */
export function capacitiesOf(table: WorkloadResource): Capacity[] {
  const indexes = table.values(`${INDEXES}.*.IndexName`);
  return Object.entries(KINDS).flatMap(([kind, units]) => [
    { name: `${kind} of the table`, scales: isScaled(table, `dynamodb:table:${units}`) },
    ...indexes.map(index => ({ name: `${kind} of the index ${index.text}`, scales: isIndexScaled(table, index, `dynamodb:index:${units}`) })),
  ]);
}

function settings(name: string, value: PropertyValue): Capacity {
  return { name, scales: value.isUnknown ? undefined : !value.isAbsent };
}

/** The same of a global table, which has its scaling in its own properties. */
export function capacitiesOfGlobalTable(table: WorkloadResource): Capacity[] {
  const writes = 'WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings';
  const reads = 'ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings';
  return [
    ...table.values('Replicas.*').map(replica => settings('reads of a replica', replica.property(reads))),
    ...table.values(`Replicas.*.${INDEXES}.*`).map(index => settings(`reads of the index ${index.property('IndexName').text}`, index.property(reads))),
    settings('writes of the table', table.property(writes)),
    ...table.values(`${INDEXES}.*`).map(index => settings(`writes of the index ${index.property('IndexName').text}`, index.property(writes))),
  ];
}
