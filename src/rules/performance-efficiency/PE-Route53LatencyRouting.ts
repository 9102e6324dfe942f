import { defineRule } from '../private/define-rule';
import { RECORD } from '../private/dns-records';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

/** By place, or by what an operator decided about standing by. */
const POLICIES = ['Region', 'GeoLocation', 'GeoProximityLocation', 'CidrRoutingConfig', 'Failover'];

/** What users reach at the nearest place anyway. */
const GLOBAL_TYPES = ['AWS::CloudFront::Distribution', 'AWS::GlobalAccelerator::Accelerator'];
const GLOBAL_NAMES = /(cloudfront\.net|awsglobalaccelerator\.com)\.?$/i;

const record = (properties: object) => ({
  Www: { Type: RECORD, Properties: { HostedZoneId: 'Z123', Name: 'api.example.com', Type: 'A', AliasTarget: { DNSName: 'eu.elb.amazonaws.com', HostedZoneId: 'Z32' }, ...properties } },
});
const elsewhere = (properties: object, region = 'us-east-1') => ({
  'Prod/Us': { region, resources: record({ AliasTarget: { DNSName: 'us.elb.amazonaws.com', HostedZoneId: 'Z35' }, ...properties }) },
});

/** What tells a hosted zone from others: names of private zones are the same in many of them. */
function zoneOf(resource: WorkloadResource): string | undefined {
  const id = resource.property('HostedZoneId');
  const [zone] = id.targets('AWS::Route53::HostedZone');
  return zone?.path ?? id.text ?? resource.property('HostedZoneName').text;
}

function keyOf(resource: WorkloadResource): string | undefined {
  const [name, type, zone] = [resource.property('Name').text, resource.property('Type').text, zoneOf(resource)];
  if (name === undefined || zone === undefined || !['A', 'AAAA', 'CNAME'].includes(type ?? '')) return undefined;
  return `${zone} ${type} ${name.toLowerCase().replace(/\.$/, '')}`;
}

/** The Regions from which stacks make a record of the same name. */
function regionsByRecord(workload: Workload): ReadonlyMap<string, ReadonlySet<string>> {
  const regions = new Map<string, Set<string>>();
  for (const resource of workload.ofType(RECORD)) {
    const key = keyOf(resource);
    const { region } = resource._unit;
    if (key !== undefined && region !== undefined) regions.set(key, (regions.get(key) ?? new Set()).add(region));
  }
  return regions;
}

function isGlobal(target: PropertyValue): boolean {
  return GLOBAL_NAMES.test(target.knownText) || target.targets(...GLOBAL_TYPES).length > 0;
}

export default defineRule({
  id: 'PE-Route53LatencyRouting',
  bestPractices: ['PERF04-BP06'],
  level: RuleLevel.WARNING,
  title: 'Names of services in several Regions lead users to the nearest one',
  why: 'Users are sent to any of the Regions, as often as not to one across an ocean',
  remedy: 'Set region and setIdentifier of the record in each Region, or put a globalaccelerator.Accelerator in front of all of them',
  resourceTypes: [RECORD],
  check: resource => {
    const key = keyOf(resource);
    if (key === undefined) return Verdict.NOT_APPLICABLE;
    const regions = resource.workload._once(regionsByRecord).get(key);
    if (!regions || regions.size < 2 || resource._unit.region === undefined) return Verdict.NOT_APPLICABLE;
    if (POLICIES.some(name => !resource.property(name).isAbsent)) return Verdict.COMPLIANT;
    if ([resource.property('AliasTarget.DNSName'), ...resource.property('ResourceRecords').items].some(isGlobal)) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `Stacks in ${[...regions].sort().join(' and ')} make this record, and it goes by no place` });
  },
  compliant: [
    {
      title: 'by latency',
      region: 'eu-west-1',
      resources: record({ Region: 'eu-west-1', SetIdentifier: 'eu' }),
      otherStacks: elsewhere({ Region: 'us-east-1', SetIdentifier: 'us' }),
      cdk: `for (const region of ['eu-west-1', 'us-east-1']) {
  const stack = new Stack(this, region, { env: { account: '123456789012', region } });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
  const alb = new elasticloadbalancingv2.ApplicationLoadBalancer(stack, 'Alb', { vpc: new ec2.Vpc(stack, 'Vpc') });
  new route53.ARecord(stack, 'Api', {
    zone,
    recordName: 'api',
    target: route53.RecordTarget.fromAlias(new route53_targets.LoadBalancerTarget(alb)),
    region,
    setIdentifier: region,
  });
}`,
    },
    {
      title: 'one Region stands by',
      region: 'eu-west-1',
      resources: record({ Failover: 'PRIMARY', SetIdentifier: 'eu' }),
      otherStacks: elsewhere({ Failover: 'SECONDARY', SetIdentifier: 'us' }),
    },
  ],
  violating: [
    {
      title: 'by weight',
      region: 'eu-west-1',
      resources: record({ Weight: 50, SetIdentifier: 'eu' }),
      otherStacks: elsewhere({ Weight: 50, SetIdentifier: 'us' }),
      cdk: `for (const region of ['eu-west-1', 'us-east-1']) {
  const stack = new Stack(this, region, { env: { account: '123456789012', region } });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
  const alb = new elasticloadbalancingv2.ApplicationLoadBalancer(stack, 'Alb', { vpc: new ec2.Vpc(stack, 'Vpc') });
  new route53.ARecord(stack, 'Api', {
    zone,
    recordName: 'api',
    target: route53.RecordTarget.fromAlias(new route53_targets.LoadBalancerTarget(alb)),
    weight: 50,
    setIdentifier: region,
  });
}`,
    },
    { title: 'the same record in both', region: 'eu-west-1', resources: record({}), otherStacks: elsewhere({ Name: 'API.example.com.' }) },
  ],
  ignored: [
    { title: 'one Region', region: 'eu-west-1', resources: record({}) },
    { title: 'zones of their own', region: 'eu-west-1', resources: record({}), otherStacks: elsewhere({ HostedZoneId: 'Z456' }) },
    { title: 'the zone is a parameter', region: 'eu-west-1', resources: record({ HostedZoneId: { Ref: 'Zone' } }), otherStacks: elsewhere({ HostedZoneId: { Ref: 'Zone' } }) },
    { title: 'the same Region twice', region: 'eu-west-1', resources: record({ Weight: 50 }), otherStacks: elsewhere({ Weight: 50 }, 'eu-west-1') },
    {
      title: 'a distribution',
      region: 'eu-west-1',
      resources: record({ AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net' } }),
      otherStacks: elsewhere({ AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net' } }),
    },
  ],
});
