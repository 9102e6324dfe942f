import { isNamedOnDashboard, isShown, mayShowMore } from '../private/dashboard-contents';
import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { isFrameworkHelper } from '../private/framework-helpers';
import { byRootStack } from '../private/root-stacks';
import type { TemplateUnit } from '../private/template-unit';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';
const DASHBOARD = 'AWS::CloudWatch::Dashboard';

/** What computes, answers or keeps data: where somebody looks first when it goes wrong. */
const TYPES = [
  FUNCTION, 'AWS::ECS::Service', 'AWS::EKS::Cluster', 'AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance', 'AWS::Batch::JobQueue', 'AWS::AppRunner::Service',
  'AWS::ElasticBeanstalk::Environment', 'AWS::StepFunctions::StateMachine', 'AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::AppSync::GraphQLApi',
  'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster', 'AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ServerlessCache', 'AWS::MemoryDB::Cluster',
  'AWS::OpenSearchService::Domain', 'AWS::Redshift::Cluster', 'AWS::Kinesis::Stream', 'AWS::MSK::Cluster',
];

function measurableResources(workload: Workload): ReadonlyMap<TemplateUnit, readonly WorkloadResource[]> {
  return byRootStack(workload, TYPES, resource => !isFrameworkHelper(resource) && !(resource.resourceType === FUNCTION && isEdgeFunction(resource)));
}

const handler = { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x' } };
const widget = (...metric: unknown[]) => JSON.stringify({ widgets: [{ type: 'metric', properties: { metrics: [metric] } }] });

export default defineRule({
  id: 'OE-ServiceDashboard',
  bestPractices: ['OPS08-BP05', 'OPS10-BP06'],
  level: RuleLevel.WARNING,
  title: 'A dashboard shows something of each stack that computes, answers or keeps data',
  why: 'In an incident everybody clicks their way to metrics alone, and each looks at others',
  remedy: 'Observe the resources with ObservedService and give it a ServiceDashboard, or draw their metrics on a cloudwatch.Dashboard',
  resourceTypes: ['Stack'],
  check: stack => {
    const resources = stack.workload._once(measurableResources).get(stack._unit);
    if (!resources) return Verdict.NOT_APPLICABLE;
    const { workload, _unit: unit } = stack;
    if (isShown(workload, unit) || resources.some(isNamedOnDashboard)) return Verdict.COMPLIANT;
    if (mayShowMore(workload)) return Verdict.UNKNOWN;
    const [{ logicalId }] = resources;
    return Verdict.violating({ message: `No dashboard of the app shows ${resources.length === 1 ? logicalId : `any of its ${resources.length} resources, such as ${logicalId}`}` });
  },
  compliant: [
    {
      title: 'a dashboard that refers to a function',
      resources: {
        Handler: handler,
        Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: { 'Fn::Join': ['', ['{"widgets":[{"type":"metric","properties":{"metrics":[["AWS/Lambda","Errors","FunctionName","', { Ref: 'Handler' }, '"]]}}]}']] } } },
      },
      cdk: `const fn = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new cloudwatch.Dashboard(this, 'Dashboard', {
  widgets: [[new cloudwatch.GraphWidget({ left: [fn.metricInvocations()], right: [fn.metricErrors()] })]],
});`,
    },
    {
      title: 'a dashboard of another stack, by name',
      resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } } },
      otherStacks: { Monitoring: { resources: { Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: widget('AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', 'orders') } } } } },
    },
    {
      title: 'a dashboard that queries the log of a function',
      resources: {
        Handler: { Type: FUNCTION, Properties: { FunctionName: 'orders' } },
        Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: JSON.stringify({ widgets: [{ type: 'log', properties: { query: 'SOURCE \'/aws/lambda/orders\' | fields @message' } }] }) } },
      },
    },
  ],
  violating: [
    {
      title: 'no dashboard',
      resources: { Handler: handler, Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} } },
      cdk: `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});`,
    },
    {
      title: 'a dashboard of something else',
      resources: {
        Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
        Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: widget('AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', 'payments') } },
      },
    },
  ],
  ignored: [
    { title: 'a stack that does nothing by itself', resources: { Logs: { Type: 'AWS::S3::Bucket', Properties: {} } } },
    {
      title: 'a dashboard that searches',
      resources: {
        Handler: handler,
        Dashboard: {
          Type: DASHBOARD,
          Properties: { DashboardBody: JSON.stringify({ widgets: [{ type: 'metric', properties: { metrics: [[{ expression: 'SEARCH(\'{AWS/Lambda,FunctionName} MetricName="Errors"\', \'Sum\')' }]] } }] }) },
        },
      },
    },
    { title: 'the body is a parameter', resources: { Handler: handler, Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: { Ref: 'Body' } } } } },
  ],
});
