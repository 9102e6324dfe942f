import { defineRule } from '../private/define-rule';
import { isManagedBySsm } from '../private/instance-roles';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const INSTANCE = 'AWS::EC2::Instance';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const CONFIGURATION = 'AWS::AutoScaling::LaunchConfiguration';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROPERTY = 'IamInstanceProfile';
const TEMPLATE_PATHS = ['LaunchTemplate', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification', 'MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification'];

/** Launch templates of which instances start with nothing but what is in the template; other users give a profile of their own. */
function startingTemplates(workload: Workload): ReadonlySet<WorkloadResource> {
  const groups = workload.ofType(GROUP).flatMap(group => TEMPLATE_PATHS.flatMap(path => group.values(path)));
  const instances = workload.ofType(INSTANCE).filter(instance => instance.property(PROPERTY).isAbsent).map(instance => instance.property('LaunchTemplate'));
  return new Set([...groups, ...instances].flatMap(named => ['LaunchTemplateId', 'LaunchTemplateName'].flatMap(name => named.property(name).targets(TEMPLATE))));
}

function profileOf(resource: WorkloadResource): PropertyValue {
  if (resource.resourceType !== TEMPLATE) return resource.property(PROPERTY);
  const profile = resource.property(`LaunchTemplateData.${PROPERTY}`);
  const name = profile.property('Name');
  return profile.isUnknown || !name.isAbsent ? name : profile.property('Arn');
}

/** Whether a profile may come from where no rule sees it here: a launch template, or who uses one. */
function isCompletedElsewhere(resource: WorkloadResource): boolean {
  if (resource.resourceType === TEMPLATE) return !resource.workload._once(startingTemplates).has(resource);
  return resource.resourceType === INSTANCE && !resource.property('LaunchTemplate').isAbsent;
}

const trusting = { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] } };
const server = (role: object) => ({
  Server: { Type: INSTANCE, Properties: { IamInstanceProfile: { Ref: 'Profile' } } },
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
  Role: { Type: 'AWS::IAM::Role', Properties: { ...trusting, ...role } },
});
const CORE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonSSMManagedInstanceCore']] };

const code = (options: string) => `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),${options}
});`;

export default defineRule({
  id: 'OE-Ec2SsmManaged',
  bestPractices: ['OPS05-BP05', 'OPS07-BP04'],
  level: RuleLevel.WARNING,
  title: 'Instances are managed by Systems Manager',
  why: 'Without it nobody can patch the instance, take its inventory, run an automation on it or open a session where there is no SSH',
  remedy: 'Set ssmSessionPermissions: true, which adds AmazonSSMManagedInstanceCore to the role, or acknowledge the rule where Default Host Management does it',
  resourceTypes: [INSTANCE, TEMPLATE, CONFIGURATION],
  check: resource => {
    const profile = profileOf(resource);
    if (profile.isAbsent) {
      if (isCompletedElsewhere(resource)) return Verdict.NOT_APPLICABLE;
      return Verdict.violating({ message: 'There is no instance profile, and with it no permission for Systems Manager' });
    }
    const answer = isManagedBySsm(profile);
    if (answer === undefined) return Verdict.UNKNOWN;
    return answer ? Verdict.COMPLIANT : Verdict.violating({ message: 'The role of the instance does not let Systems Manager manage it' });
  },
  compliant: [
    { title: 'the policy of AWS', resources: server({ ManagedPolicyArns: [CORE] }), cdk: code('\n  ssmSessionPermissions: true,') },
    {
      title: 'the permission itself',
      resources: {
        ...server({}),
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['ssmmessages:*', 'ssm:UpdateInstanceInformation'], Resource: '*' }] } },
        },
      },
    },
    {
      title: 'a launch template',
      resources: {
        Servers: { Type: TEMPLATE, Properties: { LaunchTemplateData: { IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } } } } },
        Profile: server({}).Profile,
        Role: server({ ManagedPolicyArns: [CORE] }).Role,
      },
    },
  ],
  violating: [
    { title: 'a role for other purposes', resources: server({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }), cdk: code('') },
    { title: 'no role', resources: { Server: { Type: INSTANCE, Properties: { InstanceType: 'm7g.large' } } } },
    { title: 'a launch configuration without a role', resources: { Servers: { Type: CONFIGURATION, Properties: { InstanceType: 'm7g.large' } } } },
    {
      title: 'a launch template of an Auto Scaling group without a role',
      resources: {
        Template: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 'm7g.large' } } },
        Servers: { Type: GROUP, Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
      },
    },
  ],
  ignored: [
    { title: 'the profile is a parameter', resources: { Server: { Type: INSTANCE, Properties: { IamInstanceProfile: { Ref: 'ProfileName' } } } } },
    { title: 'a policy of another app, which may allow it', resources: server({ ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/servers'] }) },
    { title: 'a launch template of nodes of EKS, which get their role elsewhere', resources: { Nodes: { Type: TEMPLATE, Properties: { LaunchTemplateData: { InstanceType: 'm7g.large' } } } } },
    {
      title: 'an instance of a launch template, which is judged',
      resources: { Server: { Type: INSTANCE, Properties: { LaunchTemplate: { LaunchTemplateName: 'servers', Version: '1' } } } },
    },
  ],
});
