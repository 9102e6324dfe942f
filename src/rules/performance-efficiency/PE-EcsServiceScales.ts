import { defineRule } from '../private/define-rule';
import { isScaled } from '../private/scalable-targets';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const SERVICE = 'AWS::ECS::Service';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const DIMENSION = 'ecs:service:DesiredCount';

/** Daemons run once on each instance; task sets of an external controller have sizes of their own. */
function isSizedOtherwise(service: WorkloadResource): boolean {
  return service.property('SchedulingStrategy').text === 'DAEMON' || service.property('DeploymentController.Type').text === 'EXTERNAL';
}

/** A service that is switched off, or that must never run twice: at a deployment, the old task stops before the new one starts. */
function isSwitchedOffOrSingle(service: WorkloadResource): boolean {
  const count = service.property('DesiredCount').number;
  return count === 0 || (count === 1 && service.property('DeploymentConfiguration.MaximumPercent').number === 100);
}

const service = (properties: object, others: object = {}) => ({
  Orders: { Type: SERVICE, Properties: { Cluster: 'main', LaunchType: 'FARGATE', ...properties } },
  ...others,
});
const target = (ResourceId: unknown) => ({
  Scaling: { Type: TARGET, Properties: { ResourceId, ScalableDimension: DIMENSION, MinCapacity: 2, MaxCapacity: 10 } },
});

const code = `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx') });
const orders = new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  desiredCount: 2,
  minHealthyPercent: 100,
});`;

export default defineRule({
  id: 'PE-EcsServiceScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'ECS services scale their number of tasks',
  why: 'A fixed number of tasks is too small at the peak, when requests queue and fail, and too large the rest of the day',
  remedy: 'Call service.autoScaleTaskCount({ maxCapacity: 10 }), and scaleOnCpuUtilization or scaleOnRequestCount on what it returns',
  resourceTypes: [SERVICE],
  check: resource => {
    if (isSizedOtherwise(resource) || isSwitchedOffOrSingle(resource)) return Verdict.NOT_APPLICABLE;
    const answer = isScaled(resource, DIMENSION);
    if (answer === true) return Verdict.COMPLIANT;
    const isUnknown = ['SchedulingStrategy', 'DeploymentController', 'DesiredCount'].some(name => resource.property(name).isUnknown)
      || resource.property('DeploymentController.Type').isUnknown;
    if (answer === undefined || isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No scalable target sets the number of tasks' });
  },
  compliant: [
    {
      title: 'between two and ten tasks',
      resources: service({}, target({ 'Fn::Join': ['', ['service/main/', { 'Fn::GetAtt': ['Orders', 'Name'] }]] })),
      cdk: `${code}
orders.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });`,
    },
    { title: 'a target that names the service', resources: service({ ServiceName: 'orders' }, target('service/main/orders')) },
  ],
  violating: [
    { title: 'a fixed number of tasks', resources: service({ DesiredCount: 2 }), cdk: code },
    { title: 'a target of another service', resources: service({ ServiceName: 'orders' }, target('service/main/payments')) },
  ],
  ignored: [
    { title: 'one task on each instance', resources: service({ SchedulingStrategy: 'DAEMON', LaunchType: 'EC2' }) },
    { title: 'one task, and never two', resources: service({ DesiredCount: 1, DeploymentConfiguration: { MaximumPercent: 100, MinimumHealthyPercent: 0 } }) },
    { title: 'a service that is switched off', resources: service({ DesiredCount: 0 }) },
    { title: 'the number of tasks is a parameter', resources: service({ DesiredCount: { Ref: 'Count' } }) },
    { title: 'what the target scales is a parameter', resources: service({}, target({ Ref: 'ServiceId' })) },
    { title: 'another controller sizes task sets', resources: service({ DeploymentController: { Type: 'EXTERNAL' } }) },
  ],
});
