import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new ec2.CfnNatGateway(stack, 'Subject', {
  subnetId: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }).publicSubnets[0].subnetId, allocationId: new ec2.CfnEIP(stack, 'Address').attrAllocationId,
});
