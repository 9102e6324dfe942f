import { aws_elasticache as elasticache, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new elasticache.CfnCacheCluster(stack, 'Subject', { engine: 'memcached', cacheNodeType: 'cache.t4g.small', numCacheNodes: 2 });
