import { aws_iam as iam, type CfnResource } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcards } from './acknowledge-wildcards';

/** Gives a role of this app a policy once, beside what it has; whoever shares the role shares the policy. */
export function grant(role: CfnResource, name: string, statements: readonly PolicyStatement[], wildcards?: string): void {
  if (role.node.tryFindChild(name)) return;
  const policy = new iam.CfnPolicy(role, name, {
    policyName: `CdkPillars${name}`,
    roles: [role.ref],
    policyDocument: new iam.PolicyDocument({ statements: [...statements] }),
  });
  if (wildcards !== undefined) acknowledgeWildcards(policy, wildcards);
}
