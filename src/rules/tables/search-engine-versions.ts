import type { RuleTable } from '../rule-table';

export const SEARCH_ENGINE_VERSIONS: RuleTable = {
  name: 'search-engine-versions',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version',
  about: 'major versions of search engines that get no new features, and what to upgrade to',
  rows: {
    Elasticsearch_1: 'OpenSearch 2 or 3',
    Elasticsearch_2: 'OpenSearch 2 or 3',
    Elasticsearch_5: 'OpenSearch 2 or 3',
    Elasticsearch_6: 'OpenSearch 2 or 3',
    Elasticsearch_7: 'OpenSearch 2 or 3',
    OpenSearch_1: 'OpenSearch 2 or 3',
  },
};
