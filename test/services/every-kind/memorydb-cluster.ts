import { aws_memorydb as memorydb, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new memorydb.CfnCluster(stack, 'Subject', { clusterName: 'sessions', nodeType: 'db.t4g.small', aclName: 'open-access', numShards: 2 });
