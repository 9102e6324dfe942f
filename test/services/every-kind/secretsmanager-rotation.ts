import { aws_lambda as lambda, aws_secretsmanager as secretsmanager, Duration, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new secretsmanager.Secret(stack, 'Secret').addRotationSchedule('Subject', {
  automaticallyAfter: Duration.days(5),
  rotationLambda: new lambda.Function(stack, 'Rotate', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  }),
});
