import { defineRule } from '../private/define-rule';
import { hasDeliveredAccessLogs } from '../private/log-deliveries';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PROPERTY = 'DistributionConfig.Logging';

/** Standard logs to a bucket, and real-time logs to a stream. */
const DESTINATIONS = [
  `${PROPERTY}.Bucket`, 'DistributionConfig.DefaultCacheBehavior.RealtimeLogConfigArn', 'DistributionConfig.CacheBehaviors.*.RealtimeLogConfigArn',
];

const CONFIG = {
  Enabled: true,
  DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
  Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
};

export default defineRule({
  id: 'OE-CloudFrontAccessLogs',
  bestPractices: ['OPS04-BP02', 'OPS04-BP03'],
  level: RuleLevel.WARNING,
  title: 'Distributions write access logs',
  why: 'Most requests end at CloudFront and never reach the origin, so what users saw, from where and how fast, is recorded nowhere else',
  remedy: 'Set enableLogging: true, or make an AWS::Logs::DeliverySource for the distribution',
  nagRule: 'cloudfront.CloudFrontDistributionAccessLogging',
  nagDifference: 'it knows neither logs that CloudWatch Logs delivers nor real-time logs',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const isEnabled = distribution.property('DistributionConfig.Enabled');
    if (isEnabled.flag === false) return Verdict.NOT_APPLICABLE;
    const destinations = DESTINATIONS.flatMap(path => distribution.values(path));
    // A reference to a resource of the app is a destination too.
    const isLogged = destinations.some(value => value.text !== undefined || value.targets().length > 0);
    if (isLogged || hasDeliveredAccessLogs(distribution)) return Verdict.COMPLIANT;
    if (isEnabled.isUnknown || destinations.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No access log has a destination', property: PROPERTY });
  },
  compliant: [
    {
      title: 'standard logs in a bucket',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { ...CONFIG, Logging: { Bucket: 'logs.s3.amazonaws.com' } } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('api.example.com') },
  enableLogging: true,
});`,
    },
    {
      title: 'standard logs that CloudWatch Logs delivers',
      resources: {
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: CONFIG } },
        Source: {
          Type: 'AWS::Logs::DeliverySource',
          Properties: { Name: 'access', LogType: 'ACCESS_LOGS', ResourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}' } },
        },
      },
      cdk: `const site = new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('api.example.com') },
});
new logs.CfnDeliverySource(this, 'Source', { name: 'access', logType: 'ACCESS_LOGS', resourceArn: site.distributionArn });`,
    },
    {
      title: 'real-time logs',
      resources: {
        Site: {
          Type: DISTRIBUTION,
          Properties: {
            DistributionConfig: { ...CONFIG, DefaultCacheBehavior: { ...CONFIG.DefaultCacheBehavior, RealtimeLogConfigArn: 'arn:aws:cloudfront::123456789012:realtime-log-config/site' } },
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'a distribution without',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: CONFIG } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('api.example.com') },
});`,
    },
    {
      title: 'settings without a bucket',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { ...CONFIG, Logging: { IncludeCookies: true } } } } },
    },
  ],
  ignored: [
    { title: 'a distribution that is off', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { ...CONFIG, Enabled: false } } } } },
    { title: 'the bucket is a parameter', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { ...CONFIG, Logging: { Bucket: { Ref: 'LogBucket' } } } } } } },
  ],
});
