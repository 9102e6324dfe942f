import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const REST = 'AWS::ApiGateway::Stage';
const HTTP = 'AWS::ApiGatewayV2::Stage';

/** Where a stage says it for all methods or routes, and for single ones. */
const FLAGS: Readonly<Record<string, (stage: WorkloadResource) => PropertyValue[]>> = {
  [REST]: stage => stage.values('MethodSettings.*.MetricsEnabled'),
  [HTTP]: stage => [stage.property('DefaultRouteSettings.DetailedMetricsEnabled'), ...routeFlags(stage.property('RouteSettings'))],
};

function routeFlags(routes: PropertyValue): PropertyValue[] {
  // Not by path: a key may have dots.
  return routes.isUnknown ? [routes] : routes.keys.map(key => routes._member(key).property('DetailedMetricsEnabled'));
}

export default defineRule({
  id: 'OE-ApiGwDetailedMetrics',
  bestPractices: ['OPS04-BP02', 'OPS08-BP01'],
  level: RuleLevel.WARNING,
  title: 'Stages of API Gateway publish metrics of methods and routes',
  why: 'The metrics are those of the whole stage: one route that always fails or is slow disappears among the others, and no alarm can be about it',
  remedy: 'Set deployOptions.metricsEnabled: true of a REST API, and detailedMetricsEnabled: true of the stage of an HTTP or WebSocket API',
  resourceTypes: [REST, HTTP],
  check: stage => {
    const flags = FLAGS[stage.resourceType](stage);
    // Who pays for the metrics of some routes only has decided.
    if (flags.some(({ flag }) => flag === true)) return Verdict.COMPLIANT;
    if (flags.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    const property = stage.resourceType === REST ? 'MethodSettings' : 'DefaultRouteSettings.DetailedMetricsEnabled';
    return Verdict.violating({ message: `Detailed metrics are ${flags.some(({ flag }) => flag === false) ? 'off' : 'not set'}`, property });
  },
  compliant: [
    {
      title: 'metrics of all methods',
      resources: { Stage: { Type: REST, Properties: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', MetricsEnabled: true }] } } },
      cdk: 'new apigateway.RestApi(this, \'Api\', { deployOptions: { metricsEnabled: true } }).root.addMethod(\'GET\');',
    },
    {
      title: 'metrics of all routes',
      resources: { Stage: { Type: HTTP, Properties: { DefaultRouteSettings: { DetailedMetricsEnabled: true } } } },
      cdk: `new apigatewayv2.HttpStage(this, 'Stage', {
  httpApi: new apigatewayv2.HttpApi(this, 'Api', { createDefaultStage: false }),
  detailedMetricsEnabled: true,
});`,
    },
    {
      title: 'metrics of the route that matters',
      resources: { Stage: { Type: HTTP, Properties: { RouteSettings: { 'POST /v1.0/orders': { DetailedMetricsEnabled: true } } } } },
    },
  ],
  violating: [
    {
      title: 'a REST API without',
      resources: { Stage: { Type: REST, Properties: { StageName: 'prod' } } },
      cdk: 'new apigateway.RestApi(this, \'Api\').root.addMethod(\'GET\');',
    },
    {
      title: 'an HTTP API without',
      resources: { Stage: { Type: HTTP, Properties: { StageName: '$default', AutoDeploy: true } } },
      cdk: 'new apigatewayv2.HttpApi(this, \'Api\');',
    },
    {
      title: 'settings of methods without',
      resources: { Stage: { Type: REST, Properties: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'ERROR', MetricsEnabled: false }] } } },
    },
  ],
  ignored: [
    {
      title: 'a parameter switches them on',
      resources: { Stage: { Type: REST, Properties: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', MetricsEnabled: { Ref: 'HasMetrics' } }] } } },
    },
    { title: 'the settings of routes are a parameter', resources: { Stage: { Type: HTTP, Properties: { RouteSettings: { Ref: 'RouteSettings' } } } } },
  ],
});
