import type { PropertyValue } from '../property-value';
import type { RuleContext } from '../rule';
import type { RuleTable } from '../rule-table';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';
import { rowsOf } from './tables';

/** What stands before the size: `cache.m4` of `cache.m4.large`, `m4` of `m4.large.search`. */
const FAMILY = /^(?:(?:cache|dax|db|express|kafka)\.)?[a-z][a-z0-9-]*(?=\.)/;

/** The family of the class of a database or of the type of an endpoint, such as `db.m7g`; `undefined` where there is none. */
export function familyOf(type: PropertyValue): string | undefined {
  return /^(?:db|ml)\.[a-z]+\d[a-z]*(?=\.)/.exec(type.text ?? '')?.[0];
}

/** What a table says of the family of an instance type. */
export interface FamilyRow {
  /** The type as far as it is known. */
  readonly type: string;
  /** What takes the place of its family; `undefined` where the table does not have it. */
  readonly successor: string | undefined;
}

/** Looks the family of an instance type up; `undefined` where only deployment tells, also of a type without one, such as `db.serverless`. */
export function familyRow(resource: WorkloadResource, property: string, table: RuleTable, context: RuleContext): FamilyRow | undefined {
  const value = resource.property(property);
  const type = value._start;
  const family = FAMILY.exec(type)?.[0];
  if (family === undefined && value.isUnknown) return undefined;
  return { type, successor: family === undefined ? undefined : rowsOf(context, table).get(family) };
}

/** Judges a resource by the family of its one instance type. */
export function judgeFamily(resource: WorkloadResource, property: string, table: RuleTable, context: RuleContext): Verdict {
  if (resource.property(property).isAbsent) return Verdict.NOT_APPLICABLE;
  const row = familyRow(resource, property, table, context);
  if (!row) return Verdict.UNKNOWN;
  if (row.successor === undefined) return Verdict.COMPLIANT;
  return Verdict.violating({ message: `${property.split('.').pop()} is ${typeText(row.type)}, of a family that ${row.successor} replaces`, property });
}

/** Of a type of which only deployment tells the size, the family. */
export function typeText(type: string): string {
  return type.replace(/\.$/, '');
}
