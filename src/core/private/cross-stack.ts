import { CfnElement, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The stack that nested stacks, if any, belong to. */
export function outermostStack(construct: IConstruct): Stack {
  let stack = Stack.of(construct);
  while (stack.nestedStackParent) stack = stack.nestedStackParent;
  return stack;
}

/**
 * A string as a stack may use it. References to resources of another stack get the strength asked for: a weak one adds no
 * export, so that who observes a stack does not hold it.
 */
export function consumed(value: string, consumer: Stack, strength: ReferenceStrength): string {
  if (!Token.isUnresolved(value)) return value;
  const home = outermostStack(consumer);
  return Tokenization.reverseString(value)
    .mapTokens({ mapToken: token => isForeign(token, home) ? Stack.consumeReference(cfnReference(token), strength) : token })
    .join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
}

function isForeign(token: unknown, home: Stack): token is Reference {
  return Reference.isReference(token) && CfnElement.isCfnElement(token.target) && outermostStack(token.target) !== home;
}

/** L2 attributes wrap the reference of their L1; only the L1's own can change its strength. */
function cfnReference({ target, displayName }: Reference): string {
  if (!CfnResource.isCfnResource(target)) return (target as CfnElement & { ref: string }).ref;
  return displayName === 'Ref' ? target.ref : Token.asString(target.getAtt(displayName));
}
