import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

export const INSTANCE = 'AWS::EC2::Instance';
export const TEMPLATE = 'AWS::EC2::LaunchTemplate';
export const CONFIGURATION = 'AWS::AutoScaling::LaunchConfiguration';
export const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
export const NODES = 'AWS::EKS::Nodegroup';
export const BATCH = 'AWS::Batch::ComputeEnvironment';

const PATHS: Readonly<Record<string, string>> = {
  [INSTANCE]: 'InstanceType',
  [TEMPLATE]: 'LaunchTemplateData.InstanceType',
  [CONFIGURATION]: 'InstanceType',
  [GROUP]: 'MixedInstancesPolicy.LaunchTemplate.Overrides.*.InstanceType',
  [NODES]: 'InstanceTypes.*',
  [BATCH]: 'ComputeResources.InstanceTypes.*',
};

/** Types of resources that say of which type instances are. */
export const WITH_INSTANCE_TYPES = Object.keys(PATHS);

/** The instance types that a resource names itself. */
export interface NamedTypes {
  readonly values: readonly PropertyValue[];
  /** Where they are, below `Properties`. */
  readonly property: string;
  readonly isList: boolean;
}

export function instanceTypesOf(resource: WorkloadResource): NamedTypes {
  const path = PATHS[resource.resourceType];
  const [property, rest] = path.split('.*');
  return { values: resource.values(path).filter(({ isAbsent }) => !isAbsent), property, isList: rest !== undefined };
}

/** `m7i-flex` of `m7i-flex.large`; Batch takes families without a size as well. */
export function familyOf(instanceType: string): string {
  return instanceType.split('.')[0];
}

/**
 * The setting of an instance, or else the one that its launch template has for it.
 *
 * @param own path below `Properties` of the instance
 * @param ofTemplate path below `LaunchTemplateData` of the template
 */
export function settingOf(instance: WorkloadResource, own: string, ofTemplate: string): PropertyValue | undefined {
  const value = instance.property(own);
  const reference = instance.property('LaunchTemplate');
  if (!value.isAbsent || reference.isAbsent) return value;
  const [template] = ['LaunchTemplateId', 'LaunchTemplateName'].flatMap(name => reference.property(name).targets(TEMPLATE));
  return template?.property(`LaunchTemplateData.${ofTemplate}`);
}

/** Auto Scaling groups and groups of nodes that launch instances by a template. */
export function launchersOf(template: WorkloadResource): WorkloadResource[] {
  const paths = ['LaunchTemplate', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification'];
  const groups = paths.flatMap(path => ['LaunchTemplateId', 'LaunchTemplateName'].flatMap(name => template.workload.referrersOf(template, GROUP, `${path}.${name}`)));
  const nodes = ['Id', 'Name'].flatMap(name => template.workload.referrersOf(template, NODES, `LaunchTemplate.${name}`));
  return [...new Set([...groups, ...nodes])];
}

/** Whether nothing but single instances of the app launches by a template, which says a part of what they are. */
export function isOfSingleInstances(template: WorkloadResource): boolean {
  const instances = ['LaunchTemplateId', 'LaunchTemplateName'].flatMap(name => template.workload.referrersOf(template, INSTANCE, `LaunchTemplate.${name}`));
  return instances.length > 0 && launchersOf(template).length === 0;
}
