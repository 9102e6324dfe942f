import { listed } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { FRONT_DOORS, isFrontDoor } from '../private/front-doors';
import { latenciesOf } from '../private/latency-metrics';
import { mayShareEnvironment, type TemplateUnit } from '../private/template-unit';
import { hasAlarmOn, hasObjectiveOn } from '../private/watched-metrics';
import type { RuleContext } from '../rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const API = 'AWS::ApiGateway::RestApi';
const FUNCTION = 'AWS::Lambda::Function';
const ALARM = 'AWS::CloudWatch::Alarm';
const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** What a function URL adds to the metrics of its function. */
const OF_URLS = { namespace: 'AWS/Lambda', metricName: 'UrlRequestLatency' };

const STAGES: Readonly<Record<string, string>> = { [API]: 'AWS::ApiGateway::Stage' };

const metricWith = (namespace: string, metricName: string, ...dimensions: [string, unknown][]) =>
  ({ Namespace: namespace, MetricName: metricName, Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) });
const ALB = { Alb: { Type: BALANCER, Properties: { Type: 'application' } } };
const ORDERS = { Api: { Type: API, Properties: { Name: 'orders' } } };
const HANDLER = {
  Handler: { Type: FUNCTION, Properties: {} },
  Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Handler', 'Arn'] }, AuthType: 'NONE' } },
};
const ofAlb: [string, unknown] = ['LoadBalancer', { 'Fn::GetAtt': ['Alb', 'LoadBalancerFullName'] }];
const originOf = (origin: object) => ({ Site: { Type: DISTRIBUTION, Properties: { DistributionConfig: { Origins: [{ Id: 'origin', ...origin }] } } } });

/** The templates that have an objective for the latency of a service, which only Application Signals can tell from others. */
function unitsWithServiceObjectives(workload: Workload): readonly TemplateUnit[] {
  return [...new Set(workload.ofType(OBJECTIVE).filter(objective =>
    ['Sli.SliMetric.MetricType', 'RequestBasedSli.RequestBasedSliMetric.MetricType'].some(path => objective.property(path).text === 'LATENCY'))
    .map(({ _unit: unit }) => unit))];
}

function mayHaveServiceObjective({ workload, _unit: own }: WorkloadResource): boolean {
  return workload._once(unitsWithServiceObjectives).some(unit => mayShareEnvironment(unit, own));
}

function metricsOf(type: string, { catalog }: RuleContext): { namespace: string; metricName: string }[] {
  const metrics = (FRONT_DOORS.get(type) ?? []).flatMap(kind => latenciesOf(kind, catalog));
  return type === FUNCTION ? [...metrics, OF_URLS] : [...new Map(metrics.map(metric => [metric.metricName, metric])).values()];
}

/** Under whose names the metrics of a front door are: one without a name of its own is known by its stages. */
function namesOf(resource: WorkloadResource): WorkloadResource[] {
  const stage = STAGES[resource.resourceType];
  return stage === undefined || resource.physicalName !== undefined ? [resource] : [resource, ...resource.workload.referrersOf(resource, stage, 'RestApiId')];
}

export default defineRule({
  id: 'PE-LatencyKpi',
  bestPractices: ['PERF05-BP01', 'OPS04-BP01'],
  level: RuleLevel.WARNING,
  title: 'What users wait for has a target for its latency',
  why: 'Nobody has said how long an answer may take, so that it gets slower with each release until users complain',
  remedy: 'Observe it with ObservedService, add an alarm on a percentile of its latency, or an objective with applicationsignals.CfnServiceLevelObjective',
  resourceTypes: [...FRONT_DOORS.keys()],
  check: (resource, context) => {
    const isJudged = isFrontDoor(resource);
    if (isJudged === false) return Verdict.NOT_APPLICABLE;
    const metrics = metricsOf(resource.resourceType, context);
    if (metrics.length === 0) return Verdict.NOT_APPLICABLE;
    const isWatched = namesOf(resource).some(named => metrics.some(({ namespace, metricName }) =>
      hasAlarmOn(named, namespace, metricName) || hasObjectiveOn(named, namespace, metricName)));
    if (isWatched) return Verdict.COMPLIANT;
    if (isJudged === undefined || mayHaveServiceObjective(resource)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `Neither an alarm nor an objective is about ${listed(metrics)}` });
  },
  compliant: [
    {
      title: 'an alarm on a percentile of an API',
      resources: { ...ORDERS, Slow: { Type: ALARM, Properties: { ...metricWith('AWS/ApiGateway', 'Latency', ['ApiName', 'orders']), ExtendedStatistic: 'p99' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');
api.metricLatency({ statistic: cloudwatch.Stats.p(99) }).createAlarm(this, 'Slow', { threshold: 1000, evaluationPeriods: 5 });`,
    },
    {
      title: 'an objective for a load balancer',
      resources: {
        ...ALB,
        Fast: {
          Type: OBJECTIVE,
          Properties: {
            Name: 'fast',
            Sli: {
              ComparisonOperator: 'LessThanOrEqualTo',
              MetricThreshold: 0.5,
              SliMetric: { MetricDataQueries: [{ Id: 'latency', MetricStat: { Period: 60, Stat: 'p95', Metric: metricWith('AWS/ApplicationELB', 'TargetResponseTime', ofAlb) } }] },
            },
          },
        },
      },
    },
    {
      title: 'an objective by the share of fast answers',
      resources: {
        ...ORDERS,
        Fast: {
          Type: OBJECTIVE,
          Properties: {
            Name: 'fast',
            RequestBasedSli: {
              RequestBasedSliMetric: {
                MonitoredRequestCountMetric: {
                  GoodCountMetric: [{ Id: 'good', MetricStat: { Period: 60, Stat: 'TC(:500)', Metric: metricWith('AWS/ApiGateway', 'Latency', ['ApiName', 'orders']) } }],
                },
              },
            },
          },
        },
      },
    },
    {
      title: 'an alarm on the URL of a function',
      resources: { ...HANDLER, Slow: { Type: ALARM, Properties: metricWith('AWS/Lambda', 'UrlRequestLatency', ['FunctionName', { Ref: 'Handler' }]) } },
    },
    {
      title: 'an API that is known by its stage',
      resources: {
        Api: { Type: API, Properties: { Body: { openapi: '3.0.1' } } },
        Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } },
        Slow: { Type: ALARM, Properties: metricWith('AWS/ApiGateway', 'Latency', ['ApiName', 'orders'], ['Stage', { Ref: 'Prod' }]) },
      },
    },
  ],
  violating: [
    {
      title: 'an API without either',
      resources: ORDERS,
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
    {
      title: 'a load balancer with an alarm on errors alone',
      resources: { ...ALB, Errors: { Type: ALARM, Properties: metricWith('AWS/ApplicationELB', 'HTTPCode_ELB_5XX_Count', ofAlb) } },
    },
    { title: 'a function with a URL', resources: HANDLER },
    { title: 'a distribution with an origin elsewhere', resources: originOf({ DomainName: 'shop.example.com', CustomOriginConfig: {} }) },
  ],
  ignored: [
    { title: 'a function that no user calls', resources: { Handler: { Type: FUNCTION, Properties: {} } } },
    { title: 'a network load balancer, which has no latency', resources: { Nlb: { Type: BALANCER, Properties: { Type: 'network' } } } },
    { title: 'a distribution of files', resources: originOf({ DomainName: 'files.s3.amazonaws.com', S3OriginConfig: {} }) },
    {
      title: 'a distribution of an API, which is judged itself',
      resources: { ...originOf({ DomainName: { 'Fn::Sub': '${Api}.execute-api.${AWS::Region}.amazonaws.com' }, CustomOriginConfig: {} }), ...ORDERS },
    },
    {
      title: 'an objective for a service that Application Signals has found',
      resources: {
        ...ALB,
        Fast: { Type: OBJECTIVE, Properties: { Name: 'fast', Sli: { MetricThreshold: 500, SliMetric: { KeyAttributes: { Type: 'Service', Name: 'orders' }, MetricType: 'LATENCY' } } } },
      },
    },
  ],
});
