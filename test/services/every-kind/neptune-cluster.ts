import { aws_neptune as neptune, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const cluster = new neptune.CfnDBCluster(stack, 'Subject', { iamAuthEnabled: true });
  new neptune.CfnDBInstance(stack, 'Writer', { dbClusterIdentifier: cluster.ref, dbInstanceClass: 'db.r6g.large' });
  return cluster;
};
