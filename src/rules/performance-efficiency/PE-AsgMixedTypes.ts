import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const MIXED = 'MixedInstancesPolicy';

/** Whether a launch template has requirements in place of a type; `undefined` where it is not in the app. */
function hasRequirements(specification: PropertyValue): boolean | undefined {
  const templates = [specification.property('LaunchTemplateId'), specification.property('LaunchTemplateName')].flatMap(value => value.targets(TEMPLATE));
  const requirements = templates[0]?.property('LaunchTemplateData.InstanceRequirements');
  if (!requirements || requirements.isUnknown) return undefined;
  return !requirements.isAbsent;
}

function isKnown(override: PropertyValue): boolean {
  return [override, override.property('InstanceType'), override.property('InstanceRequirements')].every(({ isUnknown }) => !isUnknown);
}

/** Whether a policy has more than one type to choose from; `undefined` where only deployment tells. */
function isMixed(policy: PropertyValue): boolean | undefined {
  const overrides = policy.property('LaunchTemplate.Overrides');
  const { items } = overrides;
  const types = new Set(items.flatMap(item => item.property('InstanceType').text ?? []));
  if (types.size > 1 || items.some(item => item.property('InstanceRequirements').keys.length > 0)) return true;
  if (overrides.isUnknown || !items.every(isKnown)) return undefined;
  // Without types of its own, a policy takes what the launch template says.
  return items.length > 0 ? false : hasRequirements(policy.property('LaunchTemplate.LaunchTemplateSpecification'));
}

/** A launch configuration has one type, and so has an instance that a group is modelled on. */
function launchesSeveral(group: WorkloadResource): boolean | undefined {
  const policy = group.property(MIXED);
  if (!policy.isAbsent) return isMixed(policy);
  const specification = group.property('LaunchTemplate');
  return specification.isAbsent ? false : hasRequirements(specification);
}

const group = (properties: object) => ({
  Servers: { Type: GROUP, Properties: { MinSize: '2', MaxSize: '6', ...properties } },
  Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 'm7g.large' } } },
});
const specification = { LaunchTemplateId: { Ref: 'Template' }, Version: '1' };
const mixed = (Overrides: unknown) => group({ MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: specification, Overrides } } });
const requirements = { InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } } };

const template = `const server = new ec2.LaunchTemplate(this, 'Server', {
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
});`;

export default defineRule({
  id: 'PE-AsgMixedTypes',
  bestPractices: ['PERF02-BP01', 'PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Auto Scaling groups can launch several instance types',
  why: 'When a zone is out of the only type, scaling out stalls until there is capacity again, which is often during the peak that needs it',
  remedy: 'Set mixedInstancesPolicy with several types in launchTemplateOverrides, or with instanceRequirements',
  resourceTypes: [GROUP],
  check: resource => {
    const answer = launchesSeveral(resource);
    if (answer === undefined) return Verdict.UNKNOWN;
    return answer ? Verdict.COMPLIANT : Verdict.violating({ message: 'The group launches one instance type only', property: MIXED });
  },
  compliant: [
    {
      title: 'several types',
      resources: mixed([{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }]),
      cdk: `${template}
new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  mixedInstancesPolicy: {
    launchTemplate: server,
    launchTemplateOverrides: [
      { instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE) },
      { instanceType: ec2.InstanceType.of(ec2.InstanceClass.M6G, ec2.InstanceSize.LARGE) },
    ],
  },
});`,
    },
    { title: 'requirements in place of types', resources: mixed([requirements]) },
    {
      title: 'requirements in the launch template',
      resources: {
        Servers: { Type: GROUP, Properties: { LaunchTemplate: specification } },
        Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: requirements } },
      },
    },
  ],
  violating: [
    {
      title: 'a launch template with one type',
      resources: group({ LaunchTemplate: specification }),
      cdk: `${template}
new autoscaling.AutoScalingGroup(this, 'Servers', { vpc: new ec2.Vpc(this, 'Vpc'), launchTemplate: server });`,
    },
    { title: 'a launch configuration', resources: group({ LaunchConfigurationName: 'server' }) },
    { title: 'a policy with a single type', resources: mixed([{ InstanceType: 'm7g.large' }]) },
    { title: 'a policy for Spot Instances without types', resources: mixed([]) },
  ],
  ignored: [
    { title: 'a launch template that is not in this app', resources: group({ LaunchTemplate: { LaunchTemplateName: 'shared', Version: '1' } }) },
    { title: 'the types are a parameter', resources: mixed({ Ref: 'Types' }) },
  ],
});
