import type { ObservedResource } from '../observed-resource';
import type { ThresholdValue } from '../threshold';

/** Why a threshold cannot be worked out from a property of the resource, and what to do. */
export function unknownProperty(resource: ObservedResource, property: string, why: 'token' | 'absent' | 'not a number'): ThresholdValue {
  const override = 'give the signal a threshold of its own';
  if (resource.imported && why === 'absent') return { reason: `the import does not tell ${property}: declare it with ImportedResource.declare, or ${override}` };
  const fact = { 'token': 'is only known at deployment', 'absent': 'is not set', 'not a number': 'is not a number' }[why];
  return { reason: `${property} ${fact}: ${override}` };
}
