import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { type DnsRecord, RECORD, RECORD_GROUP, RECORD_TYPES, recordsOf } from '../private/dns-records';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BALANCERS = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'];
const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** Names that an alias can stand for, as far as they are known. */
const ALIASABLE = /(^|\.)(cloudfront\.net|elb\.(?:[a-z\d-]+\.)?amazonaws\.com(\.cn)?|s3-website[.-][a-z\d.-]*amazonaws\.com(\.cn)?)\.?$/i;

const cname = (target: unknown) => ({ Type: RECORD, Properties: { HostedZoneId: 'Z123', Name: 'www.example.com', Type: 'CNAME', TTL: '300', ResourceRecords: [target] } });

function isAliasable(target: PropertyValue): boolean {
  return ALIASABLE.test(target.knownText) || target.targets(...BALANCERS, DISTRIBUTION).length > 0;
}

function judge({ value, finding, path }: DnsRecord): Verdict {
  const type = value.property('Type');
  if (!value.property('AliasTarget').isAbsent) return Verdict.COMPLIANT;
  if (!type.isUnknown && type.text !== 'CNAME') return Verdict.NOT_APPLICABLE;
  const targets = value.property('ResourceRecords');
  const found = targets.items.find(isAliasable);
  if (type.isUnknown || targets.isUnknown || (!found && targets.items.some(({ isUnknown }) => isUnknown))) return Verdict.UNKNOWN;
  if (!found) return Verdict.NOT_APPLICABLE;
  const [target] = found.targets(...BALANCERS, DISTRIBUTION);
  return Verdict.violating({ name: finding, message: `The CNAME points to ${target ? target.path : found.knownText}, which an alias can stand for`, property: path('ResourceRecords') });
}

export default defineRule({
  id: 'PE-Route53Alias',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Names of distributions, load balancers and websites are aliases',
  why: 'A resolver that follows a CNAME has to ask a second time, for a name that changes often and is therefore seldom cached, while an alias is answered at once and queries for it are free',
  remedy: 'Use a route53.ARecord, and an AaaaRecord where the target has IPv6, with target: route53.RecordTarget.fromAlias(…)',
  resourceTypes: [...RECORD_TYPES],
  check: resource => {
    const records = recordsOf(resource);
    return records ? combinedVerdict(records.map(judge)) : Verdict.UNKNOWN;
  },
  compliant: [
    {
      title: 'an alias',
      resources: { Www: { Type: RECORD, Properties: { Name: 'www.example.com', Type: 'A', AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net', HostedZoneId: 'Z2FDTNDATAQYW2' } } } },
      cdk: `const site = new cloudfront.Distribution(this, 'Site', {
  defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('origin.example.com') },
});
new route53.ARecord(this, 'Www', {
  zone: new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' }),
  recordName: 'www',
  target: route53.RecordTarget.fromAlias(new route53_targets.CloudFrontTarget(site)),
});`,
    },
  ],
  violating: [
    {
      title: 'a CNAME to a distribution',
      resources: { Www: cname('d111111abcdef8.cloudfront.net') },
      cdk: `new route53.CnameRecord(this, 'Www', {
  zone: new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' }),
  recordName: 'www',
  domainName: 'd111111abcdef8.cloudfront.net',
});`,
    },
    {
      title: 'a CNAME to a load balancer of the app',
      resources: { Www: cname({ 'Fn::GetAtt': ['Alb', 'DNSName'] }), Alb: { Type: BALANCERS[0], Properties: { Type: 'application' } } },
    },
    {
      title: 'a CNAME among others',
      resources: {
        Records: {
          Type: RECORD_GROUP,
          Properties: {
            RecordSets: [
              { Name: 'old.example.com.', Type: 'CNAME', TTL: '300', ResourceRecords: ['old.s3-website-eu-west-1.amazonaws.com'] },
              { Name: 'shop.example.com.', Type: 'CNAME', TTL: '300', ResourceRecords: ['shop.example.net'] },
            ],
          },
        },
      },
      findings: ['old.example.com CNAME'],
    },
  ],
  ignored: [
    { title: 'a CNAME to somebody else', resources: { Www: cname('shop.example.net') } },
    { title: 'the target is a parameter', resources: { Www: cname({ Ref: 'Target' }) } },
    { title: 'addresses', resources: { Www: { Type: RECORD, Properties: { Name: 'www.example.com', Type: 'A', TTL: '300', ResourceRecords: ['192.0.2.1'] } } } },
    { title: 'the records are a parameter', resources: { Records: { Type: RECORD_GROUP, Properties: { RecordSets: { Ref: 'Records' } } } } },
  ],
});
