import type { RuleTable } from '../rule-table';

export const GRAVITON_DATABASE_FAMILIES: RuleTable = {
  name: 'graviton-database-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html',
  about: 'families of RDS and Aurora instance classes on x86, and those on Graviton that take their place',
  rows: {
    'db.t3': 'db.t4g',
    'db.m5': 'db.m6g or db.m7g',
    'db.m5d': 'db.m6gd',
    'db.m6i': 'db.m7g',
    'db.m6id': 'db.m6gd',
    'db.m7i': 'db.m7g or db.m8g',
    'db.r5': 'db.r6g or db.r7g',
    'db.r5b': 'db.r6g or db.r7g',
    'db.r5d': 'db.r6gd',
    'db.r6i': 'db.r7g',
    'db.r6id': 'db.r6gd',
    'db.r7i': 'db.r7g or db.r8g',
  },
};
