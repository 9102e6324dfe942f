/** What stands in templates where a rule expects something else. */
export const ODD_VALUES: readonly unknown[] = [
  null, 42, -1, 'text', '', true, [], {}, ['text'], [{}], [null], [[]], { Ref: 'Nothing' }, { Ref: 'AWS::NoValue' }, { Ref: 7 }, { 'Fn::GetAtt': 'A' }, { 'Fn::GetAtt': [] },
  { 'Fn::Join': 'x' }, { 'Fn::Sub': [1] }, { 'Fn::Sub': '${' }, { 'Fn::If': [] }, { 'Fn::ImportValue': {} }, { 'Fn::Select': [9, []] }, { 'Fn::Split': null }, { constructor: 1 },
  // Names that every object answers to.
  '__proto__', 'constructor', 'toString',
];

export type Path = readonly string[];

/** Every place below the `Properties` of some resources that a value can be put at. */
export function propertyPaths(resources: unknown): Path[] {
  // Below a resource and its Properties: types, and resources as such, are what they are.
  return pathsIn(resources, []).filter(([, section]) => section === 'Properties');
}

/** A copy of a value with another one at a path. */
export function replaced(value: any, [key, ...rest]: Path, other: unknown): any {
  if (key === undefined) return other;
  if (value === null || typeof value !== 'object') return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key as any] = replaced(copy[key as any], rest, other);
  return copy;
}

function pathsIn(value: unknown, path: Path): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}
