import { aws_s3 as s3, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new s3.Bucket(stack, 'Subject', {
  versioned: true, metrics: [{ id: 'Images', prefix: 'images/' }, { id: 'EntireBucket' }],
  replicationRules: [{ id: 'backup', destination: new s3.Bucket(stack, 'Backup', { versioned: true }), metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES }],
});
