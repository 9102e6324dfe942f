import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::ECS::Cluster';
const PROPERTY = 'ClusterSettings';

export default defineRule({
  id: 'OE-EcsContainerInsights',
  bestPractices: ['OPS04-BP02', 'PERF02-BP03'],
  level: RuleLevel.WARNING,
  title: 'ECS clusters have Container Insights',
  why: 'Nobody sees how many tasks run, wait or restart, nor what a single task uses: the metrics of the service itself are averages of CPU and memory',
  remedy: 'Set containerInsightsV2: ecs.ContainerInsights.ENHANCED',
  nagRule: 'ecs.ECSClusterCloudWatchContainerInsights',
  resourceTypes: [CLUSTER],
  check: cluster => {
    const settings = cluster.property(PROPERTY);
    if (settings.isUnknown || settings.items.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    const names = settings.items.map(setting => setting.property('Name'));
    const value = settings.items.find((_, index) => names[index].text === 'containerInsights')?.property('Value');
    if (value?.isUnknown || (!value && names.some(({ isUnknown }) => isUnknown))) return Verdict.UNKNOWN;
    if (value?.text === 'enabled' || value?.text === 'enhanced') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Container Insights are ${value?.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'Container Insights with metrics of tasks and containers',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] } } },
      cdk: `new ecs.Cluster(this, 'Cluster', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  containerInsightsV2: ecs.ContainerInsights.ENHANCED,
});`,
    },
    {
      title: 'Container Insights without them',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] } } },
    },
  ],
  violating: [
    {
      title: 'a cluster that says nothing',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterName: 'orders' } } },
      cdk: 'new ecs.Cluster(this, \'Cluster\', { clusterName: \'orders\', vpc: new ec2.Vpc(this, \'Vpc\') });',
    },
    {
      title: 'Container Insights switched off',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] } } },
    },
  ],
  ignored: [
    {
      title: 'a parameter switches them on',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: { Ref: 'ContainerInsights' } }] } } },
    },
    {
      title: 'the settings are a condition',
      resources: { Cluster: { Type: CLUSTER, Properties: { ClusterSettings: { 'Fn::If': ['IsProduction', [{ Name: 'containerInsights', Value: 'enhanced' }], { Ref: 'AWS::NoValue' }] } } } },
    },
  ],
});
