import type { RuleTable } from '../rule-table';

export const CACHE_ENGINE_VERSIONS: RuleTable = {
  name: 'cache-engine-versions',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
  about: 'major versions of Redis OSS before the ones that are current, and the last day of their standard support where there is one',
  rows: {
    'redis 2': 'ended',
    'redis 3': 'ended',
    'redis 4': '2026-01-31',
    'redis 5': '2026-01-31',
    'redis 6': '2027-01-31',
  },
};
