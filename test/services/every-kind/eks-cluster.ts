import { aws_ec2 as ec2, aws_eks as eks, aws_iam as iam, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const role = new iam.Role(stack, 'Role', {
    assumedBy: new iam.ServicePrincipal('eks.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
  });
  const cluster = new eks.CfnCluster(stack, 'Subject', { roleArn: role.roleArn, resourcesVpcConfig: { subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId) } });
  new eks.CfnAddon(stack, 'Observability', { clusterName: cluster.ref, addonName: 'amazon-cloudwatch-observability' });
  return cluster;
};
