import { aws_iam as iam, type CfnResource } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { markOwn } from '../../../core/private/own-constructs';
import { acknowledgeWildcards, type Wildcards } from '../acknowledge-wildcards';

/** A policy for a role of this app, beside what the role has. */
export interface Grant {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
  /** Why it has wildcards, where it has any. */
  readonly wildcards?: Wildcards;
}

/** Gives a role a policy that refers to nothing else, once: whoever shares the role shares the policy. */
export function grantOnce(role: CfnResource, grant: Grant): void {
  if (!role.node.tryFindChild(grant.name)) grantIn(role, role, grant);
}

/** Gives a role a policy that stands elsewhere: what depends on a role depends on all below it, which could go round in a circle. */
export function grantIn(scope: Construct, role: CfnResource, { name, statements, wildcards }: Grant): void {
  const policy = new iam.CfnPolicy(scope, name, {
    policyName: `CdkPillars${name}${scope === role ? '' : scope.node.addr.slice(-8)}`,
    roles: [role.ref],
    policyDocument: new iam.PolicyDocument({ statements: [...statements] }),
  });
  markOwn(policy);
  if (wildcards !== undefined) acknowledgeWildcards(policy, wildcards);
}
