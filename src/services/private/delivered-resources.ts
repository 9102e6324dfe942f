import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isDelivered } from '../../delivery/private/delivered';
import { referencesIn } from '../../signals/private/peek';
import { StackResources } from '../../signals/private/stack-resources';

const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';

/** Whether a resource tells of deployments or incidents, or leads to some that do. */
export function isRelevant(construct: IConstruct): construct is CfnResource {
  return isDelivered(construct) || (CfnResource.isCfnResource(construct) && construct.cfnResourceType === FUNCTION);
}

/** What tells of deployments and incidents of a service: some of what it holds, aliases of its functions, and the deployment groups of these aliases. */
export function deliveredResources(held: readonly CfnResource[]): CfnResource[] {
  const own = held.filter(isDelivered);
  const functions = held.filter(({ cfnResourceType }) => cfnResourceType === FUNCTION);
  const aliases = functions.flatMap(each => StackResources.around(each).referrersOf(each, undefined, ALIAS, 'FunctionName'));
  const found = new Set([...own, ...aliases]);
  for (const resource of [...found]) if (resource.cfnResourceType === ALIAS) for (const group of groupsOf(resource)) found.add(group);
  return [...found];
}

function groupsOf({ cfnOptions }: CfnResource): CfnResource[] {
  const name = cfnOptions.updatePolicy?.codeDeployLambdaAliasUpdate?.deploymentGroupName;
  return referencesIn(name).map(({ target }) => target).filter(isDelivered);
}
