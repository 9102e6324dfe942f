import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const API = 'AWS::AppSync::GraphQLApi';
const CACHE = 'AWS::AppSync::ApiCache';

export default defineRule({
  id: 'PE-AppSyncCache',
  bestPractices: ['PERF03-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'caching',
  title: 'GraphQL APIs have a cache',
  why: 'Every query runs all of its resolvers, so that callers wait for data sources that gave the same answer a moment ago',
  remedy: 'Add an appsync.CfnApiCache with apiCachingBehavior: \'PER_RESOLVER_CACHING\', and a caching configuration for the resolvers whose answers may be some seconds old',
  resourceTypes: [API],
  check: api => {
    const type = api.property('ApiType');
    if (type.text === 'MERGED') return Verdict.NOT_APPLICABLE;
    if (api.workload.referrersOf(api, CACHE, 'ApiId').length > 0) return Verdict.COMPLIANT;
    return type.isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: 'The API has no cache' });
  },
  compliant: [
    {
      title: 'a cache for single resolvers',
      resources: {
        Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'AWS_IAM' } },
        Cache: { Type: CACHE, Properties: { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] }, ApiCachingBehavior: 'PER_RESOLVER_CACHING', Ttl: 30, Type: 'SMALL' } },
      },
      cdk: `const api = new appsync.CfnGraphQLApi(this, 'Api', { name: 'orders', authenticationType: 'AWS_IAM' });
new appsync.CfnApiCache(this, 'Cache', { apiId: api.attrApiId, apiCachingBehavior: 'PER_RESOLVER_CACHING', ttl: 30, type: 'SMALL' });`,
    },
  ],
  violating: [
    {
      title: 'no cache',
      resources: { Api: { Type: API, Properties: { Name: 'orders', AuthenticationType: 'AWS_IAM' } } },
      cdk: 'new appsync.CfnGraphQLApi(this, \'Api\', { name: \'orders\', authenticationType: \'AWS_IAM\' });',
    },
  ],
  ignored: [
    { title: 'whether it merges others is a parameter', resources: { Api: { Type: API, Properties: { Name: 'orders', ApiType: { Ref: 'Type' } } } } },
    { title: 'an API that merges others', resources: { Api: { Type: API, Properties: { Name: 'orders', ApiType: 'MERGED' } } } },
  ],
});
