import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { BATCH, CONFIGURATION, familyOf, GROUP, INSTANCE, instanceTypesOf, NODES, TEMPLATE, WITH_INSTANCE_TYPES } from '../private/instance-types';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { EC2_INSTANCE_FAMILIES } from '../tables/ec2-instance-families';
import { Verdict } from '../verdict';

/** Of a family before the Nitro System, and yet on it. */
const ON_NITRO = 'i3.metal';

const code = (instanceClass: string, size: string) => `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.${instanceClass}, ec2.InstanceSize.${size}),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
});`;

export default defineRule({
  id: 'PE-Ec2PreviousGeneration',
  bestPractices: ['PERF02-BP01', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  table: EC2_INSTANCE_FAMILIES,
  title: 'Instances are of a family that runs on the Nitro System',
  why: 'Old processors behind a hypervisor that takes its part of them do less work for a higher price, with a slower network and no link of their own to EBS',
  remedy: 'Set instanceType to the current family that the message names, on x86 or with an image for arm64 on Graviton',
  resourceTypes: WITH_INSTANCE_TYPES,
  check: (resource, context) => {
    const { values, property, isList } = instanceTypesOf(resource);
    const rows = rowsOf(context, EC2_INSTANCE_FAMILIES);
    return combinedVerdict(values.map(value => {
      if (value.isUnknown) return Verdict.UNKNOWN;
      const type = value.text;
      if (type === undefined) return Verdict.NOT_APPLICABLE;
      const [age, successors] = (type === ON_NITRO ? undefined : rows.get(familyOf(type)))?.split(': ') ?? [];
      if (age === undefined) return Verdict.COMPLIANT;
      const weight = age === 'previous' ? {} : { level: RuleLevel.WARNING };
      return Verdict.violating({ message: `The instance type is ${type}, in place of which there is ${successors}`, name: isList ? type : undefined, property, ...weight });
    }));
  },
  compliant: [
    {
      title: 'a current family',
      resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7i.large' } } },
      cdk: code('M7I', 'LARGE'),
    },
    { title: 'bare metal of a family that else is older', resources: { Servers: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 'i3.metal' } } } } },
    { title: 'whatever Batch thinks best', resources: { Jobs: { Type: BATCH, Properties: { ComputeResources: { InstanceTypes: ['optimal'] } } } } },
  ],
  violating: [
    { title: 'an instance of the previous generation', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm3.large' } } }, cdk: code('M3', 'LARGE') },
    { title: 'a launch template with an older family', resources: { Servers: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 't2.micro' } } } } },
    { title: 'a launch configuration', resources: { Servers: { Type: CONFIGURATION, Properties: { InstanceType: 'c4.xlarge' } } } },
    {
      title: 'a group of several types',
      resources: {
        Servers: {
          Type: GROUP,
          Properties: { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'm5.large' }, { InstanceType: 'm4.large' }, { WeightedCapacity: '1' }] } } },
        },
      },
      findings: ['m4.large'],
    },
    { title: 'nodes of EKS', resources: { Nodes: { Type: NODES, Properties: { InstanceTypes: ['r3.large', 'r5.large'] } } }, findings: ['r3.large'] },
    { title: 'a family without a size, for Batch', resources: { Jobs: { Type: BATCH, Properties: { ComputeResources: { InstanceTypes: ['c4', 'c5'] } } } }, findings: ['c4'] },
  ],
  ignored: [
    { title: 'the type is a parameter', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: { Ref: 'InstanceType' } } } } },
    { title: 'the type is in the launch template', resources: { Server: { Type: INSTANCE, Properties: { LaunchTemplate: { LaunchTemplateName: 'server', Version: '1' } } } } },
    { title: 'the types of nodes are a parameter', resources: { Nodes: { Type: NODES, Properties: { InstanceTypes: { Ref: 'InstanceTypes' } } } } },
  ],
});
