import type { RuleTable } from '../rule-table';

export const OLD_DATABASE_FAMILIES: RuleTable = {
  name: 'old-database-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html',
  about: 'families of RDS and Aurora instance classes that newer ones replace, and which those are',
  rows: {
    'db.m1': 'db.m7g',
    'db.m2': 'db.r7g',
    'db.m3': 'db.m7g',
    'db.m4': 'db.m7g or db.m7i',
    'db.t1': 'db.t4g',
    'db.t2': 'db.t4g or db.t3',
    'db.r3': 'db.r7g',
    'db.r4': 'db.r7g or db.r7i',
    'db.cr1': 'db.r7g',
    'db.x1': 'db.x2g or db.x2iedn',
  },
};
