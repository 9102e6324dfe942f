import type { PropertyValue } from '../property-value';

const FAMILY = /^(?:db|ml)\.[a-z]+\d[a-z]*(?=\.)/;

/** The family of an instance class or type of a managed service, such as `db.m7g`; `undefined` where there is none. */
export function familyOf(type: PropertyValue): string | undefined {
  return FAMILY.exec(type.text ?? '')?.[0];
}
