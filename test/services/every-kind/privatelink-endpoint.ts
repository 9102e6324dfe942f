import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 })
  .addInterfaceEndpoint('Subject', { service: ec2.InterfaceVpcEndpointAwsService.SQS, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
