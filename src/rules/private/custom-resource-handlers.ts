import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn } from './functions';

/** Whether CloudFormation waits for a function while it deploys. */
export function handlesCustomResources(fn: WorkloadResource): boolean {
  return fn.workload._once(handlers).has(fn);
}

function handlers(workload: Workload): ReadonlySet<WorkloadResource> {
  const types = workload.resourceTypes.filter(type => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  const tokens = types.flatMap(type => workload.ofType(type).map(resource => resource.property('ServiceToken')));
  return new Set(tokens.flatMap(functionsIn).map(({ fn }) => fn));
}
