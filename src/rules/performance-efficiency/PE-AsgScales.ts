import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const POLICY = 'AWS::AutoScaling::ScalingPolicy';

/** What changes the size of a group, and where it names the group. */
const SCALERS: readonly (readonly [type: string, path: string])[] = [
  [POLICY, 'AutoScalingGroupName'],
  ['AWS::AutoScaling::ScheduledAction', 'AutoScalingGroupName'],
  ['AWS::ECS::CapacityProvider', 'AutoScalingGroupProvider.AutoScalingGroupArn'],
];

const LOAD_BALANCERS = ['TargetGroupARNs', 'LoadBalancerNames', 'TrafficSources'];

/** Nodes of Kubernetes, whose number something in the cluster decides. */
const NODE_TAG = /^(?:k8s\.io\/cluster-autoscaler\/|kubernetes\.io\/cluster\/)/;

/** Tags may have a key that refers to the cluster. */
function isNodeGroup(tags: PropertyValue): boolean {
  return tags.items.some(tag => NODE_TAG.test(tag.property('Key').knownText));
}

/** A group of one that serves nobody directly is there to replace an instance that fails. */
function isGuardOfOne(group: WorkloadResource, max: number | undefined): boolean {
  if (max === undefined || max > 1) return false;
  return LOAD_BALANCERS.map(name => group.property(name)).every(({ isUnknown, items }) => !isUnknown && items.length === 0);
}

const group = (properties: object, others: object = {}) => ({ Servers: { Type: GROUP, Properties: { MinSize: '2', MaxSize: '6', ...properties } }, ...others });
const policy = { Policy: { Type: POLICY, Properties: { AutoScalingGroupName: { Ref: 'Servers' }, PolicyType: 'TargetTrackingScaling' } } };

const code = (maxCapacity: number) => `const servers = new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
  }),
  minCapacity: 2,
  maxCapacity: ${maxCapacity},
});`;

export default defineRule({
  id: 'PE-AsgScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'Auto Scaling groups scale',
  why: 'A group of a fixed size is too small at the peak, when requests queue and fail, and too large the rest of the day',
  remedy: 'Set maxCapacity above minCapacity, and call scaleOnCpuUtilization, scaleOnRequestCount or scaleOnMetric',
  resourceTypes: [GROUP],
  check: resource => {
    const max = resource.property('MaxSize');
    if (max.number === 0 || isGuardOfOne(resource, max.number)) return Verdict.NOT_APPLICABLE;
    const tags = resource.property('Tags');
    if (isNodeGroup(tags)) return Verdict.NOT_APPLICABLE;
    const [policies, actions, providers] = SCALERS.map(([type, path]) => resource.workload.referrersOf(resource, type, path).length > 0);
    if (actions) return Verdict.COMPLIANT;
    const min = resource.property('MinSize');
    if (min.number !== undefined && max.number !== undefined && min.number >= max.number) {
      return Verdict.violating({ message: `The minimum and the maximum are both ${max.number}, so that the group never changes its size`, property: 'MaxSize' });
    }
    if (min.isUnknown || max.isUnknown || tags.isUnknown) return Verdict.UNKNOWN;
    return policies || providers ? Verdict.COMPLIANT : Verdict.violating({ message: 'No scaling policy, scheduled action or capacity provider changes the size of the group' });
  },
  compliant: [
    {
      title: 'a policy that follows the load',
      resources: group({}, policy),
      cdk: `${code(6)}
servers.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });`,
    },
    {
      title: 'a schedule that sets the sizes',
      resources: group({ MaxSize: '2' }, { Morning: { Type: 'AWS::AutoScaling::ScheduledAction', Properties: { AutoScalingGroupName: { Ref: 'Servers' }, MinSize: 4, MaxSize: 4 } } }),
    },
    {
      title: 'a capacity provider of ECS',
      resources: group({}, { Provider: { Type: 'AWS::ECS::CapacityProvider', Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Servers' } } } } }),
    },
  ],
  violating: [
    { title: 'room to scale, and nothing that does', resources: group({}), cdk: code(6) },
    {
      title: 'a policy without room', resources: group({ MaxSize: 2 }, policy), cdk: `${code(2)}
servers.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });`,
    },
    { title: 'one server behind a load balancer', resources: group({ MinSize: '1', MaxSize: '1', TargetGroupARNs: [{ Ref: 'Targets' }] }) },
  ],
  ignored: [
    { title: 'one server that is replaced when it fails', resources: group({ MinSize: '1', MaxSize: '1' }) },
    { title: 'a group that is switched off', resources: group({ MinSize: '0', MaxSize: '0' }) },
    { title: 'the size is a parameter', resources: group({ MaxSize: { Ref: 'MaxSize' } }, policy) },
    { title: 'nodes of Kubernetes that the cluster autoscaler finds', resources: group({ Tags: [{ Key: 'k8s.io/cluster-autoscaler/enabled', Value: 'true', PropagateAtLaunch: true }] }) },
    { title: 'nodes of a Kubernetes cluster that is referred to', resources: group({ Tags: [{ Key: { 'Fn::Sub': 'kubernetes.io/cluster/${Cluster}' }, Value: 'owned', PropagateAtLaunch: true }] }) },
  ],
});
