import { aws_docdb as docdb, aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new docdb.DatabaseCluster(stack, 'Subject', {
  masterUser: { username: 'orders' }, instances: 2, instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
  vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 }), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
});
