import { defineRule } from '../private/define-rule';
import { judgeFamily } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { DAX_NODE_FAMILIES } from '../tables/dax-node-families';

const CLUSTER = 'AWS::DAX::Cluster';
const cluster = (NodeType: unknown) => ({ Cache: { Type: CLUSTER, Properties: { IAMRoleARN: 'arn:aws:iam::123456789012:role/dax', ReplicationFactor: 3, NodeType } } });

export default defineRule({
  id: 'PE-DaxNode',
  bestPractices: ['PERF05-BP06'],
  level: RuleLevel.WARNING,
  table: DAX_NODE_FAMILIES,
  title: 'DAX clusters are on nodes of a current family',
  why: 'Nodes of an old family have slower processors and networks for about the same price, and a burstable t2 node falls back to its baseline once its credits are used up',
  remedy: 'Set nodeType to one of the families dax.r7i or dax.r5, or dax.t3 for development',
  resourceTypes: [CLUSTER],
  check: (resource, context) => judgeFamily(resource, 'NodeType', DAX_NODE_FAMILIES, context),
  compliant: [
    {
      title: 'nodes of a current family',
      resources: cluster('dax.r7i.large'),
      cdk: `new dax.CfnCluster(this, 'Cache', {
  iamRoleArn: 'arn:aws:iam::123456789012:role/dax',
  nodeType: 'dax.r7i.large',
  replicationFactor: 3,
});`,
    },
    { title: 'burstable nodes of a current family', resources: cluster('dax.t3.medium') },
  ],
  violating: [
    {
      title: 'nodes of an old family',
      resources: cluster('dax.r4.large'),
      cdk: `new dax.CfnCluster(this, 'Cache', {
  iamRoleArn: 'arn:aws:iam::123456789012:role/dax',
  nodeType: 'dax.r4.large',
  replicationFactor: 3,
});`,
    },
    { title: 'burstable nodes of an old family', resources: cluster('dax.t2.small') },
  ],
  ignored: [
    { title: 'the node type is a parameter', resources: cluster({ Ref: 'NodeType' }) },
  ],
});
