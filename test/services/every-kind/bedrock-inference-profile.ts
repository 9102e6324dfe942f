import { aws_bedrock as bedrock, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new bedrock.CfnApplicationInferenceProfile(stack, 'Subject', {
  inferenceProfileName: 'orders',
  modelSource: { copyFrom: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0' },
});
