import { aws_ec2 as ec2, aws_rds as rds, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new rds.DatabaseCluster(stack, 'Subject', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  writer: rds.ClusterInstance.serverlessV2('writer'), readers: [rds.ClusterInstance.serverlessV2('reader', { scaleWithWriter: true })],
  serverlessV2MinCapacity: 0.5, serverlessV2MaxCapacity: 8,
  vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 }), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
});
