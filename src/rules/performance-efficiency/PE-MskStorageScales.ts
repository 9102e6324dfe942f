import { defineRule } from '../private/define-rule';
import { isScaled } from '../private/scalable-targets';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::MSK::Cluster';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const DIMENSION = 'kafka:broker-storage:VolumeSize';

const cluster = (InstanceType: unknown) => ({
  Events: { Type: CLUSTER, Properties: { ClusterName: 'events', KafkaVersion: '3.8.x', NumberOfBrokerNodes: 3, BrokerNodeGroupInfo: { ClientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], InstanceType } } },
});
const target = (ResourceId: unknown) => ({ Storage: { Type: TARGET, Properties: { ResourceId, ScalableDimension: DIMENSION, ServiceNamespace: 'kafka', MinCapacity: 1, MaxCapacity: 1000 } } });

export default defineRule({
  id: 'PE-MskStorageScales',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Storage of Kafka brokers grows with what is in it',
  why: 'A broker whose volume is full stops taking records, and then nothing can be deleted either: it has to be repaired by hand while producers fail',
  remedy: 'Add an applicationautoscaling.ScalableTarget for kafka:broker-storage:VolumeSize with a policy on KafkaBrokerStorageUtilization, or use express brokers',
  resourceTypes: [CLUSTER],
  check: resource => {
    const type = resource.property('BrokerNodeGroupInfo.InstanceType');
    // Express brokers have no volumes.
    if (type._start.startsWith('express.')) return Verdict.NOT_APPLICABLE;
    const answer = isScaled(resource, DIMENSION);
    if (answer) return Verdict.COMPLIANT;
    return answer === undefined || type.isUnknown ? Verdict.UNKNOWN : Verdict.violating({ message: 'Nothing scales the storage of its brokers' });
  },
  compliant: [
    {
      title: 'storage that grows',
      resources: { ...cluster('kafka.m7g.large'), ...target({ Ref: 'Events' }) },
      cdk: `const events = new msk.CfnCluster(this, 'Events', {
  clusterName: 'events',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { clientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], instanceType: 'kafka.m7g.large' },
});
new applicationautoscaling.ScalableTarget(this, 'Storage', {
  serviceNamespace: applicationautoscaling.ServiceNamespace.KAFKA,
  scalableDimension: 'kafka:broker-storage:VolumeSize',
  resourceId: events.ref,
  minCapacity: 1,
  maxCapacity: 1000,
});`,
    },
  ],
  violating: [
    {
      title: 'storage of a fixed size',
      resources: cluster('kafka.m7g.large'),
      cdk: `new msk.CfnCluster(this, 'Events', {
  clusterName: 'events',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { clientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], instanceType: 'kafka.m7g.large' },
});`,
    },
  ],
  ignored: [
    { title: 'Express brokers, which have no volumes', resources: cluster('express.m7g.large') },
    { title: 'the instance type is a parameter', resources: cluster({ Ref: 'InstanceType' }) },
    { title: 'what is scaled is a parameter', resources: { ...cluster('kafka.m7g.large'), ...target({ Ref: 'Scaled' }) } },
  ],
});
