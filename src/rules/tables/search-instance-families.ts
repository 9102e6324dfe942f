import type { RuleTable } from '../rule-table';

export const SEARCH_INSTANCE_FAMILIES: RuleTable = {
  name: 'search-instance-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html',
  about: 'families of OpenSearch Service instances of the previous generation, and which ones replace them',
  rows: {
    t2: 't3',
    m3: 'm7g',
    m4: 'm7g',
    c4: 'c7g',
    r3: 'r7g',
    r4: 'r7g',
    i2: 'i4g',
  },
};
