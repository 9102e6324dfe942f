import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn } from './functions';

const BEHAVIORS = ['DistributionConfig.DefaultCacheBehavior', 'DistributionConfig.CacheBehaviors.*'];

/** Whether a function runs at CloudFront: a distribution of the app names it, or its role lets CloudFront replicate it. */
export function isEdgeFunction(fn: WorkloadResource): boolean {
  return fn.workload._once(associatedFunctions).has(fn) || fn.property('Role').targets('AWS::IAM::Role').some(admitsEdge);
}

function associatedFunctions(workload: Workload): ReadonlySet<WorkloadResource> {
  const associations = workload.ofType('AWS::CloudFront::Distribution').flatMap(distribution =>
    BEHAVIORS.flatMap(path => distribution.values(`${path}.LambdaFunctionAssociations.*.LambdaFunctionARN`)));
  return new Set(associations.flatMap(functionsIn).map(({ fn }) => fn));
}

function admitsEdge(role: WorkloadResource): boolean {
  const services = role.values('AssumeRolePolicyDocument.Statement.*.Principal.Service');
  return services.flatMap((service): PropertyValue[] => service.isList ? service.items : [service]).some(({ text }) => text === 'edgelambda.amazonaws.com');
}
