import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn } from './functions';

/** Where the provider framework of the CDK has the functions that it calls. */
const USER_FUNCTIONS = ['USER_ON_EVENT_FUNCTION_ARN', 'USER_IS_COMPLETE_FUNCTION_ARN'];

/** Whether CloudFormation waits for a function while it deploys. */
export function handlesCustomResources(fn: WorkloadResource): boolean {
  return fn.workload._once(handlers).has(fn);
}

function handlers(workload: Workload): ReadonlySet<WorkloadResource> {
  const types = workload.resourceTypes.filter(type => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  const tokens = types.flatMap(type => workload.ofType(type).map(resource => resource.property('ServiceToken')));
  const named = tokens.flatMap(functionsIn).map(({ fn }) => fn);
  const behind = named.flatMap(fn => USER_FUNCTIONS.flatMap(name => functionsIn(fn.property(`Environment.Variables.${name}`)))).map(({ fn }) => fn);
  return new Set([...named, ...behind]);
}
