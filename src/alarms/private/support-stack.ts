import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import { isOwn, markOwn } from '../../core/private/own-constructs';

/** A stack name has this many characters at most. */
const NAME_LENGTH = 128;

/**
 * A scope for the alarms of one service in another Region. It stands in a support stack that all services of a stack share. The support stack is named after
 * that stack, which is what tells the apps of an account apart, and is below it in the tree, so that tags, aspects and acknowledgements of the stack hold.
 */
export function supportScope(service: Construct, region: string, id: string): Construct {
  return new Construct(supportStack(service, region), id);
}

function supportStack(service: Construct, region: string): Stack {
  const home = outermostStack(service);
  const id = `alarms-${region}`;
  const existing = home.node.tryFindChild(id);
  if (existing && Stack.isStack(existing) && isOwn(existing)) return existing;
  const stackName = `${home.stackName}-${id}`;
  if (stackName.length > NAME_LENGTH) {
    throw complaint(service, {
      what: `the name of the support stack for alarms in ${region} is too long`, received: stackName, valid: `${NAME_LENGTH} characters at most`,
      fix: `Give the stack ${home.node.path} a shorter stackName`,
    });
  }
  const stack = new Stack(home, id, {
    stackName,
    description: `Alarms of ${home.stackName} on metrics that are published in ${region} only`,
    env: { region, ...Token.isUnresolved(home.account) ? {} : { account: home.account } },
    tags: home.tags.tagValues(),
    terminationProtection: home.terminationProtection,
  });
  markOwn(stack);
  return stack;
}
