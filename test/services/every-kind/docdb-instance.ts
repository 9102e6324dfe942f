import { aws_docdb as docdb, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const cluster = new docdb.CfnDBCluster(stack, 'Cluster', { masterUsername: 'orders', manageMasterUserPassword: true, storageEncrypted: true });
  return new docdb.CfnDBInstance(stack, 'Subject', { dbClusterIdentifier: cluster.ref, dbInstanceClass: 'db.r6g.large' });
};
