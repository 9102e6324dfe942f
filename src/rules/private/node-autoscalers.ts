import type { WorkloadResource } from '../workload-resource';

/** Clusters of EKS, as CloudFormation and as the older construct of the CDK makes them. */
export const EKS_CLUSTERS = ['AWS::EKS::Cluster', 'Custom::AWSCDK-EKS-Cluster'];

/** What adds nodes to a cluster when pods wait for one. */
export type NodeAutoscaler = 'auto mode' | 'karpenter' | 'cluster-autoscaler';

const KARPENTER = /karpenter/i;
const CLUSTER_AUTOSCALER = /cluster-?autoscaler/i;

/** What is installed into a cluster, where it names the cluster, and where it tells what it is. */
const INSTALLATIONS: readonly (readonly [type: string, cluster: string, names: readonly string[]])[] = [
  ['Custom::AWSCDK-EKS-HelmChart', 'ClusterName', ['Chart', 'Release', 'Repository']],
  ['Custom::AWSCDK-EKS-KubernetesResource', 'ClusterName', ['Manifest']],
  ['AWS::EKS::Addon', 'ClusterName', ['AddonName']],
  ['AWS::EKS::PodIdentityAssociation', 'ClusterName', ['ServiceAccount']],
  ['AWSQS::Kubernetes::Helm', 'ClusterID', ['Chart', 'Name']],
];

/** What scales the nodes of a cluster, as far as the app installs it; `undefined` where only deployment tells, `'none'` where there is nothing. */
export function nodeAutoscalerOf(cluster: WorkloadResource): NodeAutoscaler | 'none' | undefined {
  const autoMode = cluster.property(cluster.resourceType === 'AWS::EKS::Cluster' ? 'ComputeConfig.Enabled' : 'Config.computeConfig.enabled');
  if (autoMode.flag === true) return 'auto mode';
  const installed = installedIn(cluster).join('\n');
  if (KARPENTER.test(installed)) return 'karpenter';
  if (CLUSTER_AUTOSCALER.test(installed)) return 'cluster-autoscaler';
  return autoMode.isUnknown ? undefined : 'none';
}

function installedIn(cluster: WorkloadResource): string[] {
  return INSTALLATIONS.flatMap(([type, path, names]) =>
    cluster.workload.referrersOf(cluster, type, path).flatMap(installation => names.map(name => installation.property(name).knownText)));
}
