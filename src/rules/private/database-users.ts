import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { isFrameworkHelper } from './framework-helpers';
import { functionsIn } from './functions';

const FUNCTION = 'AWS::Lambda::Function';
const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const SECRET = 'AWS::SecretsManager::Secret';
const ATTACHMENT = 'AWS::SecretsManager::SecretTargetAttachment';
const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

const GROUPS_OF: readonly (readonly [resourceType: string, path: string])[] = [[INSTANCE, 'VPCSecurityGroups.*'], [CLUSTER, 'VpcSecurityGroupIds.*']];

/** The functions in a VPC that connect to a database as they serve requests, in the order of the construct tree. */
export function functionsThatUse(database: WorkloadResource): readonly WorkloadResource[] {
  return database.workload._once(functionsByDatabase).get(database) ?? [];
}

function functionsByDatabase(workload: Workload): ReadonlyMap<WorkloadResource, WorkloadResource[]> {
  const users = new Map<WorkloadResource, WorkloadResource[]>();
  if (![INSTANCE, CLUSTER].some(type => workload.ofType(type).length > 0)) return users;
  const others = deploymentFunctions(workload);
  for (const fn of workload.ofType(FUNCTION)) {
    if (fn.property('VpcConfig').isAbsent || others.has(fn) || isFrameworkHelper(fn)) continue;
    for (const database of new Set([...namedBy(fn), ...openTo(fn)].map(ofItsCluster))) {
      const list = users.get(database);
      if (list) list.push(fn); else users.set(database, [fn]);
    }
  }
  return users;
}

/** Functions that run when something is deployed or a secret is rotated. */
function deploymentFunctions(workload: Workload): ReadonlySet<WorkloadResource> {
  const custom = workload.resourceTypes.filter(type => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource').flatMap(type => workload.ofType(type));
  const values: PropertyValue[] = [
    ...custom.flatMap(resource => [resource.property('ServiceToken'), resource.property('HandlerArn')]),
    ...workload.ofType('AWS::SecretsManager::RotationSchedule').map(schedule => schedule.property('RotationLambdaARN')),
    ...workload.ofType(FUNCTION).filter(isFrameworkHelper).flatMap(fn => fn.property('Environment.Variables').keys.map(name => fn.property(`Environment.Variables.${name}`))),
  ];
  return new Set(values.flatMap(functionsIn).map(({ fn }) => fn));
}

/** The databases of which a function has the address or the secret. */
function namedBy(fn: WorkloadResource): WorkloadResource[] {
  return fn.property('Environment.Variables').targets(INSTANCE, CLUSTER, SECRET, ATTACHMENT).flatMap(target => {
    if (target.resourceType === ATTACHMENT) return attachedTo(target);
    return target.resourceType === SECRET ? fn.workload.referrersOf(target, ATTACHMENT, 'SecretId').flatMap(attachedTo) : [target];
  });
}

function attachedTo(attachment: WorkloadResource): WorkloadResource[] {
  return attachment.property('TargetId').targets(INSTANCE, CLUSTER);
}

/** The databases whose security group lets in what has the security group of a function. */
function openTo(fn: WorkloadResource): WorkloadResource[] {
  const { workload } = fn;
  const own = fn.values('VpcConfig.SecurityGroupIds.*').flatMap(value => value.targets(GROUP));
  return own.flatMap(group => [
    ...workload.referrersOf(group, INGRESS, 'SourceSecurityGroupId').flatMap(ingress => ingress.property('GroupId').targets(GROUP)),
    ...workload.referrersOf(group, GROUP, 'SecurityGroupIngress.*.SourceSecurityGroupId'),
    // What shares its group with a function tells nothing.
  ].filter(open => !own.includes(open)).flatMap(open => GROUPS_OF.flatMap(([type, path]) => workload.referrersOf(open, type, path))));
}

function ofItsCluster(database: WorkloadResource): WorkloadResource {
  return database.resourceType === INSTANCE ? database.property('DBClusterIdentifier').targets(CLUSTER)[0] ?? database : database;
}
