import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

/** Refuses to change what stands in another stack: each of the two stacks would need the other one first. */
export function requireSameStack(where: IConstruct, what: string, deployed: IConstruct): void {
  const [own, other] = [where, deployed].map(construct => Stack.of(construct));
  if (own === other) return;
  throw complaint(where, {
    what: `${what} ${deployed.node.path} is in another stack, and each would need the other one first`, received: other.node.path, valid: own.node.path,
    fix: `Make the deployment in the stack of ${what}`,
  });
}
