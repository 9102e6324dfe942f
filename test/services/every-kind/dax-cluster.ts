import { aws_dax as dax, aws_iam as iam, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new dax.CfnCluster(stack, 'Subject', {
  nodeType: 'dax.r5.large', replicationFactor: 3, iamRoleArn: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('dax.amazonaws.com') }).roleArn,
});
