import { defineRule } from '../private/define-rule';
import { behaviorsOf, isUncached } from '../private/distribution-behaviors';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const siteWith = (behavior: object, config: object = {}) => ({
  Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { DefaultCacheBehavior: behavior, ...config } } },
});

export default defineRule({
  id: 'PE-CloudFrontCachePolicy',
  bestPractices: ['PERF03-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'caching',
  title: 'Distributions cache, by a cache policy',
  why: 'Without a cache every request travels to the origin, and legacy cache settings put all that is forwarded into the cache key and know no Brotli',
  remedy: 'Set cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED, or one of your own for content that must not be older than some seconds, and forward what else the origin needs by an origin request policy',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    if (distribution.property('DistributionConfig.Enabled').flag === false) return Verdict.NOT_APPLICABLE;
    const behaviors = behaviorsOf(distribution);
    if (!behaviors) return Verdict.UNKNOWN;
    const legacy = behaviors.filter(({ value }) => value.property('CachePolicyId').isAbsent && value.property('ForwardedValues').keys.length > 0);
    if (legacy.length > 0) {
      return Verdict.violating(...new Map(legacy.map(({ name, path }) => [name, {
        name, message: `The behavior ${name} has ForwardedValues in place of a cache policy`, property: `${path}.ForwardedValues`,
      }])).values());
    }
    const answers = behaviors.map(isUncached);
    if (answers.includes(false)) return Verdict.COMPLIANT;
    return answers.includes(undefined) ? Verdict.UNKNOWN : Verdict.violating({ message: 'No behavior caches anything', property: behaviors[0].path });
  },
  compliant: [
    {
      title: 'files are cached, and the API is not',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: OPTIMIZED }, CacheBehaviors: [{ PathPattern: '/api/*', CachePolicyId: DISABLED }] },
          },
        },
      },
      cdk: `const origin = new cloudfront_origins.HttpOrigin('origin.example.com');
new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin, cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED },
  additionalBehaviors: { '/api/*': { origin, cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED } },
});`,
    },
    {
      title: 'a policy of the app that keeps answers for some seconds',
      resources: {
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: { Ref: 'Short' } } } } },
        Short: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { Name: 'short', MinTTL: 0, DefaultTTL: 5, MaxTTL: 10 } } },
      },
    },
  ],
  violating: [
    {
      title: 'no behavior caches',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: DISABLED }, CacheBehaviors: [{ PathPattern: '/api/*', CachePolicyId: DISABLED }] },
          },
        },
      },
      cdk: `const origin = new cloudfront_origins.HttpOrigin('origin.example.com');
new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin, cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED },
  additionalBehaviors: { '/api/*': { origin, cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED } },
});`,
    },
    {
      title: 'a policy of the app that keeps nothing',
      resources: {
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: { Ref: 'None' } } } } },
        None: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { Name: 'none', MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } } },
      },
    },
    {
      title: 'legacy cache settings',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: {
              DefaultCacheBehavior: { CachePolicyId: OPTIMIZED },
              CacheBehaviors: [{ PathPattern: '/api/*', ForwardedValues: { QueryString: true, Headers: ['*'] } }],
            },
          },
        },
      },
      findings: ['/api/*'],
    },
  ],
  ignored: [
    { title: 'the policy is a parameter', resources: siteWith({ CachePolicyId: { Ref: 'PolicyId' } }) },
    {
      title: 'a condition decides about the settings',
      resources: siteWith({ ForwardedValues: { Ref: 'Legacy' } }),
    },
    {
      title: 'a distribution that is switched off',
      resources: siteWith({ CachePolicyId: DISABLED }, { Enabled: false }),
    },
  ],
});
