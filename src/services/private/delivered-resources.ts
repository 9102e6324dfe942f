import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import { functionOf, isDelivered, isFunction } from '../../delivery/private/delivered';
import { referencesIn } from '../../signals/private/peek';

/** Whether a resource tells of deployments or incidents, or leads to some that do. */
export function isRelevant(construct: IConstruct): construct is CfnResource {
  return isDelivered(construct) || isFunction(construct);
}

/** What tells of deployments and incidents of a service: some of what it holds, aliases of its functions, and the deployment groups of these aliases. */
export function deliveredResources(held: readonly CfnResource[]): CfnResource[] {
  const functions = new Set(held.filter(isFunction));
  const stacks = new Set([...functions].map(outermostStack));
  const aliases = [...stacks].flatMap(stack => stack.node.findAll()).filter(isAlias).filter(alias => functions.has(functionOf(alias)!));
  const found = new Set([...held.filter(isDelivered), ...aliases]);
  for (const alias of [...found].filter(isAlias)) for (const group of groupsOf(alias)) found.add(group);
  return [...found];
}

function isAlias(construct: IConstruct): construct is CfnResource {
  return isDelivered(construct) && construct.cfnResourceType === 'AWS::Lambda::Alias';
}

function groupsOf({ cfnOptions }: CfnResource): CfnResource[] {
  const name = cfnOptions.updatePolicy?.codeDeployLambdaAliasUpdate?.deploymentGroupName;
  return referencesIn(name).map(({ target }) => target).filter(isDelivered);
}
