import { defineRule } from '../private/define-rule';
import { judgeFamily } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { WAREHOUSE_NODE_FAMILIES } from '../tables/warehouse-node-families';

const CLUSTER = 'AWS::Redshift::Cluster';
const cluster = (NodeType: unknown) => ({ Warehouse: { Type: CLUSTER, Properties: { ClusterType: 'multi-node', NumberOfNodes: 2, DBName: 'sales', NodeType } } });
const code = (nodeType: string) => `new redshift.CfnCluster(this, 'Warehouse', {
  clusterType: 'multi-node',
  numberOfNodes: 2,
  nodeType: '${nodeType}',
  dbName: 'sales',
  masterUsername: 'analyst',
  manageMasterPassword: true,
});`;

export default defineRule({
  id: 'PE-RedshiftNode',
  bestPractices: ['PERF03-BP02', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  table: WAREHOUSE_NODE_FAMILIES,
  title: 'Redshift clusters are on RA3 nodes',
  why: 'Nodes of the dc and ds families keep data on their own disks, so that compute only grows with storage, they cannot share data with other clusters, and AWS retires them',
  remedy: 'Set nodeType to one of the family ra3, such as ra3.xlplus, or use Redshift Serverless',
  resourceTypes: [CLUSTER],
  check: (resource, context) => judgeFamily(resource, 'NodeType', WAREHOUSE_NODE_FAMILIES, context),
  compliant: [{ title: 'RA3 nodes', resources: cluster('ra3.xlplus'), cdk: code('ra3.xlplus') }],
  violating: [
    { title: 'dense compute nodes', resources: cluster('dc2.large'), cdk: code('dc2.large') },
    { title: 'dense storage nodes', resources: cluster('ds2.xlarge') },
  ],
  ignored: [{ title: 'the node type is a parameter', resources: cluster({ Ref: 'NodeType' }) }],
});
