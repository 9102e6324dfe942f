import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

export const RECORD = 'AWS::Route53::RecordSet';
export const RECORD_GROUP = 'AWS::Route53::RecordSetGroup';
export const RECORD_TYPES: readonly string[] = [RECORD, RECORD_GROUP];

/** A DNS record: a resource, or a member of a group of them. */
export interface DnsRecord {
  readonly value: WorkloadResource | PropertyValue;
  /** Name of the finding about it; a record that is a resource needs none. */
  readonly finding?: string;
  /** Puts a property of it below `Properties`. */
  path(property: string): string;
}

/** The records of a resource; `undefined` when only deployment can tell. */
export function recordsOf(resource: WorkloadResource): DnsRecord[] | undefined {
  if (resource.resourceType === RECORD) return [{ value: resource, path: property => property }];
  const members = resource.property('RecordSets');
  if (members.isUnknown || members.items.some(({ isUnknown }) => isUnknown)) return undefined;
  return members.items.map((value, index) => ({
    value, finding: findingOf(value, index), path: property => `RecordSets.${index}.${property}`,
  }));
}

function findingOf(record: PropertyValue, index: number): string {
  const [name, type, id] = ['Name', 'Type', 'SetIdentifier'].map(property => record.property(property).text);
  return name === undefined ? `record ${index + 1}` : [name.replace(/\.$/, ''), type, id].filter(part => part !== undefined).join(' ');
}
