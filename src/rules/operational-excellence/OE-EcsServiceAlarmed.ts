import { type AlarmRequirement, isOneWatched, unwatched, type Watchable } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { loadBalancersOf, TARGET_GROUP } from '../private/load-balancers';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const SERVICE = 'AWS::ECS::Service';
const SCALABLE_TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

const OF_SERVICE: AlarmRequirement = { kind: 'ecs-service', signals: ['cpuUtilization', 'memoryUtilization', 'runningTaskCount'] };
const MORE_OF_SERVICE: AlarmRequirement = {
  kind: 'ecs-service',
  signals: ['taskCpuUtilization', 'taskMemoryUtilization', 'restartCount', 'pendingTaskCount', 'serviceConnect5xx', 'serviceConnectResponseTime'],
};
const OF_GROUPS: readonly AlarmRequirement[] = [
  { kind: 'alb-target-group', signals: ['target5xx', 'responseTime', 'unhealthyHosts', 'healthyHosts'] },
  { kind: 'nlb-target-group', signals: ['unhealthyHosts', 'healthyHosts'] },
];
const [OF_ALB_GROUP] = OF_GROUPS;

/** The service, the target groups that it registers its tasks with, and the load balancers before them. */
function watchablesOf(service: WorkloadResource): Watchable[] {
  const groups = service.values('LoadBalancers.*.TargetGroupArn').flatMap(value => value.targets(TARGET_GROUP));
  return [
    [service, OF_SERVICE], [service, MORE_OF_SERVICE],
    ...groups.flatMap(group => OF_GROUPS.map((requirement): Watchable => [group, requirement])),
    ...groups.flatMap(loadBalancersOf).map((loadBalancer): Watchable => [loadBalancer, OF_ALB_GROUP]),
  ];
}

const cpuAlarm = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: 'AWS/ECS', MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'ClusterName', Value: { Ref: 'Cluster' } }, { Name: 'ServiceName', Value: { 'Fn::GetAtt': ['Orders', 'Name'] } }],
  },
};

export default defineRule({
  id: 'OE-EcsServiceAlarmed',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'ECS services have an alarm on their load, on their tasks or on their target group',
  why: 'Tasks that run out of memory, or never become healthy, are replaced again and again in silence, and the service answers with what is left',
  remedy: 'Observe it with ObservedService, or add alarms such as service.metricMemoryUtilization().createAlarm(…)',
  resourceTypes: [SERVICE],
  check: (service, context) => {
    const isScaledToZero = service.property('DesiredCount').number === 0 && service.workload.referrersOf(service, SCALABLE_TARGET, 'ResourceId').length === 0;
    if (isScaledToZero) return Verdict.NOT_APPLICABLE;
    return isOneWatched(watchablesOf(service), context) ? Verdict.COMPLIANT : Verdict.violating(...unwatched([OF_SERVICE], context));
  },
  compliant: [
    {
      title: 'an alarm on CPU',
      resources: { Orders: { Type: SERVICE, Properties: { Cluster: { Ref: 'Cluster' } } }, Cluster: { Type: 'AWS::ECS::Cluster' }, Busy: cpuAlarm },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
const orders = new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,
});
orders.metricCpuUtilization().createAlarm(this, 'Busy', { threshold: 80, evaluationPeriods: 5 });`,
    },
    {
      title: 'an alarm on the targets of its target group',
      resources: {
        Orders: { Type: SERVICE, Properties: { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: { Ref: 'Targets' } }] } },
        Targets: { Type: TARGET_GROUP, Properties: { Protocol: 'HTTP', Port: 80 } },
        Unhealthy: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/ApplicationELB', MetricName: 'UnHealthyHostCount', Dimensions: [{ Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } }] },
        },
      },
    },
    {
      title: 'an alarm on how many tasks run',
      resources: {
        Orders: { Type: SERVICE, Properties: { ServiceName: 'orders' } },
        Down: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'ECS/ContainerInsights', MetricName: 'RunningTaskCount', Dimensions: [{ Name: 'ClusterName', Value: 'main' }, { Name: 'ServiceName', Value: 'orders' }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Orders: { Type: SERVICE, Properties: { ServiceName: 'orders' } } },
      cdk: `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,
});`,
    },
    {
      title: 'an alarm on the whole cluster',
      resources: {
        Orders: { Type: SERVICE, Properties: { Cluster: { Ref: 'Cluster' } } },
        Cluster: { Type: 'AWS::ECS::Cluster' },
        Busy: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'ClusterName', Value: { Ref: 'Cluster' } }] } },
      },
    },
  ],
  ignored: [{ title: 'a service that is scaled to nothing', resources: { Orders: { Type: SERVICE, Properties: { DesiredCount: 0 } } } }],
});
