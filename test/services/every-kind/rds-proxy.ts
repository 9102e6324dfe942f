import { aws_ec2 as ec2, aws_rds as rds, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 });
  const vpcSubnets = { subnetType: ec2.SubnetType.PUBLIC };
  const database = new rds.DatabaseInstance(stack, 'Database', {
    engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_0_43 }), vpc, vpcSubnets,
  });
  return new rds.DatabaseProxy(stack, 'Subject', { proxyTarget: rds.ProxyTarget.fromInstance(database), secrets: [database.secret!], vpc, vpcSubnets });
};
