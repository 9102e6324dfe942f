import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PROVIDER = 'AWS::ECS::CapacityProvider';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const POLICY = 'AWS::AutoScaling::ScalingPolicy';
const SCALING = 'AutoScalingGroupProvider.ManagedScaling';
const PROPERTY = `${SCALING}.Status`;

const provider = (properties: object, others: object = {}) => ({
  Provider: { Type: PROVIDER, Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Instances' }, ...properties } } },
  Instances: { Type: GROUP, Properties: { MinSize: '0', MaxSize: '6' } },
  ...others,
});

const code = (managed: string) => `const instances = new autoscaling.AutoScalingGroup(this, 'Instances', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  launchTemplate: new ec2.LaunchTemplate(this, 'Instance', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM),
    userData: ec2.UserData.forLinux(),
    role: new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
  }),
  maxCapacity: 6,
});
new ecs.AsgCapacityProvider(this, 'Provider', { autoScalingGroup: instances${managed} });`;

export default defineRule({
  id: 'PE-EcsCapacityProviderScaling',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  title: 'Capacity providers scale their instances',
  why: 'Tasks that a service adds wait for room on instances that nothing starts, however well the service itself scales',
  remedy: 'Leave enableManagedScaling of ecs.AsgCapacityProvider as it is, which is on',
  resourceTypes: [PROVIDER],
  check: resource => {
    const group = resource.property('AutoScalingGroupProvider');
    // Fargate and managed instances have no group.
    if (group.isAbsent) return Verdict.NOT_APPLICABLE;
    const scaling = resource.property(SCALING);
    const status = resource.property(PROPERTY);
    if (status.text === 'ENABLED') return Verdict.COMPLIANT;
    if (group.isUnknown || scaling.isUnknown || status.isUnknown || (status.isAbsent && !scaling.isAbsent)) return Verdict.UNKNOWN;
    const groups = group.property('AutoScalingGroupArn').targets(GROUP);
    if (groups.some(target => resource.workload.referrersOf(target, POLICY, 'AutoScalingGroupName').length > 0)) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `Managed scaling is ${status.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    { title: 'managed scaling', resources: provider({ ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 } }), cdk: code('') },
  ],
  violating: [
    { title: 'managed scaling switched off', resources: provider({ ManagedScaling: { Status: 'DISABLED' } }), cdk: code(', enableManagedScaling: false, enableManagedTerminationProtection: false') },
    { title: 'nothing said', resources: provider({}) },
  ],
  ignored: [
    { title: 'scaling with a target and without a status', resources: provider({ ManagedScaling: { TargetCapacity: 90 } }) },
    { title: 'the status is a parameter', resources: provider({ ManagedScaling: { Status: { Ref: 'Scaling' } } }) },
    {
      title: 'the group has scaling policies of its own',
      resources: provider({ ManagedScaling: { Status: 'DISABLED' } }, { Policy: { Type: POLICY, Properties: { AutoScalingGroupName: { Ref: 'Instances' }, PolicyType: 'TargetTrackingScaling' } } }),
    },
    { title: 'instances that ECS manages', resources: { Provider: { Type: PROVIDER, Properties: { ManagedInstancesProvider: { InfrastructureRoleArn: 'arn:aws:iam::123456789012:role/ecs' } } } } },
  ],
});
