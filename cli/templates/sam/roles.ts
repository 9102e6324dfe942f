import type { ResourceEntry } from '../../../src/rules/private/template-unit';
import { isFunction, isObject, itemsOf, present } from '../language/values';
import { made } from './conversion';
import { managedPolicy } from './references';

export interface RoleProps {
  readonly service: string;
  readonly managedPolicies: readonly string[];
  readonly policies?: unknown;
  readonly tags?: unknown;
  readonly permissionsBoundary?: unknown;
  readonly condition?: unknown;
}

/** The role of something that was given none. Policy templates of SAM are left out: rules do not read them. */
export function role({ service, managedPolicies, policies, tags, permissionsBoundary, condition }: RoleProps): ResourceEntry {
  const items = itemsOf(policies);
  const documents = items.filter(item => isObject(item) && 'Statement' in item);
  return made('AWS::IAM::Role', present({
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }] },
    ManagedPolicyArns: [...managedPolicies.map(managedPolicy), ...items.filter(item => typeof item === 'string' || isFunction(item)).map(policyArn)],
    Policies: documents.length > 0 ? documents.map((PolicyDocument, index) => ({ PolicyName: `Policy${index}`, PolicyDocument })) : undefined,
    PermissionsBoundary: permissionsBoundary,
    Tags: tags,
  }), condition);
}

function policyArn(policy: unknown): unknown {
  return typeof policy === 'string' && !policy.startsWith('arn:') ? managedPolicy(policy) : policy;
}
