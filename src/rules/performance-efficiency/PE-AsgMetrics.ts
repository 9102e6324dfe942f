import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROPERTY = 'MetricsCollection';

export default defineRule({
  id: 'PE-AsgMetrics',
  bestPractices: ['PERF02-BP03'],
  level: RuleLevel.WARNING,
  title: 'Auto Scaling groups publish group metrics',
  why: 'Without them nobody sees how much capacity is desired and how much is in service, so scaling that fails or is at its maximum goes unnoticed; they are free',
  remedy: 'Set groupMetrics: [autoscaling.GroupMetrics.all()]',
  resourceTypes: [GROUP],
  check: group => {
    const collections = group.property(PROPERTY);
    if (collections.isUnknown) return Verdict.UNKNOWN;
    if (collections.items.some(({ isUnknown }) => !isUnknown)) return Verdict.COMPLIANT;
    if (collections.items.length > 0) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No group metrics are collected', property: PROPERTY });
  },
  compliant: [
    {
      title: 'all metrics',
      resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', MetricsCollection: [{ Granularity: '1Minute' }] } } },
      cdk: `new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
  groupMetrics: [autoscaling.GroupMetrics.all()],
});`,
    },
    {
      title: 'some metrics',
      resources: {
        Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupInServiceCapacity', 'GroupDesiredCapacity'] }] } },
      },
    },
  ],
  violating: [
    {
      title: 'no metrics',
      resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4' } } },
      cdk: `new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
});`,
    },
    { title: 'an empty list', resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', MetricsCollection: [] } } } },
  ],
  ignored: [
    {
      title: 'a condition switches them on',
      resources: {
        Servers: { Type: GROUP, Properties: { MetricsCollection: { 'Fn::If': ['IsProduction', [{ Granularity: '1Minute' }], { Ref: 'AWS::NoValue' }] } } },
      },
    },
  ],
});
