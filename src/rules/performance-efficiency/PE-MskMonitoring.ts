import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::MSK::Cluster';
const ENHANCED = ['PER_BROKER', 'PER_TOPIC_PER_BROKER', 'PER_TOPIC_PER_PARTITION'];

const code = (monitoring: string) => `new msk.CfnCluster(this, 'Orders', {
  clusterName: 'orders',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d', 'subnet-2a3b4c5d'] },${monitoring}
});`;

export default defineRule({
  id: 'PE-MskMonitoring',
  bestPractices: ['PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'MSK clusters publish the metrics of each broker',
  why: 'Throttling, network limits and the wait for disks show per broker only, so a cluster that slows down cannot be told from clients that do',
  remedy: 'Set EnhancedMonitoring to PER_BROKER or a finer level',
  resourceTypes: [CLUSTER],
  check: cluster => {
    const property = 'EnhancedMonitoring';
    const level = cluster.property(property);
    if (level.isUnknown) return Verdict.UNKNOWN;
    if (ENHANCED.includes(level.text ?? '')) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The level of monitoring is ${level.text ?? 'not set, which means DEFAULT'}`, property });
  },
  compliant: [
    {
      title: 'metrics per broker',
      resources: { Orders: { Type: CLUSTER, Properties: { EnhancedMonitoring: 'PER_BROKER' } } },
      cdk: code('\n  enhancedMonitoring: \'PER_BROKER\','),
    },
    { title: 'metrics per topic and broker', resources: { Orders: { Type: CLUSTER, Properties: { EnhancedMonitoring: 'PER_TOPIC_PER_BROKER' } } } },
  ],
  violating: [
    { title: 'monitoring left as it is', resources: { Orders: { Type: CLUSTER, Properties: { ClusterName: 'orders' } } }, cdk: code('') },
    { title: 'the default level', resources: { Orders: { Type: CLUSTER, Properties: { EnhancedMonitoring: 'DEFAULT' } } } },
  ],
  ignored: [
    { title: 'the level is a parameter', resources: { Orders: { Type: CLUSTER, Properties: { EnhancedMonitoring: { Ref: 'Level' } } } } },
  ],
});
