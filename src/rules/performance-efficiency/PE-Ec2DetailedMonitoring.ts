import { defineRule } from '../private/define-rule';
import { CONFIGURATION, INSTANCE, isOfSingleInstances, settingOf, TEMPLATE } from '../private/instance-types';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const PROPERTIES: Readonly<Record<string, string>> = {
  [INSTANCE]: 'Monitoring', [TEMPLATE]: 'LaunchTemplateData.Monitoring.Enabled', [CONFIGURATION]: 'InstanceMonitoring',
};

function monitoringOf(resource: WorkloadResource): PropertyValue | undefined {
  const property = PROPERTIES[resource.resourceType];
  return resource.resourceType === INSTANCE ? settingOf(resource, property, 'Monitoring.Enabled') : resource.property(property);
}

const code = (settings: string) => `new ec2.LaunchTemplate(this, 'Server', {
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),${settings}
});`;

export default defineRule({
  id: 'PE-Ec2DetailedMonitoring',
  bestPractices: ['PERF02-BP03'],
  level: RuleLevel.WARNING,
  title: 'Instances have metrics of every minute',
  why: 'Basic monitoring has a value every five minutes: scaling by CPU starts that much later, and a peak of a minute is a fifth of itself',
  remedy: 'Set detailedMonitoring: true, or instanceMonitoring: autoscaling.Monitoring.DETAILED on a group',
  nagRule: 'ec2.EC2InstanceDetailedMonitoringEnabled',
  nagDifference: 'it does not judge launch templates, nor look into the one of an instance',
  resourceTypes: [INSTANCE, TEMPLATE, CONFIGURATION],
  check: resource => {
    // Instances are judged with what their templates add.
    if (resource.resourceType === TEMPLATE && isOfSingleInstances(resource)) return Verdict.NOT_APPLICABLE;
    const monitoring = monitoringOf(resource);
    if (!monitoring || monitoring.isUnknown) return Verdict.UNKNOWN;
    // What launch configurations have by default is detailed.
    if (monitoring.flag === true || (monitoring.isAbsent && resource.resourceType === CONFIGURATION)) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Detailed monitoring is ${monitoring.text ?? 'not set'}`, property: PROPERTIES[resource.resourceType] });
  },
  compliant: [
    {
      title: 'a launch template with detailed monitoring',
      resources: { Server: { Type: TEMPLATE, Properties: { LaunchTemplateData: { Monitoring: { Enabled: true } } } } },
      cdk: code('\n  detailedMonitoring: true,'),
    },
    { title: 'an instance with detailed monitoring', resources: { Server: { Type: INSTANCE, Properties: { Monitoring: true } } } },
    {
      title: 'an instance of a launch template with it',
      resources: {
        Server: { Type: INSTANCE, Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
        Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: { Monitoring: { Enabled: true } } } },
      },
    },
    { title: 'the default of launch configurations', resources: { Servers: { Type: CONFIGURATION, Properties: { ImageId: 'ami-0', InstanceType: 'm5.large' } } } },
  ],
  violating: [
    { title: 'a launch template without it', resources: { Server: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 'm7g.large' } } } }, cdk: code('') },
    {
      title: 'an instance without it',
      resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7g.large' } } },
      cdk: `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7I, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
});`,
    },
    { title: 'a launch configuration with basic monitoring', resources: { Servers: { Type: CONFIGURATION, Properties: { ImageId: 'ami-0', InstanceType: 'm5.large', InstanceMonitoring: false } } } },
  ],
  ignored: [
    {
      title: 'the launch template of an instance that is judged itself',
      resources: {
        Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } } } },
        Server: { Type: INSTANCE, Properties: { Monitoring: true, LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
      },
    },
    { title: 'a parameter switches it on', resources: { Server: { Type: INSTANCE, Properties: { Monitoring: { Ref: 'Monitoring' } } } } },
    { title: 'a launch template elsewhere may have it', resources: { Server: { Type: INSTANCE, Properties: { LaunchTemplate: { LaunchTemplateName: 'server', Version: '1' } } } } },
  ],
});
