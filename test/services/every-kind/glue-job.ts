import { aws_glue as glue, aws_iam as iam, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new glue.CfnJob(stack, 'Subject', {
  role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('glue.amazonaws.com') }).roleArn,
  command: { name: 'glueetl', scriptLocation: 's3://scripts/orders.py' },
  glueVersion: '5.0',
  workerType: 'G.1X',
  numberOfWorkers: 4,
  defaultArguments: { '--enable-metrics': '', '--enable-observability-metrics': 'true' },
});
