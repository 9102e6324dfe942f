import { aws_redshift as redshift, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new redshift.CfnCluster(stack, 'Subject', {
  clusterType: 'multi-node', numberOfNodes: 2, nodeType: 'ra3.large', dbName: 'orders', masterUsername: 'orders', manageMasterPassword: true,
});
