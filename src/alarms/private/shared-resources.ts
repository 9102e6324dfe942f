import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { isOwn, markOwn } from '../../core/private/own-constructs';

const ID = 'AlarmRoutes';

/** What routes of all services of a stack share: one scope for each thing that is known by its content, made when it is first asked for. */
export function shared<T extends Construct>(
  service: Construct, kind: string, content: readonly string[], make: (scope: Construct, id: string) => T,
): T {
  const stack = Stack.of(service);
  const existing = stack.node.tryFindChild(ID);
  if (existing && !isOwn(existing)) throw complaint(service, { what: `the stack has a construct called ${ID} already`, fix: 'Give it another id' });
  const scope = existing as Construct | undefined ?? new Construct(stack, ID);
  if (!existing) markOwn(scope);
  const id = content.length === 0 ? kind : `${kind}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`;
  return scope.node.tryFindChild(id) as T | undefined ?? make(scope, id);
}
