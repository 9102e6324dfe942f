import type { IConstruct } from 'constructs';

const ENFORCED = Symbol.for('cdk-pillars.enforced');

/** Notes that a pack reports about a construct and what is under it, so that others need not say the same. */
export function markEnforced(scope: IConstruct, packName: string): void {
  const marked = scope as IConstruct & { [ENFORCED]?: string[] };
  Object.defineProperty(scope, ENFORCED, { value: [...marked[ENFORCED] ?? [], packName], configurable: true });
}

/** Whether a pack reports about a construct. */
export function isEnforced(construct: IConstruct, packName: string): boolean {
  return construct.node.scopes.some(scope => (scope as IConstruct & { [ENFORCED]?: string[] })[ENFORCED]?.includes(packName));
}
