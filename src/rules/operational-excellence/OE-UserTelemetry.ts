import { defineRule } from '../private/define-rule';
import { familyOf, LOAD_BALANCER } from '../private/load-balancers';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const REST_API = 'AWS::ApiGateway::RestApi';
const API = 'AWS::ApiGatewayV2::Api';
const TELEMETRY = ['AWS::RUM::AppMonitor', 'AWS::Synthetics::Canary'];

/** Whether users come in here; `undefined` where only deployment can tell. */
function isPublic(resource: WorkloadResource): boolean | undefined {
  switch (resource.resourceType) {
    case DISTRIBUTION: return resource.property('DistributionConfig.Enabled').flag !== false;
    case LOAD_BALANCER: return isPublicBalancer(resource);
    case REST_API: {
      const types = resource.property('EndpointConfiguration.Types');
      return types.isUnknown || types.items.some(({ isUnknown }) => isUnknown) ? undefined : !types.items.some(({ text }) => text === 'PRIVATE');
    }
    default: return true;
  }
}

function isPublicBalancer(loadBalancer: WorkloadResource): boolean | undefined {
  const scheme = loadBalancer.property('Scheme');
  const family = familyOf(loadBalancer);
  if (scheme.text === 'internal' || (family !== undefined && family !== 'application')) return false;
  return scheme.isUnknown || family === undefined ? undefined : true;
}

/** Whether users come to it through a distribution, which is the door then. */
function isBehindDistribution(resource: WorkloadResource): boolean {
  return resource.resourceType !== DISTRIBUTION && resource.workload.referrersOf(resource, DISTRIBUTION, 'DistributionConfig.Origins.*.DomainName').length > 0;
}

const distribution = { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true } } };

export default defineRule({
  id: 'OE-UserTelemetry',
  bestPractices: ['OPS04-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Somebody looks at what users of a public front door see',
  why: 'All that is measured is measured inside: a page that does not load, a certificate that expired and a route that is gone are seen by users first',
  remedy: 'Add a synthetics.Canary that does what users do, or a rum.CfnAppMonitor, or acknowledge the rule where another product does it',
  resourceTypes: [DISTRIBUTION, LOAD_BALANCER, REST_API, API],
  check: door => {
    if (TELEMETRY.some(type => door.workload.ofType(type).length > 0)) return Verdict.COMPLIANT;
    const answer = isPublic(door);
    if (answer === false || isBehindDistribution(door)) return Verdict.NOT_APPLICABLE;
    if (answer === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'Users come in here, and the app has neither a canary nor a monitor of real users' });
  },
  compliant: [
    {
      title: 'a canary',
      resources: { Site: distribution, Checkout: { Type: 'AWS::Synthetics::Canary', Properties: { Name: 'checkout' } } },
      cdk: `new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: new cloudfront_origins.HttpOrigin('www.example.com') } });
new synthetics.Canary(this, 'Checkout', {
  runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_11_0,
  test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
});`,
    },
    {
      title: 'a monitor of real users in another stack',
      resources: { Site: distribution },
      otherStacks: { Monitoring: { resources: { Users: { Type: 'AWS::RUM::AppMonitor', Properties: { Name: 'site', Domain: 'www.example.com' } } } } },
    },
  ],
  violating: [
    {
      title: 'a distribution that nobody watches from outside',
      resources: { Site: distribution },
      cdk: 'new cloudfront.Distribution(this, \'Site\', { defaultBehavior: { origin: new cloudfront_origins.HttpOrigin(\'www.example.com\') } });',
    },
    { title: 'an Application Load Balancer, which faces the internet unless it says otherwise', resources: { Front: { Type: LOAD_BALANCER, Properties: {} } } },
    { title: 'an HTTP API', resources: { Orders: { Type: API, Properties: { ProtocolType: 'HTTP' } } } },
  ],
  ignored: [
    { title: 'an internal load balancer', resources: { Front: { Type: LOAD_BALANCER, Properties: { Scheme: 'internal' } } } },
    { title: 'a Network Load Balancer', resources: { Front: { Type: LOAD_BALANCER, Properties: { Type: 'network', Scheme: 'internet-facing' } } } },
    { title: 'a private REST API', resources: { Orders: { Type: REST_API, Properties: { Name: 'orders', EndpointConfiguration: { Types: ['PRIVATE'] } } } } },
    { title: 'a distribution that is switched off', resources: { Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: false } } } } },
    {
      title: 'a load balancer behind a distribution, which is the door',
      subject: 'Front',
      resources: {
        Front: { Type: LOAD_BALANCER, Properties: {} },
        Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Enabled: true, Origins: [{ Id: 'front', DomainName: { 'Fn::GetAtt': ['Front', 'DNSName'] } }] } } },
      },
    },
    { title: 'the scheme is a parameter', resources: { Front: { Type: LOAD_BALANCER, Properties: { Scheme: { Ref: 'Scheme' } } } } },
  ],
});
