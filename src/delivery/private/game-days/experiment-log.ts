import { aws_iam as iam } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What the role of an experiment needs so that its log is delivered; IAM knows no resource for any of it.
 *
 * Source: Amazon CloudWatch Logs User Guide, logs sent to CloudWatch Logs.
 */
export function logStatement(): PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['logs:CreateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'], resources: ['*'],
  });
}
