import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const SERVICE = 'AWS::ECS::Service';
const STRATEGY = 'DeploymentConfiguration.Strategy';
const BAKE_TIME = 'DeploymentConfiguration.BakeTimeInMinutes';

/** Whether a load balancer sends requests to a target group of the service; a Classic Load Balancer has none that traffic could be shifted between. */
function isBehindTargetGroup(service: WorkloadResource): boolean | undefined {
  const balancers = service.property('LoadBalancers');
  const groups = balancers.items.map(balancer => balancer.property('TargetGroupArn'));
  if (groups.some(group => !group.isAbsent && (group.isUnknown ? group.targets().length > 0 : true))) return true;
  return balancers.isUnknown || groups.some(({ isUnknown }) => isUnknown) ? undefined : false;
}

const code = (settings: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx'),
  portMappings: [{ containerPort: 80 }],
});
const vpc = new ec2.Vpc(this, 'Vpc');
const service = new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
  taskDefinition,
  minHealthyPercent: 100,${settings}
});
const listener = new elasticloadbalancingv2.ApplicationLoadBalancer(this, 'Front', { vpc }).addListener('Http', { port: 80 });
listener.addTargets('Orders', { port: 80, targets: [service] });`;

const GROUP = { TargetGroupArn: { Ref: 'Group' }, ContainerName: 'app', ContainerPort: 80 };
const resources = (properties: object) => ({
  Orders: { Type: SERVICE, Properties: { LoadBalancers: [GROUP], ...properties } },
  Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80, Protocol: 'HTTP', TargetType: 'ip' } },
});

export default defineRule({
  id: 'OE-EcsBlueGreen',
  bestPractices: ['OPS06-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Services behind a load balancer are deployed beside the running version',
  why: 'A rolling deployment mixes new tasks among old ones, so users meet a bad version while it is still being tried, and it takes another deployment to be rid of it',
  remedy: 'Set deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, LINEAR or CANARY with a bakeTime, and give the load balancer target an alternateTarget',
  resourceTypes: [SERVICE],
  check: service => {
    const controller = service.property('DeploymentController.Type');
    const scheduling = service.property('SchedulingStrategy');
    const isOther = (!controller.isAbsent && !controller.isUnknown && controller.text !== 'ECS') || scheduling.text === 'DAEMON';
    const isBehind = isOther ? false : isBehindTargetGroup(service);
    if (isBehind === false) return Verdict.NOT_APPLICABLE;
    const strategy = service.property(STRATEGY);
    const bakeTime = service.property(BAKE_TIME);
    const isRolling = strategy.isAbsent || strategy.text === 'ROLLING';
    if (!isBehind || strategy.isUnknown || (isRolling && (controller.isUnknown || scheduling.isUnknown))) return Verdict.UNKNOWN;
    if (isRolling) return Verdict.violating({ message: `The deployment strategy is ${strategy.text ?? 'not set, which means ROLLING'}`, property: STRATEGY });
    if (bakeTime.number === 0) return Verdict.violating({ message: 'The bake time is 0 minutes, so nothing is left to go back to', property: BAKE_TIME });
    return Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'blue/green with a bake time',
      resources: resources({ DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 30 } }),
      cdk: code('\n  deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN,\n  bakeTime: Duration.minutes(30),'),
    },
    { title: 'a canary with the bake time of ECS', resources: resources({ DeploymentConfiguration: { Strategy: 'CANARY' } }) },
  ],
  violating: [
    { title: 'what ECS does by default', resources: resources({}), cdk: code('') },
    { title: 'a rolling deployment', resources: resources({ DeploymentController: { Type: 'ECS' }, DeploymentConfiguration: { Strategy: 'ROLLING' } }) },
    { title: 'blue/green without a bake time', resources: resources({ DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 0 } }) },
  ],
  ignored: [
    { title: 'a service without a load balancer', resources: { Worker: { Type: SERVICE, Properties: { DesiredCount: 2 } } } },
    { title: 'deployed by CodeDeploy', resources: resources({ DeploymentController: { Type: 'CODE_DEPLOY' } }) },
    { title: 'a Classic Load Balancer', resources: { Orders: { Type: SERVICE, Properties: { LoadBalancers: [{ LoadBalancerName: 'front', ContainerName: 'app', ContainerPort: 80 }] } } } },
    { title: 'a daemon', resources: resources({ SchedulingStrategy: 'DAEMON' }) },
    { title: 'the strategy is a parameter', resources: resources({ DeploymentConfiguration: { Strategy: { Ref: 'Strategy' } } }) },
    { title: 'the load balancers are a condition', resources: resources({ LoadBalancers: { 'Fn::If': ['IsPublic', [GROUP], { Ref: 'AWS::NoValue' }] } }) },
  ],
});
