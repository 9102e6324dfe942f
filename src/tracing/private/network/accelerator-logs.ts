import { aws_iam as iam, custom_resources as custom, Stack, Validations } from 'aws-cdk-lib';
import type { IAccelerator } from 'aws-cdk-lib/aws-globalaccelerator';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge-wildcards';

/** Where the API of Global Accelerator is. */
const REGION = 'us-west-2';

/** Has accelerators log their flows to a bucket, and stop when the construct is removed. */
export function logAccelerators(scope: Construct, accelerators: readonly IAccelerator[], bucket: Bucket): void {
  const hadHandler = handlerIn(scope) !== undefined;
  for (const accelerator of accelerators) {
    const { acceleratorArn: AcceleratorArn } = accelerator;
    const update = (parameters: object): custom.AwsSdkCall => ({
      service: 'GlobalAccelerator', action: 'updateAcceleratorAttributes', region: REGION, parameters: { AcceleratorArn, ...parameters },
      physicalResourceId: custom.PhysicalResourceId.of(`flow-logs-${accelerator.node.addr}`),
    });
    const on = update({ FlowLogsEnabled: true, FlowLogsS3Bucket: bucket.bucketName, FlowLogsS3Prefix: 'accelerator' });
    const resource = new custom.AwsCustomResource(scope, `Accelerator${accelerator.node.addr.slice(-8)}`, {
      onCreate: on, onUpdate: on, onDelete: update({ FlowLogsEnabled: false }), installLatestAwsSdk: false,
      policy: custom.AwsCustomResourcePolicy.fromStatements([
        new iam.PolicyStatement({ actions: ['globalaccelerator:UpdateAcceleratorAttributes'], resources: [AcceleratorArn] }),
        new iam.PolicyStatement({ actions: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery'], resources: ['*'] }),
        new iam.PolicyStatement({ actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'], resources: [bucket.bucketArn] }),
      ]),
    });
    resource.node.addDependency(bucket.policy!);
    acknowledgeWildcards(resource, { resources: ['*'], reason: 'log deliveries cannot be named as resources' });
  }
  const handler = handlerIn(scope);
  if (!handler || hadHandler) return;
  Validations.of(handler).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: 'the CDK makes the role of its own custom resources, which lets it write its log',
  });
}

/** The function behind all custom resources of this kind in a stack. */
function handlerIn(scope: Construct): Construct | undefined {
  return Stack.of(scope).node.tryFindChild(`AWS${custom.AwsCustomResource.PROVIDER_FUNCTION_UUID.replace(/-/g, '')}`) as Construct | undefined;
}
