import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn } from './functions';

const BEHAVIORS = ['DistributionConfig.DefaultCacheBehavior', 'DistributionConfig.CacheBehaviors.*'];

/** Whether a function runs at CloudFront: a distribution of the app names it, or its role lets CloudFront replicate it. */
export function isEdgeFunction(fn: WorkloadResource): boolean {
  return fn.workload._once(associatedFunctions).has(fn) || fn.property('Role').targets('AWS::IAM::Role').some(isEdgeRole);
}

/** Functions share roles, and many rules ask. */
function isEdgeRole(role: WorkloadResource): boolean {
  const known = role.workload._once(noRoles);
  let answer = known.get(role);
  if (answer === undefined) known.set(role, answer = admitsEdge(role));
  return answer;
}

function noRoles(_: Workload): Map<WorkloadResource, boolean> {
  return new Map();
}

function associatedFunctions(workload: Workload): ReadonlySet<WorkloadResource> {
  const associations = workload.ofType('AWS::CloudFront::Distribution').flatMap(distribution =>
    BEHAVIORS.flatMap(path => distribution.values(`${path}.LambdaFunctionAssociations.*.LambdaFunctionARN`)));
  return new Set(associations.flatMap(functionsIn).map(({ fn }) => fn));
}

function admitsEdge(role: WorkloadResource): boolean {
  return membersOf(role.property('AssumeRolePolicyDocument.Statement'))
    .flatMap(statement => membersOf(statement.property('Principal.Service')))
    .some(({ text }) => text === 'edgelambda.amazonaws.com');
}

/** The members of a list, or what a policy may have in place of a list of one. */
function membersOf(value: PropertyValue): PropertyValue[] {
  return value.isList ? value.items : [value];
}
