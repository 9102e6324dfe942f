import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new ec2.VpcEndpointService(stack, 'Subject', {
  vpcEndpointServiceLoadBalancers: [new elbv2.NetworkLoadBalancer(stack, 'LoadBalancer', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }) })],
});
