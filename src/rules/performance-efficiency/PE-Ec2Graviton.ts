import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { familyOf, INSTANCE, instanceTypesOf, NODES } from '../private/instance-types';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { GRAVITON_FAMILIES } from '../tables/graviton-families';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

/** There is no Windows on Graviton. The CDK writes such a start script for any instance on Windows. */
function isOnWindows(resource: WorkloadResource): boolean {
  if (resource.resourceType === NODES) return resource.property('AmiType').knownText.startsWith('WINDOWS');
  return /<(powershell|script)>/.test(JSON.stringify(resource.property('UserData').json ?? ''));
}

const code = (instanceClass: string, image: string) => `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.${instanceClass}, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(${image}),
});`;

export default defineRule({
  id: 'PE-Ec2Graviton',
  bestPractices: ['PERF02-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  table: GRAVITON_FAMILIES,
  title: 'Instances run on Graviton where there is a family like theirs',
  why: 'A vCPU on Graviton is a core and not a thread, for a lower price: most of what is built for Linux does more work for the same money',
  remedy: 'Set instanceType to the family that the message names, with an image and programs for arm64',
  resourceTypes: [INSTANCE, NODES],
  check: (resource, context) => {
    const { values, property, isList } = instanceTypesOf(resource);
    if (values.length === 0 || isOnWindows(resource)) return Verdict.NOT_APPLICABLE;
    const rows = rowsOf(context, GRAVITON_FAMILIES);
    return combinedVerdict(values.map(value => {
      if (value.isUnknown) return Verdict.UNKNOWN;
      const type = value.text;
      if (type === undefined) return Verdict.NOT_APPLICABLE;
      const sibling = rows.get(familyOf(type));
      if (sibling === undefined || type.includes('.metal')) return /^[a-z]+\d+g|^a1\./.test(type) ? Verdict.COMPLIANT : Verdict.NOT_APPLICABLE;
      return Verdict.violating({ message: `The instance type is ${type}, to which ${sibling} is the like on Graviton`, name: isList ? type : undefined, property });
    }));
  },
  compliant: [
    {
      title: 'Graviton',
      resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm8g.large' } } },
      cdk: code('M8G', '{ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }'),
    },
    { title: 'nodes on Graviton', resources: { Nodes: { Type: NODES, Properties: { AmiType: 'AL2023_ARM_64_STANDARD', InstanceTypes: ['m7g.large', 'c7gd.large'] } } } },
  ],
  violating: [
    { title: 'x86', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7i.large' } } }, cdk: code('M7I', '') },
    { title: 'nodes on x86', resources: { Nodes: { Type: NODES, Properties: { InstanceTypes: ['c6id.large', 'c6id.xlarge'] } } }, findings: ['c6id.large', 'c6id.xlarge'] },
  ],
  ignored: [
    { title: 'a family without the like', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'g6.xlarge' } } } },
    { title: 'a server on Windows', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': '<powershell></powershell>' } } } } },
    { title: 'nodes on Windows', resources: { Nodes: { Type: NODES, Properties: { AmiType: 'WINDOWS_CORE_2022_x86_64', InstanceTypes: ['m7i.large'] } } } },
    { title: 'nodes of the default type', resources: { Nodes: { Type: NODES, Properties: { ClusterName: 'main' } } } },
    { title: 'the type is a parameter', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: { Ref: 'InstanceType' } } } } },
  ],
});
