import { Duration, Validations, aws_s3 as s3 } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { markOwn } from '../../core/private/own-constructs';

/** Where canaries put screenshots, HAR files and logs: encrypted, closed to the public, and expiring. */
export function artifactsBucket(scope: Construct, id: string, retention: Duration, encryptionKey?: IKey): s3.Bucket {
  const bucket = new s3.Bucket(scope, id, {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    ...encryptionKey
      ? { encryption: s3.BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
      : { encryption: s3.BucketEncryption.S3_MANAGED },
    lifecycleRules: [{ expiration: retention, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  markOwn(bucket);
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions::AwsSolutions-S1',
    reason: 'The bucket holds what canaries saw, for days, and no data of users: nobody but the canaries writes to it, and who reads it is in CloudTrail where data events are on',
  });
  return bucket;
}
