import type { ResourceEntry } from '../../../src/rules/private/template-unit';
import type { Values } from '../language/values';

/** A resource of SAM, with Globals merged in. */
export interface SamResource {
  readonly id: string;
  readonly properties: Values;
  /** What stands beside Type and Properties. */
  readonly attributes: Values;
}

/** What the transform makes of a resource. */
export interface Conversion {
  readonly resources: Readonly<Record<string, ResourceEntry>>;
  /** What stacks have one of, whoever asks for it first. */
  readonly shared?: Readonly<Record<string, ResourceEntry>>;
  /** Logical ids of what is made, by what the author calls it, such as `Orders.Version`. */
  readonly references?: Readonly<Record<string, string>>;
  readonly additions?: readonly Addition[];
  readonly routes?: readonly Route[];
}

/** Something that is put into a property of a resource of the author. */
export interface Addition {
  readonly to: string;
  readonly path: readonly string[];
  readonly value: unknown;
  /** Whether the property is a list that it is added to. */
  readonly isItem: boolean;
}

/** A route of an API to a function. */
export interface Route {
  readonly kind: 'rest' | 'http';
  /** Logical id of the method or integration. */
  readonly id: string;
  /** Logical id of the API; undefined for the one that the transform makes. */
  readonly api: string | undefined;
  /** Logical id of what the route stands in. */
  readonly from: string;
  readonly path: unknown;
  readonly method: unknown;
  /** ARN that the API invokes. */
  readonly target: unknown;
  readonly timeout: unknown;
  readonly condition: unknown;
}

export type Converter = (resource: SamResource) => Conversion;

export const NOTHING: Conversion = { resources: {} };

export function together(...conversions: readonly Conversion[]): Conversion {
  return {
    resources: Object.assign({}, ...conversions.map(({ resources }) => resources)),
    shared: Object.assign({}, ...conversions.map(({ shared }) => shared)),
    references: Object.assign({}, ...conversions.map(({ references }) => references)),
    additions: conversions.flatMap(({ additions = [] }) => additions),
    routes: conversions.flatMap(({ routes = [] }) => routes),
  };
}

/** A resource that is made because of another one exists on the same condition. */
export function made(type: string, properties: Values, condition?: unknown): ResourceEntry {
  return { Type: type, ...condition === undefined ? {} : { Condition: condition }, Properties: properties };
}
