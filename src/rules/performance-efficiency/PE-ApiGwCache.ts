import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const STAGE = 'AWS::ApiGateway::Stage';
const METHOD = 'AWS::ApiGateway::Method';

/** Whether the API is known to have no method whose answers a cache may keep. */
function onlyWrites(stage: WorkloadResource): boolean {
  const methods = stage.property('RestApiId').targets('AWS::ApiGateway::RestApi').flatMap(api => stage.workload.referrersOf(api, METHOD, 'RestApiId'));
  return methods.length > 0 && methods.every(method => ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method.property('HttpMethod').text ?? ''));
}

/** Whether the settings say that no method uses the cache; without a word about it, the default of the stage does. */
function nobodyUses(settings: PropertyValue): boolean {
  const uses = settings.items.map(setting => setting.property('CachingEnabled'));
  return uses.some(({ flag }) => flag === false) && uses.every(use => use.isAbsent || use.flag === false);
}

export default defineRule({
  id: 'PE-ApiGwCache',
  bestPractices: ['PERF03-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  tradeOff: 'caching',
  title: 'Stages of REST APIs have a cache',
  why: 'The same question goes to the integration each time, so that callers wait for it and it does the same work again',
  remedy: 'Set cacheClusterEnabled: true, and cachingEnabled with a cacheTtl for the methods whose answers may be that old',
  nagRule: 'apigw.APIGWCacheEnabledAndEncrypted',
  nagDifference: 'it asks for encryption and for caching of all methods, this rule for a cache that is used',
  resourceTypes: [STAGE],
  check: stage => {
    const enabled = stage.property('CacheClusterEnabled');
    const settings = stage.property('MethodSettings');
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    if (enabled.flag === true) {
      if (settings.isUnknown) return Verdict.UNKNOWN;
      return nobodyUses(settings) ? Verdict.violating({ message: 'There is a cache, but no method uses it', property: 'MethodSettings' }) : Verdict.COMPLIANT;
    }
    return onlyWrites(stage) ? Verdict.NOT_APPLICABLE : Verdict.violating({ message: 'The stage has no cache', property: 'CacheClusterEnabled' });
  },
  compliant: [
    {
      title: 'a stage with a cache',
      resources: {
        Stage: {
          Type: STAGE,
          Properties: { RestApiId: 'a1b2c3', CacheClusterEnabled: true, CacheClusterSize: '0.5', MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheTtlInSeconds: 30 }] },
        },
      },
      cdk: `const api = new apigateway.RestApi(this, 'Api', {
  deployOptions: { cacheClusterEnabled: true, cachingEnabled: true, cacheTtl: Duration.seconds(30) },
});
api.root.addMethod('GET');`,
    },
    {
      title: 'a cache for one method',
      resources: {
        Stage: {
          Type: STAGE,
          Properties: {
            CacheClusterEnabled: true,
            MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: false }, { HttpMethod: 'GET', ResourcePath: '/~1prices', CachingEnabled: true }],
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no cache',
      resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', StageName: 'prod' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
    {
      title: 'a cache that no method uses',
      resources: { Stage: { Type: STAGE, Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: false }] } } },
    },
  ],
  ignored: [
    { title: 'a parameter decides', resources: { Stage: { Type: STAGE, Properties: { CacheClusterEnabled: { Ref: 'Cache' } } } } },
    {
      title: 'an API that only takes orders',
      resources: {
        Stage: { Type: STAGE, Properties: { RestApiId: { Ref: 'Api' } } },
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } },
        Post: { Type: METHOD, Properties: { RestApiId: { Ref: 'Api' }, HttpMethod: 'POST' } },
      },
    },
  ],
});
