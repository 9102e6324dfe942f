import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import { Threshold, type ThresholdValue } from '../threshold';
import { unknownProperty } from './unknown-property';

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

/** A numeric property, or `fallback` when the service sets it; `undefined` when an import or a token does not tell. */
export function numberOf(resource: ObservedResource, property: string, fallback: number): number | undefined {
  const value = resource.property(property) ?? (resource.imported ? undefined : fallback);
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Why one of several properties leaves a threshold without a value. */
export function unknownAmong(resource: ObservedResource, ...properties: string[]): ThresholdValue {
  const missing = properties.find(property => resource.imported ? resource.property(property) === undefined : Token.isUnresolved(resource.property(property)));
  return unknownProperty(resource, missing ?? properties[0], resource.imported ? 'absent' : 'token');
}
