import { aws_ec2 as ec2, aws_fsx as fsx, RemovalPolicy, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 });
  return new fsx.LustreFileSystem(stack, 'Subject', {
    vpc, vpcSubnet: vpc.isolatedSubnets[0] ?? vpc.publicSubnets[0], storageCapacityGiB: 1200, removalPolicy: RemovalPolicy.DESTROY,
    lustreConfiguration: { deploymentType: fsx.LustreDeploymentType.SCRATCH_2 },
  });
};
