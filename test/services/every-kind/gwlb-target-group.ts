import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], natGateways: 0 });
  const loadBalancer = new elbv2.CfnLoadBalancer(stack, 'LoadBalancer', { type: 'gateway', subnets: vpc.publicSubnets.map(({ subnetId }) => subnetId) });
  const targetGroup = new elbv2.CfnTargetGroup(stack, 'Subject', { protocol: 'GENEVE', port: 6081, vpcId: vpc.vpcId });
  new elbv2.CfnListener(stack, 'Listener', { loadBalancerArn: loadBalancer.ref, defaultActions: [{ type: 'forward', targetGroupArn: targetGroup.ref }] });
  return targetGroup;
};
