import { aws_iam as iam, aws_s3 as s3, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What the bucket has to take. */
export interface LogBucketNeeds {
  readonly retention: Duration;
  /** Whether CloudFront writes to it, which it does by the access control list. */
  readonly takesAcls: boolean;
  /** Whether deliveries come from other Regions, as those of Global Accelerator do. */
  readonly isGlobal: boolean;
}

const DELIVERY = 'delivery.logs.amazonaws.com';
const LOAD_BALANCING = 'logdelivery.elasticloadbalancing.amazonaws.com';

/** A bucket that the services which deliver logs may write to, for this account, and nobody else. */
export function logBucket(scope: Construct, { retention, takesAcls, isGlobal }: LogBucketNeeds): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'Bucket', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: takesAcls ? s3.ObjectOwnership.BUCKET_OWNER_PREFERRED : s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [{
      id: 'DropOldLogs', expiration: Duration.days(Math.ceil(retention.toDays({ integral: false }))), abortIncompleteMultipartUploadAfter: Duration.days(1),
    }],
  });
  const { account, region, partition } = Stack.of(scope);
  const ofAccount = { StringEquals: { 'aws:SourceAccount': account } };
  const ofLogs = { ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${isGlobal ? '*' : region}:${account}:*` } };
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'LogDeliveryWrite', principals: [new iam.ServicePrincipal(DELIVERY)], actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`*/AWSLogs/${account}/*`)],
    conditions: { StringEquals: { ...ofAccount.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' }, ...ofLogs },
  }));
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'LogDeliveryCheck', principals: [new iam.ServicePrincipal(DELIVERY)], actions: ['s3:GetBucketAcl', 's3:ListBucket'], resources: [bucket.bucketArn],
    conditions: { ...ofAccount, ...ofLogs },
  }));
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'LoadBalancerWrite', principals: [new iam.ServicePrincipal(LOAD_BALANCING)], actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`alb/AWSLogs/${account}/*`)],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` } },
  }));
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions::AwsSolutions-S1', reason: 'the bucket holds logs itself: a log of who delivers logs would be the same once more' });
  return bucket;
}
