import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A role with which a rule of EventBridge delivers, to do this and nothing else. */
export function deliveryRole(scope: Construct, id: string, statements: iam.PolicyStatement[]): iam.Role {
  return new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('events.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } } }),
    inlinePolicies: { Deliver: new iam.PolicyDocument({ statements }) },
  });
}
