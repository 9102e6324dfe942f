import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::EKS::Cluster';
const ADDON = 'AWS::EKS::Addon';
const AGENTS = ['amazon-cloudwatch-observability', 'adot'];

export default defineRule({
  id: 'OE-EksObservabilityAddon',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'EKS clusters have an add-on that collects metrics and traces',
  why: 'Without an agent there are no metrics of nodes and pods, and no traces of what runs on them',
  remedy: 'Add an eks.CfnAddon with addonName: \'amazon-cloudwatch-observability\', or acknowledge the rule where another agent does it',
  resourceTypes: [CLUSTER],
  check: cluster => {
    const names = cluster.workload.referrersOf(cluster, ADDON, 'ClusterName').map(addon => addon.property('AddonName'));
    if (names.some(({ text }) => text !== undefined && AGENTS.includes(text))) return Verdict.COMPLIANT;
    if (names.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No add-on of the cluster collects metrics or traces' });
  },
  compliant: [
    {
      title: 'the add-on of CloudWatch',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } },
        Observability: { Type: ADDON, Properties: { ClusterName: { Ref: 'Cluster' }, AddonName: 'amazon-cloudwatch-observability' } },
      },
      cdk: `const cluster = new eks.CfnCluster(this, 'Cluster', {
  roleArn: 'arn:aws:iam::123456789012:role/cluster',
  resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});
new eks.CfnAddon(this, 'Observability', { clusterName: cluster.ref, addonName: 'amazon-cloudwatch-observability' });`,
    },
    {
      title: 'OpenTelemetry, for a cluster that is named',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { Name: 'orders' } },
        Collector: { Type: ADDON, Properties: { ClusterName: 'orders', AddonName: 'adot' } },
      },
    },
  ],
  violating: [
    {
      title: 'no add-on at all',
      resources: { Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } } },
      cdk: `new eks.CfnCluster(this, 'Cluster', {
  roleArn: 'arn:aws:iam::123456789012:role/cluster',
  resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});`,
    },
    {
      title: 'add-ons for other purposes',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } },
        Network: { Type: ADDON, Properties: { ClusterName: { Ref: 'Cluster' }, AddonName: 'vpc-cni' } },
      },
    },
  ],
  ignored: [
    {
      title: 'the add-on is a parameter',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } },
        Agent: { Type: ADDON, Properties: { ClusterName: { Ref: 'Cluster' }, AddonName: { Ref: 'AgentName' } } },
      },
    },
  ],
});
