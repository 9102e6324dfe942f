import { aws_lambda as lambda, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new lambda.Function(stack, 'Subject', {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), reservedConcurrentExecutions: 20,
});
