import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const API = 'AWS::ApiGateway::RestApi';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PROPERTY = 'EndpointConfiguration.Types';

const siteOf = (domainName: unknown) => ({ Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'api', DomainName: domainName }] } } });
const SITE = siteOf({ 'Fn::Sub': '${Api}.execute-api.${AWS::Region}.amazonaws.com' });

/** The type of the endpoint, with `EDGE` where nothing is said; `undefined` when only deployment can tell. */
function typeOf(api: WorkloadResource): string | undefined {
  const configuration = api.property('EndpointConfiguration');
  const types = configuration.property('Types');
  const imported = api.property('Parameters').values('endpointConfigurationTypes')[0];
  if (types.isUnknown || imported.isUnknown) return undefined;
  const [first] = types.items;
  if (first) return first.text;
  return imported.text ?? 'EDGE';
}

export default defineRule({
  id: 'PE-ApiGwEndpoint',
  bestPractices: ['PERF04-BP06'],
  level: RuleLevel.WARNING,
  title: 'REST APIs behind a distribution have a regional endpoint',
  why: 'An edge-optimized endpoint has a distribution of its own, so that each request goes through CloudFront twice',
  remedy: 'Set endpointTypes: [apigateway.EndpointType.REGIONAL]',
  resourceTypes: [API],
  check: api => {
    if (api.workload.referrersOf(api, DISTRIBUTION, 'DistributionConfig.Origins.*.DomainName').length === 0) return Verdict.NOT_APPLICABLE;
    const type = typeOf(api);
    if (type === undefined) return Verdict.UNKNOWN;
    return type === 'EDGE' ? Verdict.violating({ message: 'The API is edge-optimized, and an origin of a distribution', property: PROPERTY }) : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a regional endpoint behind CloudFront',
      resources: { Api: { Type: API, Properties: { Name: 'orders', EndpointConfiguration: { Types: ['REGIONAL'] } } }, Site: SITE },
      cdk: `const api = new apigateway.RestApi(this, 'Api', { endpointTypes: [apigateway.EndpointType.REGIONAL] });
api.root.addMethod('GET');
new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: new cloudfront_origins.RestApiOrigin(api) } });`,
    },
    {
      title: 'a parameter of the import says so',
      resources: { Api: { Type: API, Properties: { Body: { openapi: '3.0.1' }, Parameters: { endpointConfigurationTypes: 'REGIONAL' } } }, Site: SITE },
    },
  ],
  violating: [
    {
      title: 'the default behind CloudFront',
      resources: { Api: { Type: API, Properties: { Name: 'orders' } }, Site: SITE },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');
new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: new cloudfront_origins.RestApiOrigin(api) } });`,
    },
    {
      title: 'edge-optimized behind CloudFront',
      resources: { Api: { Type: API, Properties: { Name: 'orders', EndpointConfiguration: { Types: ['EDGE'] } } }, Site: SITE },
    },
  ],
  ignored: [
    { title: 'an API that users call themselves', resources: { Api: { Type: API, Properties: { Name: 'orders' } }, Site: siteOf('www.example.com') } },
    { title: 'the type is a parameter', resources: { Api: { Type: API, Properties: { EndpointConfiguration: { Types: [{ Ref: 'Type' }] } } }, Site: SITE } },
  ],
});
