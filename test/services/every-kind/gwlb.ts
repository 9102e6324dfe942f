import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], natGateways: 0 });
  return new elbv2.CfnLoadBalancer(stack, 'Subject', { type: 'gateway', subnets: vpc.publicSubnets.map(({ subnetId }) => subnetId) });
};
