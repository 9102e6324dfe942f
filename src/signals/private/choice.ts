import { Token, type CfnResource } from 'aws-cdk-lib';
import { peekProperty } from './peek';

/** Whether the app said anything about a property: a value, a token, a null, an override, or an intrinsic function around it. */
export function isChosen(resource: CfnResource, property: string): boolean {
  const segments = property.split('.');
  if (isOverridden(resource, segments) || isOpaque((resource as any)._cfnProperties)) return true;
  for (let depth = 1; depth <= segments.length; depth++) {
    const value = peekProperty(resource, segments.slice(0, depth).join('.'));
    if (value === undefined) return false;
    if (depth === segments.length || value === null || typeof value !== 'object' || isOpaque(value)) return true;
  }
  return false;
}

/** Members of a list that can be told; none of one that deployment decides about. */
export function lengthOf(resource: CfnResource, property: string): number {
  const list = peekProperty(resource, property);
  return Array.isArray(list) && !Token.isUnresolved(list) ? list.length : 0;
}

function isOverridden(resource: CfnResource, segments: readonly string[]): boolean {
  let overrides: any = (resource as any).rawOverrides;
  for (const segment of ['Properties', ...segments]) {
    if (overrides === null || typeof overrides !== 'object' || isOpaque(overrides) || Array.isArray(overrides)) return overrides !== undefined;
    if (!(segment in overrides)) return isOpaque(overrides);
    overrides = overrides[segment];
  }
  return true;
}

/** Whether only deployment tells what is inside. */
function isOpaque(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.keys(value).some(key => key === 'Ref' || key.startsWith('Fn::'));
}
