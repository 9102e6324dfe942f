import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PROPERTY = 'DistributionConfig.PriceClass';

export default defineRule({
  id: 'PE-CloudFrontPriceClass',
  bestPractices: ['PERF04-BP06'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'price-class',
  title: 'Distributions serve from edge locations near their users',
  why: 'Price class 100 has edge locations in North America, Europe and Israel alone, so that users in Asia, Africa, Oceania and South America are served from far away',
  remedy: 'Set priceClass: cloudfront.PriceClass.PRICE_CLASS_ALL, or acknowledge the rule where all users are near the edge locations of the class',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const priceClass = distribution.property(PROPERTY);
    if (priceClass.isUnknown) return Verdict.UNKNOWN;
    return priceClass.text === 'PriceClass_100' ? Verdict.violating({ message: 'The price class is PriceClass_100', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'all edge locations',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { PriceClass: 'PriceClass_All' } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
  priceClass: cloudfront.PriceClass.PRICE_CLASS_ALL,
});`,
    },
    { title: 'no price class, which means all', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true } } } } },
  ],
  violating: [
    {
      title: 'the fewest edge locations',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { PriceClass: 'PriceClass_100' } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
  priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
});`,
    },
  ],
  ignored: [
    { title: 'the price class is a parameter', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { PriceClass: { Ref: 'PriceClass' } } } } } },
  ],
});
