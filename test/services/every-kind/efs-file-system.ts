import { aws_ec2 as ec2, aws_efs as efs, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new efs.FileSystem(stack, 'Subject', { vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 }), throughputMode: efs.ThroughputMode.BURSTING });
