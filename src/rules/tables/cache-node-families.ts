import type { RuleTable } from '../rule-table';

export const CACHE_NODE_FAMILIES: RuleTable = {
  name: 'cache-node-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
  about: 'families of ElastiCache nodes that newer ones replace, and which those are',
  rows: {
    'cache.t1': 'cache.t4g',
    'cache.t2': 'cache.t4g',
    'cache.m1': 'cache.m7g',
    'cache.m2': 'cache.r7g',
    'cache.m3': 'cache.m7g',
    'cache.m4': 'cache.m7g',
    'cache.c1': 'cache.m7g',
    'cache.r3': 'cache.r7g',
    'cache.r4': 'cache.r7g',
  },
};
