import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const API = 'AWS::ApiGateway::RestApi';
const STAGE = 'AWS::ApiGateway::Stage';
const STAGE_V2 = 'AWS::ApiGatewayV2::Stage';
const PLAN = 'AWS::ApiGateway::UsagePlan';

/** Whether all methods have a rate; `undefined` when only deployment can tell. */
function hasRate(stage: WorkloadResource): boolean | undefined {
  if (stage.resourceType === STAGE_V2) {
    const rate = stage.property('DefaultRouteSettings.ThrottlingRateLimit');
    return rate.isUnknown ? undefined : !rate.isAbsent;
  }
  const settings = stage.property('MethodSettings');
  let isUnknown = settings.isUnknown;
  for (const setting of settings.items) {
    const [method, path, rate] = ['HttpMethod', 'ResourcePath', 'ThrottlingRateLimit'].map(name => setting.property(name));
    if (method.isUnknown || path.isUnknown || rate.isUnknown) isUnknown = true;
    else if (method.text === '*' && path.text === '/*' && !rate.isAbsent) return true;
  }
  return isUnknown ? undefined : false;
}

/** Whether callers have a rate by their API keys. */
function hasPlan(stage: WorkloadResource): boolean {
  const api = stage.property('RestApiId');
  return stage.workload.referrersOf(stage, PLAN, 'ApiStages.*.Stage').some(plan => !plan.property('Throttle.RateLimit').isAbsent
    && plan.property('ApiStages').items.some(use => use.property('Stage').targets(STAGE).includes(stage) && isSameApi(use.property('ApiId'), api)));
}

/** Stages of several APIs have the same name. */
function isSameApi(one: PropertyValue, other: PropertyValue): boolean {
  if (one.text !== undefined) return one.text === other.text;
  const [api] = one.targets(API);
  return api !== undefined && other.targets(API).includes(api);
}

export default defineRule({
  id: 'PE-ApiGwThrottling',
  bestPractices: ['PERF04-BP04'],
  level: RuleLevel.WARNING,
  title: 'Stages of API Gateway have a rate limit of their own',
  why: 'The limit by default is that of the account and Region, so that a burst of one caller overloads what is behind the API and takes the requests of all other APIs',
  remedy: 'Set throttlingRateLimit and throttlingBurstLimit in deployOptions of a REST API, or throttle of the stage of an HTTP or WebSocket API, to what a load test has shown',
  nagRule: 'apigw.APIGWDefaultThrottling',
  nagDifference: 'it asks for a burst limit too, and does not know usage plans',
  resourceTypes: [STAGE, STAGE_V2],
  check: stage => {
    const answer = hasRate(stage);
    if (answer === true) return Verdict.COMPLIANT;
    if (stage.resourceType === STAGE && hasPlan(stage)) return Verdict.COMPLIANT;
    const property = stage.resourceType === STAGE ? 'MethodSettings' : 'DefaultRouteSettings.ThrottlingRateLimit';
    return answer === undefined ? Verdict.UNKNOWN : Verdict.violating({ message: 'The stage has no rate limit of its own', property });
  },
  compliant: [
    {
      title: 'a rate for all methods',
      resources: {
        Stage: {
          Type: STAGE,
          Properties: { RestApiId: 'a1b2c3', MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 }] },
        },
      },
      cdk: `const api = new apigateway.RestApi(this, 'Api', { deployOptions: { throttlingRateLimit: 200, throttlingBurstLimit: 400 } });
api.root.addMethod('GET');`,
    },
    {
      title: 'a rate for all routes',
      resources: { Stage: { Type: STAGE_V2, Properties: { ApiId: 'a1b2c3', StageName: '$default', DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 } } } },
    },
    {
      title: 'a usage plan',
      resources: {
        Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', StageName: 'prod' } },
        Plan: { Type: PLAN, Properties: { ApiStages: [{ ApiId: 'a1b2c3', Stage: { Ref: 'Stage' } }], Throttle: { RateLimit: 50, BurstLimit: 100 } } },
      },
    },
  ],
  violating: [
    {
      title: 'a stage that says nothing',
      resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', StageName: 'prod' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
    {
      title: 'a usage plan of another API, whose stage has the same name',
      resources: {
        Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', StageName: 'prod' } },
        Plan: { Type: PLAN, Properties: { ApiStages: [{ ApiId: 'd4e5f6', Stage: 'prod' }], Throttle: { RateLimit: 50, BurstLimit: 100 } } },
      },
    },
    {
      title: 'a rate for one method only',
      resources: { Stage: { Type: STAGE, Properties: { RestApiId: 'a1b2c3', MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/~1prices', ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 }] } } },
    },
    {
      title: 'a stage of an HTTP API',
      resources: { Stage: { Type: STAGE_V2, Properties: { ApiId: 'a1b2c3', StageName: '$default', AutoDeploy: true } } },
    },
  ],
  ignored: [
    { title: 'the settings are a parameter', resources: { Stage: { Type: STAGE, Properties: { MethodSettings: { Ref: 'Settings' } } } } },
    { title: 'the rate of an HTTP API is a parameter', resources: { Stage: { Type: STAGE_V2, Properties: { DefaultRouteSettings: { ThrottlingRateLimit: { Ref: 'Rate' } } } } } },
  ],
});
