import { defineRule } from '../private/define-rule';
import { EKS_CLUSTERS, nodeAutoscalerOf } from '../private/node-autoscalers';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const GROUP = 'AWS::EKS::Nodegroup';
const CLUSTER = 'AWS::EKS::Cluster';
const PROPERTY = 'ScalingConfig.MaxSize';

const group = (scaling: unknown, cluster: object = {}, others: object = {}) => ({
  Nodes: { Type: GROUP, Properties: { ClusterName: { Ref: 'Cluster' }, NodeRole: 'arn:aws:iam::123456789012:role/nodes', Subnets: ['subnet-1'], ScalingConfig: scaling } },
  Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster', ...cluster } },
  ...others,
});

const code = (sizes: string) => `const cluster = new eks_v2.Cluster(this, 'Cluster', {
  version: eks_v2.KubernetesVersion.V1_34,
  defaultCapacityType: eks_v2.DefaultCapacityType.NODEGROUP,
  defaultCapacity: 0,
});
cluster.addNodegroupCapacity('Nodes', { ${sizes} });`;

export default defineRule({
  id: 'PE-EksNodegroupScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'fixed-capacity',
  title: 'Node groups have room to scale',
  why: 'Pods that the cluster adds at the peak stay pending, as no autoscaler may start a node for them',
  remedy: 'Set maxSize well above minSize, and let the cluster autoscaler move between them, or use Auto Mode or Karpenter',
  resourceTypes: [GROUP],
  check: resource => {
    const [min, max] = ['ScalingConfig.MinSize', PROPERTY].map(path => resource.property(path));
    if (min.number !== undefined && max.number !== undefined && min.number < max.number) return Verdict.COMPLIANT;
    if (min.number === undefined || max.number === undefined) return Verdict.UNKNOWN;
    if (max.number === 0) return Verdict.NOT_APPLICABLE;
    const [cluster] = resource.property('ClusterName').targets(...EKS_CLUSTERS);
    const autoscaler = cluster && nodeAutoscalerOf(cluster);
    if (autoscaler === undefined) return Verdict.UNKNOWN;
    // They add nodes beside the group, which is there for what must run before them.
    if (autoscaler === 'auto mode' || autoscaler === 'karpenter') return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `The minimum and the maximum are both ${max.number}, so that the group never changes its size`, property: PROPERTY });
  },
  compliant: [
    { title: 'between two and ten nodes', resources: group({ MinSize: 2, MaxSize: 10, DesiredSize: 2 }), cdk: code('minSize: 2, maxSize: 10') },
  ],
  violating: [
    { title: 'three nodes, always', resources: group({ MinSize: 3, MaxSize: 3, DesiredSize: 3 }), cdk: code('minSize: 3, maxSize: 3, desiredSize: 3') },
    {
      title: 'a cluster autoscaler without room',
      resources: group({ MinSize: 3, MaxSize: 3 }, {}, {
        Autoscaler: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { ClusterName: { Ref: 'Cluster' }, Chart: 'cluster-autoscaler', Release: 'autoscaler' } },
      }),
    },
  ],
  ignored: [
    { title: 'Auto Mode adds nodes', resources: group({ MinSize: 2, MaxSize: 2 }, { ComputeConfig: { Enabled: true } }) },
    {
      title: 'Karpenter adds nodes',
      resources: group({ MinSize: 2, MaxSize: 2 }, {}, { Karpenter: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { ClusterName: { Ref: 'Cluster' }, Chart: 'karpenter' } } }),
    },
    { title: 'the cluster is not in this app', resources: { Nodes: { Type: GROUP, Properties: { ClusterName: 'main', ScalingConfig: { MinSize: 2, MaxSize: 2 } } } } },
    { title: 'the sizes are left to EKS', resources: group({ Ref: 'AWS::NoValue' }) },
    { title: 'the maximum is a parameter', resources: group({ MinSize: 2, MaxSize: { Ref: 'MaxSize' } }) },
  ],
});
