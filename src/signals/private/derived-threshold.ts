import type { ObservedResource } from '../observed-resource';
import { Threshold, type ThresholdValue } from '../threshold';

/** A threshold that a kind works out from more than one property of the resource. */
export class DerivedThreshold extends Threshold {
  public readonly isDerived = true;

  constructor(public readonly description: string, private readonly derive: (resource: ObservedResource) => ThresholdValue) {
    super();
  }

  public evaluate(resource: ObservedResource): ThresholdValue {
    return this.derive(resource);
  }
}

/** A numeric property, or `fallback` when it is absent; `undefined` when only deployment can tell it. */
export function numberOf(resource: ObservedResource, property: string, fallback: number): number | undefined {
  const value = resource.property(property) ?? fallback;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
