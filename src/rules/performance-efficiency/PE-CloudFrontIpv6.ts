import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PROPERTY = 'DistributionConfig.IPV6Enabled';

export default defineRule({
  id: 'PE-CloudFrontIpv6',
  bestPractices: ['PERF04-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Distributions answer over IPv6',
  why: 'Networks that have IPv6 only, as many mobile ones do, reach the distribution through a translation to IPv4, which is one more hop and one more bottleneck',
  remedy: 'Set enableIpv6: true, and add an AaaaRecord for each alias, and leave it off only where signed URLs name the address of the viewer',
  resourceTypes: [DISTRIBUTION],
  check: distribution => {
    // Tenants are reached through a connection group, which has the setting.
    const mode = distribution.property('DistributionConfig.ConnectionMode');
    if (mode.text === 'tenant-only') return Verdict.NOT_APPLICABLE;
    const enabled = distribution.property(PROPERTY);
    if (enabled.flag === true) return Verdict.COMPLIANT;
    if (enabled.isUnknown || mode.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `IPv6 is ${enabled.isAbsent ? 'not switched on' : 'switched off'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'IPv6, the default of the CDK',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, IPV6Enabled: true } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
});`,
    },
  ],
  violating: [
    {
      title: 'IPv6 switched off',
      resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, IPV6Enabled: false } } } },
      cdk: `new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
  enableIpv6: false,
});`,
    },
    { title: 'a template that says nothing', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true } } } } },
  ],
  ignored: [
    { title: 'a parameter decides', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { IPV6Enabled: { Ref: 'Ipv6' } } } } } },
    { title: 'a distribution for tenants', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, ConnectionMode: 'tenant-only' } } } } },
  ],
});
