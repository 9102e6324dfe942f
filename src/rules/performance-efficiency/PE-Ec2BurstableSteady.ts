import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { familyOf, GROUP, INSTANCE, instanceTypesOf, launchersOf, NODES, settingOf, TEMPLATE } from '../private/instance-types';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const BURSTABLE = /^t\d/;
const OWN_CREDITS = 'CreditSpecification.CPUCredits';
const CREDITS = 'LaunchTemplateData.CreditSpecification.CpuCredits';

/** How instances join a cluster when they start. */
const JOINS_CLUSTER = /ECS_CLUSTER|\/etc\/eks\/bootstrap|nodeadm/;

function judge(type: PropertyValue, credits: PropertyValue | undefined, property: string): Verdict {
  if (type.isUnknown) return Verdict.UNKNOWN;
  const family = familyOf(type.text ?? '');
  if (!BURSTABLE.test(family)) return Verdict.NOT_APPLICABLE;
  if (!credits || credits.isUnknown) return Verdict.UNKNOWN;
  // The default of T2 is standard, and of all later ones unlimited.
  if (credits.text === 'unlimited' || (credits.isAbsent && family !== 't2')) return Verdict.COMPLIANT;
  return Verdict.violating({ message: `The CPU credits of the ${type.text} are ${credits.text ?? 'not set, which means standard'}`, name: type.text, property });
}

function judgeTemplate(template: WorkloadResource): Verdict {
  const launchers = launchersOf(template);
  if (launchers.length === 0) return Verdict.NOT_APPLICABLE;
  const credits = template.property(CREDITS);
  const overrides = launchers.flatMap(launcher => instanceTypesOf(launcher).values);
  const types = overrides.length > 0 ? overrides : instanceTypesOf(template).values;
  return combinedVerdict(types.map(type => judge(type, credits, CREDITS)));
}

function judgeInstance(instance: WorkloadResource): Verdict {
  if (!JOINS_CLUSTER.test(JSON.stringify(instance.property('UserData').json ?? ''))) return Verdict.NOT_APPLICABLE;
  const type = settingOf(instance, 'InstanceType', 'InstanceType');
  return type ? judge(type, settingOf(instance, OWN_CREDITS, 'CreditSpecification.CpuCredits'), OWN_CREDITS) : Verdict.UNKNOWN;
}

const code = (credits: string) => `const vpc = new ec2.Vpc(this, 'Vpc');
new autoscaling.AutoScalingGroup(this, 'Servers', {
  vpc,
  launchTemplate: new ec2.LaunchTemplate(this, 'Server', {
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: new ec2.SecurityGroup(this, 'SecurityGroup', { vpc }),
    cpuCredits: ec2.CpuCredits.${credits},
  }),
});`;

const launched = (data: object) => ({
  Server: { Type: TEMPLATE, Properties: { LaunchTemplateData: data } },
  Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', LaunchTemplate: { LaunchTemplateId: { Ref: 'Server' }, Version: '1' } } },
});
const STANDARD = { CreditSpecification: { CpuCredits: 'standard' } };

export default defineRule({
  id: 'PE-Ec2BurstableSteady',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Burstable instances that carry a steady load are not throttled',
  why: 'When the credits are used up, an instance falls to the baseline of its type, which is a tenth to two fifths of a vCPU: a group that is busy collapses at once',
  remedy: 'Set cpuCredits: ec2.CpuCredits.UNLIMITED, or take a family such as m or c where the CPU is busy most of the time',
  resourceTypes: [TEMPLATE, INSTANCE],
  check: resource => resource.resourceType === TEMPLATE ? judgeTemplate(resource) : judgeInstance(resource),
  compliant: [
    { title: 'unlimited credits', resources: launched({ InstanceType: 't4g.medium', CreditSpecification: { CpuCredits: 'unlimited' } }), cdk: code('UNLIMITED') },
    { title: 'the default of T3', resources: launched({ InstanceType: 't3.large' }) },
  ],
  violating: [
    { title: 'standard credits', resources: launched({ InstanceType: 't4g.medium', ...STANDARD }), findings: ['t4g.medium'], cdk: code('STANDARD') },
    { title: 'the default of T2', resources: launched({ InstanceType: 't2.large' }), findings: ['t2.large'] },
    {
      title: 'nodes of EKS that say their types themselves',
      resources: {
        Server: { Type: TEMPLATE, Properties: { LaunchTemplateData: STANDARD } },
        Nodes: { Type: NODES, Properties: { InstanceTypes: ['m7i.large', 't3.large'], LaunchTemplate: { Id: { Ref: 'Server' } } } },
      },
      findings: ['t3.large'],
    },
    {
      title: 'an instance in a cluster of ECS',
      resources: {
        Server: { Type: INSTANCE, Properties: { InstanceType: 't3.large', CreditSpecification: { CPUCredits: 'standard' }, UserData: { 'Fn::Base64': 'echo ECS_CLUSTER=main >> /etc/ecs/ecs.config' } } },
      },
      findings: ['t3.large'],
    },
  ],
  ignored: [
    { title: 'an instance on its own', resources: { Bastion: { Type: INSTANCE, Properties: { InstanceType: 't3.nano', CreditSpecification: { CPUCredits: 'standard' } } } } },
    { title: 'a template that no group launches by', resources: { Server: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 't2.large' } } } } },
    { title: 'a family that does not burst', resources: launched({ InstanceType: 'm7g.large' }) },
    { title: 'the type is a parameter', resources: launched({ InstanceType: { Ref: 'InstanceType' }, ...STANDARD }) },
    { title: 'the credits are a parameter', resources: launched({ InstanceType: 't3.large', CreditSpecification: { CpuCredits: { Ref: 'Credits' } } }) },
  ],
});
