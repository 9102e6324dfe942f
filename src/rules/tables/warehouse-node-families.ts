import type { RuleTable } from '../rule-table';

export const WAREHOUSE_NODE_FAMILIES: RuleTable = {
  name: 'warehouse-node-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html',
  about: 'families of Redshift nodes that keep their data on the node, and which one replaces them',
  rows: { dc1: 'ra3', dc2: 'ra3', ds1: 'ra3', ds2: 'ra3' },
};
