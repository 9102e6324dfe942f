import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const PROPERTY = 'Tags';
const TEMPLATES = ['LaunchTemplate', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification'];

/** The keys of tags that instances get and do not get; a key that only deployment tells makes them open. */
class InstanceTags {
  public readonly given = new Set<string>();
  public readonly withheld = new Set<string>();
  public isOpen = false;

  public add(tag: PropertyValue, isGiven: boolean | undefined): void {
    const key = tag.property('Key');
    this.isOpen ||= key.isUnknown || isGiven === undefined;
    if (key.text !== undefined && isGiven !== undefined) (isGiven ? this.given : this.withheld).add(key.text);
  }

  /** Tags that a launch template gives to instances. */
  public addTemplate(reference: PropertyValue): void {
    if (reference.isAbsent) return;
    const [template] = ['LaunchTemplateId', 'LaunchTemplateName'].flatMap(name => reference.property(name).targets(TEMPLATE));
    if (!template) {
      this.isOpen = true;
      return;
    }
    for (const specification of template.values('LaunchTemplateData.TagSpecifications.*')) {
      const type = specification.property('ResourceType');
      this.isOpen ||= type.isUnknown;
      if (type.text === 'instance') for (const tag of specification.values('Tags.*')) this.add(tag, true);
    }
  }
}

function tagsOf(group: WorkloadResource): InstanceTags {
  const tags = new InstanceTags();
  // CloudFormation gives the tags of a stack to instances as well.
  for (const key of group.stackTags) tags.given.add(key);
  for (const tag of group.values(`${PROPERTY}.*`)) {
    const isPropagated = tag.property('PropagateAtLaunch');
    tags.add(tag, isPropagated.isUnknown ? undefined : isPropagated.flag === true);
  }
  for (const path of TEMPLATES) tags.addTemplate(group.property(path));
  return tags;
}

export default defineRule({
  id: 'OE-AsgTagPropagation',
  bestPractices: ['OPS02-BP01'],
  level: RuleLevel.WARNING,
  title: 'Auto Scaling groups hand their tags to the instances',
  why: 'What is on fire, patched or paid for is the instance, and it does not tell whose it is',
  remedy: 'Tag the group with Tags.of(group).add(\'owner\', \'orders-team\'), which reaches the instances unless applyToLaunchedInstances is false',
  resourceTypes: [GROUP],
  check: (group, { requiredTags }) => {
    const { given, withheld, isOpen } = tagsOf(group);
    const lost = requiredTags.filter(key => withheld.has(key) && !given.has(key));
    const isBare = given.size === 0;
    if (!isBare && lost.length === 0) return Verdict.COMPLIANT;
    if (isOpen) return Verdict.UNKNOWN;
    return Verdict.violating({ message: lost.length > 0 ? `Instances do not get the tag ${lost.join(' and ')} of the group` : 'Instances get no tag at all', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a tag for the group and its instances',
      resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4', Tags: [{ Key: 'owner', Value: 'orders-team', PropagateAtLaunch: true }] } } },
      cdk: `new autoscaling.CfnAutoScalingGroup(this, 'Servers', {
  minSize: '1',
  maxSize: '4',
  tags: [{ key: 'owner', value: 'orders-team', propagateAtLaunch: true }],
});`,
    },
    {
      title: 'tags from the launch template',
      resources: {
        Servers: {
          Type: GROUP,
          Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' }, Tags: [{ Key: 'owner', Value: 'orders-team', PropagateAtLaunch: false }] },
        },
        Template: {
          Type: TEMPLATE,
          Properties: { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'owner', Value: 'orders-team' }] }] } },
        },
      },
    },
    {
      title: 'a tag that is about the group alone',
      resources: {
        Servers: {
          Type: GROUP,
          Properties: { Tags: [{ Key: 'owner', Value: 'orders-team', PropagateAtLaunch: 'true' }, { Key: 'scaling-plan', Value: 'nightly', PropagateAtLaunch: false }] },
        },
      },
    },
  ],
  violating: [
    {
      title: 'an owner whom instances do not know',
      resources: {
        Servers: {
          Type: GROUP,
          Properties: { Tags: [{ Key: 'Name', Value: 'Servers', PropagateAtLaunch: true }, { Key: 'owner', Value: 'orders-team', PropagateAtLaunch: false }] },
        },
      },
      cdk: `new autoscaling.CfnAutoScalingGroup(this, 'Servers', {
  minSize: '1',
  maxSize: '4',
  tags: [
    { key: 'Name', value: 'Servers', propagateAtLaunch: true },
    { key: 'owner', value: 'orders-team', propagateAtLaunch: false },
  ],
});`,
    },
    { title: 'no tags', resources: { Servers: { Type: GROUP, Properties: { MinSize: '1', MaxSize: '4' } } } },
    {
      title: 'a launch template that tags volumes only',
      resources: {
        Servers: { Type: GROUP, Properties: { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } } } },
        Template: {
          Type: TEMPLATE,
          Properties: { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'owner', Value: 'orders-team' }] }] } },
        },
      },
    },
  ],
  ignored: [
    { title: 'the tags are a parameter', resources: { Servers: { Type: GROUP, Properties: { Tags: { Ref: 'Tags' } } } } },
    {
      title: 'a parameter says whether instances get the tag',
      resources: { Servers: { Type: GROUP, Properties: { Tags: [{ Key: 'owner', Value: 'orders-team', PropagateAtLaunch: { Ref: 'Propagate' } }] } } },
    },
    {
      title: 'a launch template of another app, which may have tags',
      resources: { Servers: { Type: GROUP, Properties: { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } } } },
    },
  ],
});
