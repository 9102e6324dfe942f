import { type AlarmRequirement, isOneWatched, requireAlarms, unwatched, type Watchable } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import type { RuleContext } from '../rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const REST_API = 'AWS::ApiGateway::RestApi';
const REST_STAGE = 'AWS::ApiGateway::Stage';
const API = 'AWS::ApiGatewayV2::Api';
const STAGE = 'AWS::ApiGatewayV2::Stage';
const GRAPHQL_API = 'AWS::AppSync::GraphQLApi';

const REST: AlarmRequirement = { kind: 'apigateway-rest-stage', signals: ['serverErrorRate', 'latency', 'integrationLatency'] };
const HTTP: AlarmRequirement = { kind: 'apigatewayv2-http-stage', signals: ['serverErrorRate', 'latency', 'integrationLatency'] };
const WEBSOCKET: AlarmRequirement = { kind: 'apigatewayv2-websocket-stage', signals: ['executionError', 'integrationError', 'integrationLatency'] };
const GRAPHQL: AlarmRequirement = { kind: 'appsync-api', signals: ['serverErrors', 'serverErrorRate', 'latency'] };

interface Types { readonly api: string; readonly stage: string; readonly property: string }

const TYPES: ReadonlyMap<string, Types> = new Map([REST_API, REST_STAGE, API, STAGE].map(type => [type, type === REST_API || type === REST_STAGE
  ? { api: REST_API, stage: REST_STAGE, property: 'RestApiId' }
  : { api: API, stage: STAGE, property: 'ApiId' }]));

/** What an alarm on an API or one of its stages can be on; all that is possible where only deployment tells the protocol. */
function requirementsOf({ resourceType }: WorkloadResource, protocol: string | undefined): readonly AlarmRequirement[] {
  if (resourceType === REST_API || resourceType === REST_STAGE) return [REST];
  return protocol === 'WEBSOCKET' ? [WEBSOCKET] : protocol === 'HTTP' ? [HTTP] : [HTTP, WEBSOCKET];
}

/** The stages of an API; `undefined` where the app makes none, so that nobody can call it yet. */
function stagesOf(api: WorkloadResource, { stage, property }: Types): readonly WorkloadResource[] | undefined {
  const stages = api.workload.referrersOf(api, stage, property);
  if (stages.length > 0 || !api.property('Target').isAbsent) return stages;
  const deployments = api.workload.referrersOf(api, 'AWS::ApiGateway::Deployment', property);
  return deployments.some(deployment => !deployment.property('StageName').isAbsent) ? [] : undefined;
}

function judge(resource: WorkloadResource, types: Types, context: RuleContext): Verdict {
  const isApi = resource.resourceType === types.api;
  // The API itself is judged.
  if (!isApi && resource.property(types.property).targets(types.api).length > 0) return Verdict.NOT_APPLICABLE;
  const stages = isApi ? stagesOf(resource, types) : [];
  if (!stages) return Verdict.NOT_APPLICABLE;
  const requirements = requirementsOf(resource, resource.property('ProtocolType').text);
  const watchables = [resource, ...stages].flatMap(each => requirements.map((requirement): Watchable => [each, requirement]));
  return isOneWatched(watchables, context) ? Verdict.COMPLIANT : Verdict.violating(...unwatched(requirements, context));
}

const alarm = (metricName: string, ...dimensions: unknown[]) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/ApiGateway', MetricName: metricName, Dimensions: dimensions },
});
const restStage = { Type: REST_STAGE, Properties: { RestApiId: { Ref: 'Orders' }, StageName: 'prod' } };
const httpStage = { Type: STAGE, Properties: { ApiId: { Ref: 'Orders' }, StageName: '$default' } };

export default defineRule({
  id: 'OE-ApiAlarmed',
  bestPractices: ['OPS08-BP04', 'PERF05-BP01'],
  level: RuleLevel.WARNING,
  title: 'APIs have an alarm on server errors or on latency',
  why: 'An API answers for everything behind it: where it fails or slows down, callers are the first to know',
  remedy: 'Observe its stage with ObservedService, or add an alarm such as api.metricServerError({ statistic: \'Average\' }).createAlarm(…)',
  resourceTypes: [REST_API, REST_STAGE, API, STAGE, GRAPHQL_API],
  check: (resource, context) => {
    const types = TYPES.get(resource.resourceType);
    return types ? judge(resource, types, context) : requireAlarms(resource, context, [GRAPHQL]);
  },
  compliant: [
    {
      title: 'an alarm by the name of a REST API',
      resources: {
        Orders: { Type: REST_API, Properties: { Name: 'orders' } },
        Stage: restStage,
        Errors: alarm('5XXError', { Name: 'ApiName', Value: 'orders' }),
      },
      cdk: `const orders = new apigateway.RestApi(this, 'Orders');
orders.root.addMethod('GET');
orders.metricServerError({ statistic: 'Average' }).createAlarm(this, 'Errors', { threshold: 0.05, evaluationPeriods: 3 });`,
    },
    {
      title: 'an alarm on the stage of a REST API',
      resources: {
        Orders: { Type: REST_API, Properties: { Body: { info: { title: 'orders' } } } },
        Stage: restStage,
        Slow: alarm('Latency', { Name: 'ApiName', Value: 'other' }, { Name: 'Stage', Value: { Ref: 'Stage' } }),
      },
    },
    {
      title: 'an alarm by the title of the definition of a REST API',
      resources: {
        Orders: { Type: REST_API, Properties: { Body: { info: { title: 'orders' } } } },
        Stage: restStage,
        Slow: alarm('Latency', { Name: 'ApiName', Value: 'orders' }),
      },
    },
    {
      title: 'an alarm on an HTTP API',
      resources: {
        Orders: { Type: API, Properties: { ProtocolType: 'HTTP' } },
        Stage: httpStage,
        Errors: alarm('5xx', { Name: 'ApiId', Value: { Ref: 'Orders' } }),
      },
      cdk: `const orders = new apigatewayv2.HttpApi(this, 'Orders');
orders.metricServerError({ statistic: 'Average' }).createAlarm(this, 'Errors', { threshold: 0.05, evaluationPeriods: 3 });`,
    },
    {
      title: 'an alarm on a WebSocket API',
      resources: {
        Chat: { Type: API, Properties: { ProtocolType: 'WEBSOCKET' } },
        Stage: { Type: STAGE, Properties: { ApiId: { Ref: 'Chat' }, StageName: 'prod' } },
        Errors: alarm('ExecutionError', { Name: 'ApiId', Value: { Ref: 'Chat' } }, { Name: 'Stage', Value: { Ref: 'Stage' } }),
      },
    },
    {
      title: 'an alarm on a GraphQL API',
      resources: {
        Orders: { Type: GRAPHQL_API, Properties: { Name: 'orders' } },
        Errors: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/AppSync', MetricName: '5XXError', Dimensions: [{ Name: 'GraphQLAPIId', Value: { 'Fn::GetAtt': ['Orders', 'ApiId'] } }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no alarm on a REST API',
      resources: { Orders: { Type: REST_API, Properties: { Name: 'orders' } }, Stage: restStage },
      cdk: 'new apigateway.RestApi(this, \'Orders\').root.addMethod(\'GET\');',
    },
    {
      title: 'an alarm on what callers do wrong',
      resources: {
        Orders: { Type: API, Properties: { ProtocolType: 'HTTP' } },
        Stage: httpStage,
        Errors: alarm('4xx', { Name: 'ApiId', Value: { Ref: 'Orders' } }),
      },
    },
    { title: 'a stage of an API that is not in the app', resources: { Stage: { Type: REST_STAGE, Properties: { RestApiId: 'abc', StageName: 'prod' } } } },
    { title: 'no alarm on a GraphQL API', resources: { Orders: { Type: GRAPHQL_API, Properties: { Name: 'orders' } } } },
  ],
  ignored: [
    { title: 'a stage of an API of the app, which is judged itself', subject: 'Stage', resources: { Orders: { Type: REST_API, Properties: { Name: 'orders' } }, Stage: restStage } },
    { title: 'an API without a stage', resources: { Orders: { Type: REST_API, Properties: { Name: 'orders' } } } },
  ],
});
