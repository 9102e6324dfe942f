import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { type Behavior, behaviorsOf, isUncached } from '../private/distribution-behaviors';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const siteWith = (origin: object, config: object = {}) => ({
  Site: {
    Type: DISTRIBUTION,
    Properties: { DistributionConfig: { DefaultCacheBehavior: { TargetOriginId: 'shop' }, Origins: [{ Id: 'shop', DomainName: 'shop.example.com', ...origin }], ...config } },
  },
});

/** Ids of origins of which nothing is cached: all that asks them is known not to. */
function uncachedOrigins(distribution: WorkloadResource, behaviors: readonly Behavior[]): (id: string | undefined) => boolean {
  const groups = distribution.property('DistributionConfig.OriginGroups.Items');
  const mayCache = behaviors.filter(behavior => isUncached(behavior) !== true).map(({ value }) => value.property('TargetOriginId'));
  const cached = new Set(mayCache.map(({ text }) => text));
  const isSure = !groups.isUnknown && groups.items.length === 0 && !cached.has(undefined);
  return id => isSure && !cached.has(id);
}

function judge(origin: PropertyValue, index: number, isUncachedOrigin: (id: string | undefined) => boolean): Verdict {
  if (origin.isUnknown) return Verdict.UNKNOWN;
  const custom = origin.property('CustomOriginConfig');
  const id = origin.property('Id').text;
  if (custom.isAbsent || isUncachedOrigin(id)) return Verdict.NOT_APPLICABLE;
  const enabled = origin.property('OriginShield.Enabled');
  if (enabled.flag === true) return Verdict.COMPLIANT;
  if (enabled.isUnknown || custom.isUnknown) return Verdict.UNKNOWN;
  const name = id ?? `origin ${index + 1}`;
  return Verdict.violating({ name, message: `The origin ${name} has no Origin Shield`, property: `DistributionConfig.Origins.${index}.OriginShield` });
}

export default defineRule({
  id: 'PE-CloudFrontOriginShield',
  bestPractices: ['PERF03-BP05', 'PERF04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'caching',
  title: 'Custom origins are behind Origin Shield',
  why: 'Each regional cache of CloudFront asks the origin for the same object, so that an origin in one place answers the same question up to a dozen times',
  remedy: 'Set originShieldRegion of the origin to the Region nearest to it',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const origins = distribution.property('DistributionConfig.Origins');
    const behaviors = behaviorsOf(distribution);
    if (origins.isUnknown || !behaviors) return Verdict.UNKNOWN;
    const isUncachedOrigin = uncachedOrigins(distribution, behaviors);
    return combinedVerdict(origins.items.map((origin, index) => judge(origin, index, isUncachedOrigin)));
  },
  compliant: [
    {
      title: 'an origin behind it',
      resources: siteWith({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginShield: { Enabled: true, OriginShieldRegion: 'eu-west-1' } }),
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com', { originShieldRegion: 'eu-west-1' }) },
});`,
    },
  ],
  violating: [
    {
      title: 'an origin without it',
      resources: siteWith({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }),
      findings: ['shop'],
    },
    {
      title: 'it is switched off',
      resources: siteWith({ Id: 'ShopSiteOrigin1', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginShield: { Enabled: false } }, { DefaultCacheBehavior: { TargetOriginId: 'ShopSiteOrigin1' } }),
      findings: ['ShopSiteOrigin1'],
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com', { originId: 'ShopSiteOrigin1', originShieldEnabled: false }) },
});`,
    },
  ],
  ignored: [
    { title: 'a bucket', resources: siteWith({ S3OriginConfig: {} }) },
    { title: 'a parameter decides', resources: siteWith({ CustomOriginConfig: {}, OriginShield: { Enabled: { Ref: 'Shield' } } }) },
    {
      title: 'nothing of the origin is cached',
      resources: siteWith({ CustomOriginConfig: {} }, { DefaultCacheBehavior: { TargetOriginId: 'shop', CachePolicyId: DISABLED } }),
    },
    { title: 'the origins are a parameter', resources: siteWith({}, { Origins: { Ref: 'Origins' } }) },
  ],
});
