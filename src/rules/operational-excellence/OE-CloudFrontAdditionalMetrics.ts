import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const SUBSCRIPTION = 'AWS::CloudFront::MonitoringSubscription';
const STATUS = 'MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus';

const site = { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true } } };
const subscription = (status: unknown) => ({
  Type: SUBSCRIPTION,
  Properties: {
    DistributionId: { Ref: 'Site' }, MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: status } },
  },
});

export default defineRule({
  id: 'OE-CloudFrontAdditionalMetrics',
  bestPractices: ['OPS04-BP03', 'PERF05-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Distributions publish the additional metrics',
  why: 'Without them nobody sees how slow the origin is, and how much the cache saves',
  remedy: 'Set publishAdditionalMetrics: true, which is paid for per distribution',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const statuses = distribution.workload.referrersOf(distribution, SUBSCRIPTION, 'DistributionId').map(each => each.property(STATUS));
    if (statuses.some(({ text }) => text === 'Enabled')) return Verdict.COMPLIANT;
    if (statuses.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The additional metrics are ${statuses.length > 0 ? 'switched off' : 'not subscribed to'}` });
  },
  compliant: [
    {
      title: 'additional metrics',
      resources: { Site: site, Metrics: subscription('Enabled') },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
  publishAdditionalMetrics: true,
});`,
    },
  ],
  violating: [
    {
      title: 'no subscription, the default',
      resources: { Site: site },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
});`,
    },
    { title: 'a subscription that is switched off', resources: { Site: site, Metrics: subscription('Disabled') } },
  ],
  ignored: [
    { title: 'the status is a parameter', resources: { Site: site, Metrics: subscription({ Ref: 'MetricsStatus' }) } },
  ],
});
