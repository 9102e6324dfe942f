import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], natGateways: 0 });
  const loadBalancer = new elbv2.NetworkLoadBalancer(stack, 'Subject', { vpc, internetFacing: true });
  loadBalancer.addListener('Tcp', { port: 5432 }).addTargets('Servers', { port: 5432, targets: [] });
  return loadBalancer;
};
