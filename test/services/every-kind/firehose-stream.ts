import { aws_kinesisfirehose as firehose, aws_s3 as s3, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new firehose.DeliveryStream(stack, 'Subject', {
  destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Records')), encryption: firehose.StreamEncryption.awsOwnedKey(),
});
