import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::Redshift::Cluster';
const WORKGROUP = 'AWS::RedshiftServerless::Workgroup';
const PROPERTY = 'EnhancedVpcRouting';

const cluster = (properties: object) => ({
  Warehouse: { Type: CLUSTER, Properties: { ClusterType: 'multi-node', DBName: 'orders', MasterUsername: 'admin', NodeType: 'ra3.large', ...properties } },
});

export default defineRule({
  id: 'PE-RedshiftEnhancedRouting',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Redshift copies and unloads data through the VPC',
  why: 'COPY and UNLOAD go over the internet, past the endpoints of the VPC, where neither routes nor flow logs have anything to say about it',
  remedy: 'Set enhancedVpcRouting: true, and add a gateway endpoint for S3, as traffic would go through a NAT gateway otherwise',
  nagRule: 'redshift.RedshiftEnhancedVPCRoutingEnabled',
  nagDifference: 'it knows clusters only, this rule workgroups of Redshift Serverless too',
  resourceTypes: [CLUSTER, WORKGROUP],
  check: warehouse => {
    const enabled = warehouse.property(PROPERTY);
    if (enabled.flag === true) return Verdict.COMPLIANT;
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `Enhanced VPC routing is ${enabled.isAbsent ? 'not switched on' : 'switched off'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a cluster with enhanced VPC routing',
      resources: cluster({ EnhancedVpcRouting: true }),
      cdk: `new redshift.CfnCluster(this, 'Warehouse', {
  clusterType: 'multi-node',
  numberOfNodes: 2,
  dbName: 'orders',
  masterUsername: 'admin',
  manageMasterPassword: true,
  nodeType: 'ra3.large',
  enhancedVpcRouting: true,
});`,
    },
  ],
  violating: [
    {
      title: 'a cluster that says nothing',
      resources: cluster({}),
      cdk: `new redshift.CfnCluster(this, 'Warehouse', {
  clusterType: 'multi-node',
  numberOfNodes: 2,
  dbName: 'orders',
  masterUsername: 'admin',
  manageMasterPassword: true,
  nodeType: 'ra3.large',
});`,
    },
    { title: 'a workgroup without it', resources: { Warehouse: { Type: WORKGROUP, Properties: { WorkgroupName: 'orders', EnhancedVpcRouting: false } } } },
  ],
  ignored: [
    { title: 'a parameter decides', resources: cluster({ EnhancedVpcRouting: { Ref: 'Routing' } }) },
  ],
});
