import { defineRule } from '../private/define-rule';
import { isBehindEdge } from '../private/edge-fronts';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const BUCKET = 'AWS::S3::Bucket';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** Whether users on the internet are served by it; `undefined` when only deployment can tell. */
function isPublic(resource: WorkloadResource): boolean | undefined {
  if (resource.resourceType === BALANCER) {
    const type = resource.property('Type');
    const scheme = resource.property('Scheme');
    if (type.isUnknown || scheme.isUnknown) return undefined;
    return (type.isAbsent || type.text === 'application') && (scheme.isAbsent || scheme.text === 'internet-facing');
  }
  const website = resource.property('WebsiteConfiguration');
  if (website.isUnknown) return undefined;
  // One that only redirects serves nothing.
  return website.keys.length > 0 && website.property('RedirectAllRequestsTo').isAbsent;
}

export default defineRule({
  id: 'PE-EdgeInFront',
  bestPractices: ['PERF04-BP02', 'PERF04-BP06'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'edge',
  title: 'What faces the internet is behind CloudFront or Global Accelerator',
  why: 'Users far away cross the public internet to the one Region, with its losses and detours, for each connection and each TLS handshake',
  remedy: 'Make it an origin of a cloudfront.Distribution, such as new origins.LoadBalancerV2Origin(alb), or an endpoint of a globalaccelerator.Accelerator',
  resourceTypes: [BALANCER, BUCKET],
  check: resource => {
    const isPublicHere = isPublic(resource);
    if (isPublicHere === false) return Verdict.NOT_APPLICABLE;
    const isBehind = isBehindEdge(resource);
    if (isBehind === true) return Verdict.COMPLIANT;
    if (isBehind === undefined || isPublicHere === undefined) return Verdict.UNKNOWN;
    const what = resource.resourceType === BALANCER ? 'The load balancer' : 'The website of the bucket';
    return Verdict.violating({ message: `${what} faces the internet, and is no origin of a distribution nor endpoint of an accelerator` });
  },
  compliant: [
    {
      title: 'a load balancer behind CloudFront',
      resources: {
        Alb: { Type: BALANCER, Properties: { Type: 'application', Scheme: 'internet-facing' } },
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'alb', DomainName: { 'Fn::GetAtt': ['Alb', 'DNSName'] } }] } } },
      },
      cdk: `const alb = new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Alb', { vpc: new ec2.Vpc(this, 'Vpc'), internetFacing: true });
new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: new cloudfront_origins.LoadBalancerV2Origin(alb) } });`,
    },
    {
      title: 'a load balancer behind Global Accelerator',
      resources: {
        Alb: { Type: BALANCER, Properties: { Scheme: 'internet-facing' } },
        Group: { Type: 'AWS::GlobalAccelerator::EndpointGroup', Properties: { EndpointConfigurations: [{ EndpointId: { Ref: 'Alb' } }] } },
      },
    },
    {
      title: 'an origin under a name of its own',
      resources: {
        Alb: { Type: BALANCER, Properties: { Scheme: 'internet-facing' } },
        Record: { Type: 'AWS::Route53::RecordSet', Properties: { Name: 'origin.example.com.', Type: 'A', AliasTarget: { DNSName: { 'Fn::GetAtt': ['Alb', 'DNSName'] } } } },
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'alb', DomainName: 'origin.example.com' }] } } },
      },
    },
    {
      title: 'a website behind CloudFront, by the name of its bucket',
      resources: {
        Pages: { Type: BUCKET, Properties: { BucketName: 'pages', WebsiteConfiguration: { IndexDocument: 'index.html' } } },
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'pages', DomainName: 'pages.s3-website-eu-west-1.amazonaws.com' }] } } },
      },
    },
  ],
  violating: [
    {
      title: 'a load balancer that users reach themselves',
      resources: { Alb: { Type: BALANCER, Properties: { Type: 'application', Scheme: 'internet-facing' } } },
      cdk: 'new elasticloadbalancingv2.ApplicationLoadBalancer(this, \'Alb\', { vpc: new ec2.Vpc(this, \'Vpc\'), internetFacing: true });',
    },
    {
      title: 'a website of a bucket',
      resources: { Pages: { Type: BUCKET, Properties: { WebsiteConfiguration: { IndexDocument: 'index.html' } } } },
    },
  ],
  ignored: [
    { title: 'an internal load balancer', resources: { Alb: { Type: BALANCER, Properties: { Type: 'application', Scheme: 'internal' } } } },
    { title: 'a network load balancer', resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network', Scheme: 'internet-facing' } } } },
    { title: 'the scheme is a parameter', resources: { Alb: { Type: BALANCER, Properties: { Scheme: { Ref: 'Scheme' } } } } },
    { title: 'a bucket without a website', resources: { Data: { Type: BUCKET, Properties: { BucketName: 'data' } } } },
    {
      title: 'a website that redirects',
      resources: { Old: { Type: BUCKET, Properties: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'www.example.com' } } } } },
    },
    {
      title: 'the origin of a distribution is a parameter',
      resources: {
        Alb: { Type: BALANCER, Properties: { Scheme: 'internet-facing' } },
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'alb', DomainName: { Ref: 'OriginName' } }] } } },
      },
    },
  ],
});
