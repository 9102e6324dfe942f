import type { ObservedResource } from '../observed-resource';
import { numeric } from './numeric';

/** Between which sizes something scales; undefined where the configuration is silent or only deployment can tell. */
export interface ScalingRange {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What Application Auto Scaling may make of a resource that one of its targets refers to. */
export function scalableTargetRange(resource: ObservedResource): ScalingRange | undefined {
  const [target] = resource.referencedBy('AWS::ApplicationAutoScaling::ScalableTarget', 'ResourceId');
  return target && { minimum: numeric(target.property('MinCapacity')), maximum: numeric(target.property('MaxCapacity')) };
}

/** Whether the size can change at all, as far as is known. */
export function canGrow({ minimum, maximum }: ScalingRange): boolean {
  return minimum === undefined || maximum === undefined || minimum < maximum;
}

/** The literal maximum of a range that is one. */
export function knownMaximum(range: ScalingRange | undefined): number | undefined {
  return range?.maximum !== undefined && range.maximum > 0 && canGrow(range) ? range.maximum : undefined;
}
