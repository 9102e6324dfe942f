import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new ec2.CfnTransitGateway(stack, 'Subject', { description: 'Between the networks' });
