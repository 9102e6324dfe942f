import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** A cache behavior of a distribution. */
export interface Behavior {
  /** Its path pattern, or `default`. */
  readonly name: string;
  readonly value: PropertyValue;
  /** Where it is, below `Properties`. */
  readonly path: string;
}

/** The behaviors of a distribution, the default one first; `undefined` when only deployment can tell. */
export function behaviorsOf(distribution: WorkloadResource): Behavior[] | undefined {
  const standard = distribution.property('DistributionConfig.DefaultCacheBehavior');
  const others = distribution.property('DistributionConfig.CacheBehaviors');
  if (standard.isUnknown || others.isUnknown) return undefined;
  const behaviors = others.items.map((value, index) => ({
    value, name: value.property('PathPattern').text ?? `behavior ${index + 1}`, path: `DistributionConfig.CacheBehaviors.${index}`,
  }));
  return [{ value: standard, name: 'default', path: 'DistributionConfig.DefaultCacheBehavior' }, ...behaviors];
}

/** Whether nothing of what a behavior serves is ever cached; `undefined` when only deployment can tell. */
export function isUncached({ value }: Behavior): boolean | undefined {
  if (value.isUnknown) return undefined;
  const policy = value.property('CachePolicyId');
  if (policy.isAbsent) return value.property('ForwardedValues').isUnknown ? undefined : isNoTime(value.property('MaxTTL'));
  if (policy.text !== undefined) return policy.text.toLowerCase() === CACHING_DISABLED;
  const [declared] = policy.targets('AWS::CloudFront::CachePolicy');
  return declared && isNoTime(declared.property('CachePolicyConfig.MaxTTL'));
}

function isNoTime(ttl: PropertyValue): boolean | undefined {
  return ttl.isUnknown ? undefined : ttl.number === 0;
}
