import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

export default defineRule({
  id: 'PE-CloudFrontHttp3',
  bestPractices: ['PERF04-BP05'],
  level: RuleLevel.WARNING,
  title: 'Distributions speak HTTP/3 with viewers that can',
  why: 'Over TCP each connection costs round trips before the first byte, and one lost packet holds up all requests on it',
  remedy: 'Set httpVersion: cloudfront.HttpVersion.HTTP2_AND_3',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    const version = distribution.property('DistributionConfig.HttpVersion');
    if (version.isUnknown) return Verdict.UNKNOWN;
    if (/^http(2and)?3$/i.test(version.text ?? '')) return Verdict.COMPLIANT;
    const found = version.text ?? 'not set, which means http1.1';
    return Verdict.violating({ message: `The HTTP version is ${found}`, property: 'DistributionConfig.HttpVersion' });
  },
  compliant: [
    {
      title: 'HTTP/2 and HTTP/3',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, HttpVersion: 'http2and3' } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
  httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
});`,
    },
    { title: 'HTTP/3', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, HttpVersion: 'http3' } } } } },
  ],
  violating: [
    {
      title: 'HTTP/2, the default of the CDK',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, HttpVersion: 'http2' } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
});`,
    },
    { title: 'no version, the default of CloudFormation', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true } } } } },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { HttpVersion: { Ref: 'HttpVersion' } } } } } },
  ],
});
