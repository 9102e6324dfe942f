import type { RuleTable } from '../rule-table';

export const DOCUMENT_AND_GRAPH_FAMILIES: RuleTable = {
  name: 'document-and-graph-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-mvu.html',
  about: 'families of DocumentDB and Neptune instances that newer ones replace, and which those are',
  rows: { 'db.r4': 'db.r6g or db.r7g' },
};
