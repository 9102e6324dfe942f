import { Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import { peekProperty } from '../../signals/private/peek';

/** Whether events about a construct come by where another one is: in the same account and Region. */
export function isBeside(construct: IConstruct, other: IConstruct): boolean {
  const [there, here] = [outermostStack(construct), outermostStack(other)];
  return there.account === here.account && there.region === here.region;
}

/** The names of the stacks of constructs, where events about them come by. A name is known, unless the maker of the stack made it a token. */
export function stackNamesOf(constructs: readonly IConstruct[], home: IConstruct): string[] {
  const stacks = [...new Set(constructs.map(outermostStack))];
  return stacks.filter(stack => !Token.isUnresolved(stack.stackName) && isBeside(stack, home)).map(({ stackName }) => stackName);
}

/** The application and the name of a deployment group of CodeDeploy. */
export function deploymentGroupOf(group: CfnResource): readonly [application: string, group: string] | undefined {
  const application = textOf(group, 'ApplicationName');
  return application === undefined ? undefined : [application, group.ref];
}

/** A property that is a text, or the token of one. */
export function textOf(resource: CfnResource, property: string): string | undefined {
  const value: unknown = peekProperty(resource, property);
  return value === undefined || typeof value === 'string' ? value : Token.asString(value);
}
