import { defineRule } from '../private/define-rule';
import { INSTANCE, settingOf, TEMPLATE } from '../private/instance-types';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { EBS_OPTIMIZED_TYPES } from '../tables/ebs-optimized-types';
import { Verdict } from '../verdict';

const PROPERTY = 'EbsOptimized';

const code = (settings: string) => `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R3, ec2.InstanceSize.XLARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),${settings}
});`;

export default defineRule({
  id: 'PE-Ec2EbsOptimized',
  bestPractices: ['PERF02-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  table: EBS_OPTIMIZED_TYPES,
  title: 'Old instance types have a link of their own to their volumes',
  why: 'Reads and writes of volumes share the network with everything else, so they are slow when there is much traffic',
  remedy: 'Set ebsOptimized: true, or rather take a current instance type, where it is always so',
  nagRule: 'ec2.EC2EBSOptimizedInstance',
  nagDifference: 'it does not look into the launch template of an instance',
  resourceTypes: [INSTANCE],
  check: (instance, context) => {
    const type = settingOf(instance, 'InstanceType', 'InstanceType');
    if (!type || type.isUnknown) return Verdict.UNKNOWN;
    if (!rowsOf(context, EBS_OPTIMIZED_TYPES).has(type.text ?? '')) return Verdict.NOT_APPLICABLE;
    const optimized = settingOf(instance, PROPERTY, PROPERTY);
    if (!optimized || optimized.isUnknown) return Verdict.UNKNOWN;
    if (optimized.flag === true) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `EBS optimization of the ${type.text} is ${optimized.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a link of its own',
      resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'r3.xlarge', EbsOptimized: true } } },
      cdk: code('\n  ebsOptimized: true,'),
    },
    {
      title: 'a launch template that asks for it',
      resources: {
        Server: { Type: INSTANCE, Properties: { InstanceType: 'r3.xlarge', LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
        Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: { EbsOptimized: true } } },
      },
    },
  ],
  violating: [
    { title: 'none', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'r3.xlarge' } } }, cdk: code('') },
    { title: 'none, as it says', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm3.2xlarge', EbsOptimized: false } } } },
  ],
  ignored: [
    { title: 'a type that always has one', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7g.large' } } } },
    { title: 'the type is a parameter', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: { Ref: 'InstanceType' } } } } },
    { title: 'the type is in a launch template elsewhere', resources: { Server: { Type: INSTANCE, Properties: { LaunchTemplate: { LaunchTemplateName: 'server', Version: '1' } } } } },
  ],
});
