import { defineRule } from '../private/define-rule';
import { CONFIGURATION, GROUP } from '../private/instance-types';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PROPERTY = 'LaunchConfigurationName';

export default defineRule({
  id: 'PE-LaunchTemplateNotConfiguration',
  bestPractices: ['PERF05-BP06', 'OPS05-BP05'],
  level: RuleLevel.ERROR,
  title: 'Auto Scaling groups launch instances by a template',
  why: 'Launch configurations know no instance type that came after 2022, no mix of types and no versions, and accounts since October 2024 cannot create any, so the deployment fails',
  remedy: 'Set launchTemplate: new ec2.LaunchTemplate(...), or the feature flag @aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig in cdk.json',
  resourceTypes: [CONFIGURATION, GROUP],
  check: resource => {
    if (resource.resourceType === CONFIGURATION) return Verdict.violating({ message: 'It is a launch configuration, not a launch template' });
    const name = resource.property(PROPERTY);
    if (name.isAbsent) return Verdict.COMPLIANT;
    // That of the app is reported itself.
    if (name.targets(CONFIGURATION).length > 0) return Verdict.NOT_APPLICABLE;
    return name.isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: `The group launches instances by the launch configuration ${name.text ?? 'that it names'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a launch template',
      resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', LaunchTemplate: { LaunchTemplateId: { Ref: 'Server' }, Version: '1' } } } },
      cdk: `const vpc = new ec2.Vpc(this, 'Vpc');
new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc,
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: new ec2.SecurityGroup(this, 'SecurityGroup', { vpc }),
  }),
});`,
    },
  ],
  violating: [
    {
      title: 'what the CDK makes without the feature flag',
      resources: {
        Server: { Type: CONFIGURATION, Properties: { ImageId: 'ami-0', InstanceType: 'm5.large' } },
        Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', LaunchConfigurationName: { Ref: 'Server' } } },
      },
      cdk: `new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
});`,
    },
    { title: 'a launch configuration elsewhere', resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', LaunchConfigurationName: 'servers' } } } },
  ],
  ignored: [
    {
      title: 'the group of a launch configuration that is reported itself',
      resources: {
        Server: { Type: CONFIGURATION, Properties: { ImageId: 'ami-0', InstanceType: 'm5.large' } },
        Servers: { Type: GROUP, Properties: { LaunchConfigurationName: { Ref: 'Server' } } },
      },
      subject: 'Servers',
    },
    { title: 'a condition decides', resources: { Servers: { Type: GROUP, Properties: { LaunchConfigurationName: { 'Fn::If': ['IsOld', 'servers', { Ref: 'AWS::NoValue' }] } } } } },
  ],
});
