import { aws_s3 as s3, aws_synthetics as synthetics, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new synthetics.Canary(stack, 'Subject', {
  runtime: new synthetics.Runtime('syn-nodejs-puppeteer-13.0', synthetics.RuntimeFamily.NODEJS),
  test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
  artifactsBucketLocation: { bucket: s3.Bucket.fromBucketName(stack, 'Artifacts', 'canary-artifacts') },
});
