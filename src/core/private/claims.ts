import type { IConstruct } from 'constructs';

const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Takes a name that can be given once in an app, such as that of a dashboard in an account.
 *
 * @returns the path of the construct that took it before, if one did
 */
export function claim(construct: IConstruct, name: string): string | undefined {
  const { root, path } = construct.node;
  const claims = CLAIMS.get(root) ?? new Map<string, string>();
  CLAIMS.set(root, claims);
  const other = claims.get(name);
  if (other === undefined) claims.set(name, path);
  return other;
}
