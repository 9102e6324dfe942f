import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { type DnsRecord, RECORD, RECORD_GROUP, RECORD_TYPES, recordsOf } from '../private/dns-records';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const record = (properties: object) => ({ Www: { Type: RECORD, Properties: { Name: 'www.example.com', Type: 'A', ResourceRecords: ['192.0.2.1'], ...properties } } });

/** What makes a record one that is meant to change at once. */
const STEERING = ['Failover', 'HealthCheckId'];

function judge({ value, finding, path }: DnsRecord): Verdict {
  const ttl = value.property('TTL');
  if (!value.property('AliasTarget').isAbsent || STEERING.some(name => !value.property(name).isAbsent)) return Verdict.NOT_APPLICABLE;
  if (ttl.isUnknown) return Verdict.UNKNOWN;
  const seconds = ttl.number;
  if (seconds === undefined) return Verdict.NOT_APPLICABLE;
  return seconds < 60 ? Verdict.violating({ name: finding, message: `The TTL is ${seconds} s`, property: path('TTL') }) : Verdict.COMPLIANT;
}

export default defineRule({
  id: 'PE-Route53Ttl',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'DNS records may be cached for a minute or longer',
  why: 'Resolvers ask again and again, so that connections wait for DNS before they begin, and each query is charged',
  remedy: 'Set ttl: Duration.minutes(5), and lower it only for the time of a move',
  resourceTypes: [...RECORD_TYPES],
  check: resource => {
    const records = recordsOf(resource);
    return records ? combinedVerdict(records.map(judge)) : Verdict.UNKNOWN;
  },
  compliant: [
    {
      title: 'five minutes',
      resources: record({ TTL: '300' }),
      cdk: `new route53.ARecord(this, 'Www', {
  zone: new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' }),
  target: route53.RecordTarget.fromIpAddresses('192.0.2.1'),
  ttl: Duration.minutes(5),
});`,
    },
  ],
  violating: [
    {
      title: 'ten seconds',
      resources: record({ TTL: '10' }),
      cdk: `new route53.ARecord(this, 'Www', {
  zone: new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' }),
  target: route53.RecordTarget.fromIpAddresses('192.0.2.1'),
  ttl: Duration.seconds(10),
});`,
    },
    {
      title: 'a record of a group',
      resources: {
        Records: {
          Type: RECORD_GROUP,
          Properties: {
            RecordSets: [
              { Name: 'a.example.com.', Type: 'A', TTL: '300', ResourceRecords: ['192.0.2.1'] },
              { Name: 'b.example.com.', Type: 'A', TTL: 5, Weight: 10, SetIdentifier: 'blue', ResourceRecords: ['192.0.2.2'] },
            ],
          },
        },
      },
      findings: ['b.example.com A blue'],
    },
  ],
  ignored: [
    { title: 'a record that fails over', resources: record({ TTL: '10', Failover: 'PRIMARY', SetIdentifier: 'primary' }) },
    { title: 'a record with a health check', resources: record({ TTL: '10', Weight: 1, SetIdentifier: 'one', HealthCheckId: 'abc' }) },
    { title: 'an alias', resources: { Www: { Type: RECORD, Properties: { Name: 'www.example.com', Type: 'A', AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net' } } } } },
    { title: 'the TTL is a parameter', resources: record({ TTL: { Ref: 'Ttl' } }) },
  ],
});
