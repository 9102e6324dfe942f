import type { RuleTable } from '../rule-table';

export const GLUE_VERSIONS: RuleTable = {
  name: 'glue-versions',
  asOf: '2026-04-01',
  source: 'https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html',
  about: 'versions of Glue that newer ones replace, and what is wrong with them',
  rows: {
    '0.9': 'has Spark 2.2 and runs no job since 2026-04-01',
    '1.0': 'has Spark 2.4 and runs no job since 2026-04-01',
    '2.0': 'has Spark 2.4 and runs no job since 2026-04-01',
    '3.0': 'has Spark 3.1',
  },
};
