import { aws_ec2 as ec2, aws_rds as rds, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new rds.DatabaseInstance(stack, 'Subject', {
  engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
  enablePerformanceInsights: true, vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 }), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
});
