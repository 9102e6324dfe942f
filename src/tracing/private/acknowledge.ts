import { Validations, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { peek, peekProperty } from '../../signals/private/peek';

const ACKNOWLEDGED = new WeakMap<IConstruct, Set<string>>();

const PACK = 'AwsSolutions';

/** Accepts a finding of a construct, once. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  const known = ACKNOWLEDGED.get(construct) ?? new Set();
  if (known.has(id)) return;
  ACKNOWLEDGED.set(construct, known.add(id));
  Validations.of(construct).acknowledge({ id: `${PACK}::${id}`, reason });
}

/** X-Ray has no ARN for what is written to it. Where the app gives its own role every resource, that finding stays. */
export function acknowledgeTraceResources(role: CfnResource, policyName: string): void {
  const others = (peekProperty(role, 'Policies') as any[]).filter(policy => (policy.PolicyName ?? policy.policyName) !== policyName);
  if (others.some(policy => namesEverything(policy.PolicyDocument ?? policy.policyDocument))) return;
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', `${policyName} allows actions of X-Ray only, which know no resources to name`);
}

function namesEverything(document: unknown): boolean {
  const statements = statementsOf(peek(document));
  return statements.some(statement => [statement.resources ?? statement.Resource].flat().includes('*'));
}

/** Statements of a document as the CDK keeps it, or as a template has it. */
function statementsOf(document: any): any[] {
  if (typeof document?.toJSON === 'function') return [document.toJSON()?.Statement ?? []].flat();
  return [document?.Statement ?? []].flat();
}
