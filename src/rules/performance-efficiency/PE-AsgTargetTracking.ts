import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const POLICY = 'AWS::AutoScaling::ScalingPolicy';
const PROPERTY = 'PolicyType';
const SIMPLE = 'SimpleScaling';

const policy = (properties: object) => ({ Out: { Type: POLICY, Properties: { AutoScalingGroupName: 'servers', ...properties } } });

export default defineRule({
  id: 'PE-AsgTargetTracking',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  title: 'Scaling policies of Auto Scaling groups are no simple ones',
  why: 'After one step, simple scaling looks away until its cooldown is over, however far the load has risen meanwhile',
  remedy: 'Scale by target tracking, with scaleOnCpuUtilization or scaleToTrackMetric, or by steps, with scaleOnMetric',
  resourceTypes: [POLICY],
  check: resource => {
    const type = resource.property(PROPERTY);
    if (type.isUnknown) return Verdict.UNKNOWN;
    if (!type.isAbsent && type.text !== SIMPLE) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The type of the policy is ${type.text ?? `not set, which means ${SIMPLE}`}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'target tracking',
      resources: policy({
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: { PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' }, TargetValue: 60 },
      }),
      cdk: `const servers = new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
  }),
  minCapacity: 2,
  maxCapacity: 6,
});
servers.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });`,
    },
    { title: 'steps', resources: policy({ PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity', StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }] }) },
    { title: 'a forecast', resources: policy({ PolicyType: 'PredictiveScaling' }) },
  ],
  violating: [
    {
      title: 'simple scaling',
      resources: policy({ PolicyType: SIMPLE, AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1, Cooldown: '300' }),
      cdk: `new autoscaling.CfnScalingPolicy(this, 'Out', {
  autoScalingGroupName: 'servers',
  policyType: 'SimpleScaling',
  adjustmentType: 'ChangeInCapacity',
  scalingAdjustment: 1,
  cooldown: '300',
});`,
    },
    { title: 'no type at all', resources: policy({ AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1 }) },
  ],
  ignored: [{ title: 'the type is a parameter', resources: policy({ PolicyType: { Ref: 'PolicyType' } }) }],
});
