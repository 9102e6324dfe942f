import { Stack, Token, aws_iam as iam, type CfnResource } from 'aws-cdk-lib';
import { peekProperty } from '../../signals/private/peek';
import { acknowledge } from './acknowledge';

/** Attaches a policy that AWS manages to a role of the app; answers whether it is attached. */
export function attachManagedPolicy(role: CfnResource, name: string, reason: string): boolean {
  const arns = peekProperty(role, 'ManagedPolicyArns');
  if (arns !== undefined && (!Array.isArray(arns) || Token.isUnresolved(arns))) return false;
  const stack = Stack.of(role);
  const isAttached = arns?.some((arn: unknown) => JSON.stringify(stack.resolve(arn)).includes(`:policy/${name}"`));
  if (isAttached) return true;
  const { scope } = role.node;
  if (scope instanceof iam.Role) {
    scope.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name));
  } else {
    const arn = `arn:${stack.partition}:iam::aws:policy/${name}`;
    // An index alone makes no list where there is none.
    if (arns === undefined || arns.length === 0) role.addPropertyOverride('ManagedPolicyArns', [arn]);
    else role.addPropertyOverride(`ManagedPolicyArns.${arns.length}`, arn);
  }
  acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`, reason);
  return true;
}
