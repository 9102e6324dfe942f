import { aws_iam as iam, aws_pipes as pipes, aws_sqs as sqs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const source = new sqs.Queue(stack, 'Source');
  const target = new sqs.Queue(stack, 'Target');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com') });
  source.grantConsumeMessages(role);
  target.grantSendMessages(role);
  return new pipes.CfnPipe(stack, 'Subject', { roleArn: role.roleArn, source: source.queueArn, target: target.queueArn });
};
