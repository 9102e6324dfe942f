import { aws_elasticache as elasticache, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new elasticache.CfnServerlessCache(stack, 'Subject', {
  serverlessCacheName: 'sessions', engine: 'valkey', cacheUsageLimits: { dataStorage: { maximum: 10, unit: 'GB' }, ecpuPerSecond: { maximum: 5000 } },
});
