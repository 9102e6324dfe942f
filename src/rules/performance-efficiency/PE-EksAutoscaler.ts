import { defineRule } from '../private/define-rule';
import { nodeAutoscalerOf } from '../private/node-autoscalers';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::EKS::Cluster';
const GROUP = 'AWS::EKS::Nodegroup';

const cluster = (properties: object, others: object = {}) => ({
  Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster', ...properties } },
  Nodes: { Type: GROUP, Properties: { ClusterName: { Ref: 'Cluster' }, ScalingConfig: { MinSize: 2, MaxSize: 10 } } },
  ...others,
});

export default defineRule({
  id: 'PE-EksAutoscaler',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Something adds nodes to EKS clusters when pods wait for one',
  why: 'The sizes of a node group are limits that something in the cluster has to move between, and without it pods stay pending at the peak',
  remedy: 'Use Auto Mode, install Karpenter or the cluster autoscaler, or acknowledge the rule where another tool installs it',
  resourceTypes: [CLUSTER],
  check: resource => {
    const autoscaler = nodeAutoscalerOf(resource);
    if (autoscaler === undefined) return Verdict.UNKNOWN;
    if (autoscaler !== 'none') return Verdict.COMPLIANT;
    // Pods on Fargate need no nodes; nodes from elsewhere may come with what scales them.
    if (resource.workload.referrersOf(resource, GROUP, 'ClusterName').length === 0) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: 'Neither Auto Mode nor Karpenter nor a cluster autoscaler is found in the app' });
  },
  compliant: [
    {
      title: 'Auto Mode',
      resources: cluster({ ComputeConfig: { Enabled: true, NodePools: ['general-purpose', 'system'] } }),
      cdk: 'new eks_v2.Cluster(this, \'Cluster\', { version: eks_v2.KubernetesVersion.V1_34 });',
    },
    {
      title: 'Karpenter',
      resources: cluster({}, {
        Karpenter: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { ClusterName: { Ref: 'Cluster' }, Chart: 'oci://public.ecr.aws/karpenter/karpenter', Release: 'karpenter' } },
      }),
    },
    {
      title: 'the cluster autoscaler, as a manifest',
      resources: cluster({}, {
        Autoscaler: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { ClusterName: { Ref: 'Cluster' }, Manifest: '[{"kind":"Deployment","metadata":{"name":"cluster-autoscaler"}}]' } },
      }),
    },
  ],
  violating: [
    {
      title: 'a node group alone',
      resources: cluster({}),
      cdk: `new eks_v2.Cluster(this, 'Cluster', {
  version: eks_v2.KubernetesVersion.V1_34,
  defaultCapacityType: eks_v2.DefaultCapacityType.NODEGROUP,
});`,
    },
    {
      title: 'charts for other purposes',
      resources: cluster({}, { Ingress: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { ClusterName: { Ref: 'Cluster' }, Chart: 'aws-load-balancer-controller' } } }),
    },
  ],
  ignored: [
    { title: 'no node group in this app', resources: { Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } } } },
    { title: 'Auto Mode is a parameter', resources: cluster({ ComputeConfig: { Enabled: { Ref: 'AutoMode' } } }) },
  ],
});
