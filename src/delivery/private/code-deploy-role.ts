import { aws_iam as iam, Validations } from 'aws-cdk-lib';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * What CodeDeploy needs to shift an alias, and no other: narrower than its managed policy.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
 */
export function codeDeployRole(scope: Construct, id: string, alias: Alias): iam.Role {
  const { functionArn } = alias.lambda;
  const role = new iam.Role(scope, id, {
    description: 'Shifts the traffic of an alias by CodeDeploy',
    assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
    inlinePolicies: {
      Shift: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['lambda:UpdateAlias', 'lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig'], resources: [functionArn, `${functionArn}:${alias.aliasName}`],
          }),
          new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
        ],
      }),
    },
  });
  Validations.of(role).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'Composite alarms are described to those only that may describe all alarms',
  });
  return role;
}
