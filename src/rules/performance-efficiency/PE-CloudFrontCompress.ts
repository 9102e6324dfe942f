import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { type Behavior, behaviorsOf, isUncached } from '../private/distribution-behaviors';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** What is compressed as it is. */
const COMPRESSED = /\.(avif|br|gif|gz|jpe?g|mov|mp[34]|m4[asv]|ogg|pdf|png|webm|webp|woff2?|zip|7z)$/i;

const siteWith = (behavior: object, config: object = {}) => ({
  Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { DefaultCacheBehavior: behavior, ...config } } },
});

function judge(behavior: Behavior): Verdict {
  const { name, value, path } = behavior;
  const compress = value.property('Compress');
  if (compress.flag === true) return Verdict.COMPLIANT;
  // CloudFront compresses only what it may cache.
  const isUncachedHere = isUncached(behavior);
  if (isUncachedHere === true || COMPRESSED.test(name)) return Verdict.NOT_APPLICABLE;
  if (compress.isUnknown || value.isUnknown || isUncachedHere === undefined) return Verdict.UNKNOWN;
  return Verdict.violating({ name, message: `The behavior ${name} does not compress`, property: `${path}.Compress` });
}

export default defineRule({
  id: 'PE-CloudFrontCompress',
  bestPractices: ['PERF04-BP05'],
  level: RuleLevel.WARNING,
  title: 'Distributions compress what they serve',
  why: 'Text such as HTML, scripts and JSON takes several times as long to arrive as it would compressed, most of all on slow connections',
  remedy: 'Set compress: true, with a cache policy that has both gzip and Brotli',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const behaviors = behaviorsOf(distribution);
    return behaviors ? combinedVerdict(behaviors.map(judge)) : Verdict.UNKNOWN;
  },
  compliant: [
    {
      title: 'a behavior that compresses',
      resources: siteWith({ CachePolicyId: OPTIMIZED, Compress: true }),
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com'), compress: true },
});`,
    },
  ],
  violating: [
    {
      title: 'compression switched off',
      resources: siteWith({ CachePolicyId: OPTIMIZED, Compress: false }),
      findings: ['default'],
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com'), compress: false },
});`,
    },
    {
      title: 'behaviors that say nothing',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: OPTIMIZED, Compress: true }, CacheBehaviors: [{ PathPattern: '/docs/*', ForwardedValues: { QueryString: false } }] },
          },
        },
      },
      findings: ['/docs/*'],
    },
  ],
  ignored: [
    { title: 'a parameter decides', resources: siteWith({ CachePolicyId: OPTIMIZED, Compress: { Ref: 'Compress' } }) },
    {
      title: 'nothing is cached, and so nothing compressed',
      resources: siteWith({ CachePolicyId: DISABLED }),
    },
    {
      title: 'files that are compressed as they are',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: DISABLED }, CacheBehaviors: [{ PathPattern: '*.jpg', CachePolicyId: OPTIMIZED, Compress: false }] },
          },
        },
      },
    },
  ],
});
