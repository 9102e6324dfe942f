import { aws_s3express as s3express, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new s3express.CfnDirectoryBucket(stack, 'Subject', {
  locationName: 'euw1-az1', dataRedundancy: 'SingleAvailabilityZone', metricsConfigurations: [{ id: 'EntireBucket' }],
});
