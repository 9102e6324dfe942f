import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::ManagedPolicy';

/** Policies of AWS that let Systems Manager manage an instance. */
const MANAGING = /:aws:policy\/(AmazonSSMManagedInstanceCore|AdministratorAccess|PowerUserAccess|service-role\/AmazonEC2RoleforSSM)$/;
const OF_AWS = /:aws:policy\//;
const ACTION = /^(\*|ssm:\*|ssm:Update\*|ssm:UpdateInstanceInformation)$/i;

/** Whether something is so; `undefined` where only deployment can tell. */
type Answer = boolean | undefined;

/** Whether the roles of an instance profile let Systems Manager manage the instance. */
export function isManagedBySsm(profile: PropertyValue): Answer {
  const [found] = profile.targets('AWS::IAM::InstanceProfile');
  if (!found) return undefined;
  const roles = found.property('Roles');
  if (roles.isUnknown) return undefined;
  return anyOf(roles.items.map(value => {
    const [role] = value.targets(ROLE);
    return role && admitsSsm(role);
  }));
}

function admitsSsm(role: WorkloadResource): Answer {
  const { workload } = role;
  const attached = role.property('ManagedPolicyArns');
  return anyOf([
    ...attached.isUnknown ? [undefined] : attached.items.map(isManagingPolicy),
    ...role.values('Policies.*.PolicyDocument').map(isManagingDocument),
    ...workload.referrersOf(role, 'AWS::IAM::Policy', 'Roles.*').map(policy => isManagingDocument(policy.property('PolicyDocument'))),
    ...workload.referrersOf(role, 'AWS::IAM::RolePolicy', 'RoleName').map(policy => isManagingDocument(policy.property('PolicyDocument'))),
    ...workload.referrersOf(role, POLICY, 'Roles.*').map(policy => isManagingDocument(policy.property('PolicyDocument'))),
  ]);
}

function isManagingPolicy(arn: PropertyValue): Answer {
  if (MANAGING.test(arn.knownText)) return true;
  const [policy] = arn.targets(POLICY);
  if (policy) return isManagingDocument(policy.property('PolicyDocument'));
  return OF_AWS.test(arn.knownText) ? false : undefined;
}

function isManagingDocument(document: PropertyValue): Answer {
  return anyOf(membersOf(document.property('Statement')).map(statement => {
    const effect = statement.property('Effect');
    if (effect.isUnknown) return undefined;
    if (effect.text !== 'Allow') return false;
    return anyOf(membersOf(statement.property('Action')).map(action => action.isUnknown ? undefined : ACTION.test(action.text ?? '')));
  }));
}

/** The members of a list, or what a policy may have in place of a list of one. */
function membersOf(value: PropertyValue): PropertyValue[] {
  return value.isList ? value.items : [value];
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}
