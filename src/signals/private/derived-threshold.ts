import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import { Threshold, type ThresholdValue } from '../threshold';
import { numeric } from './numeric';
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
  return numeric(resource.property(property) ?? (resource.imported ? undefined : fallback));
}

/** Why one of several properties leaves a threshold without a value. */
export function unknownAmong(resource: ObservedResource, ...properties: string[]): ThresholdValue {
  const values = properties.map(property => ({ property, value: resource.property(property) }));
  const token = values.find(({ value }) => Token.isUnresolved(value));
  if (token) return unknownProperty(resource, token.property, 'token');
  const absent = resource.imported ? values.find(({ value }) => value === undefined) : undefined;
  return absent ? unknownProperty(resource, absent.property, 'absent') : unknownProperty(resource, properties.join(' or '), 'not a number');
}
