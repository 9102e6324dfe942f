import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_elasticloadbalancingv2_targets as targets, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], natGateways: 0 });
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Subject', { vpc, internetFacing: true });
  loadBalancer.addListener('Http', { port: 80 }).addTargets('Servers', { port: 8080, protocol: elbv2.ApplicationProtocol.HTTP, targets: [new targets.InstanceIdTarget('i-0123456789abcdef0')] });
  return loadBalancer;
};
