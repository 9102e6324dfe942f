import { aws_elasticache as elasticache, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new elasticache.CfnReplicationGroup(stack, 'Subject', {
  replicationGroupDescription: 'Sessions', engine: 'valkey', cacheNodeType: 'cache.t4g.small', numCacheClusters: 2, automaticFailoverEnabled: true, transitEncryptionEnabled: true,
});
