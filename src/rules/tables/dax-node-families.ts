import type { RuleTable } from '../rule-table';

export const DAX_NODE_FAMILIES: RuleTable = {
  name: 'dax-node-families',
  asOf: '2026-09-01',
  source: 'https://aws.amazon.com/dynamodb/pricing/provisioned/',
  about: 'families of DAX nodes that newer ones replace, and which those are',
  rows: { 'dax.r3': 'dax.r7i', 'dax.r4': 'dax.r7i', 'dax.t2': 'dax.t3' },
};
