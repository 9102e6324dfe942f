import { defineRule } from '../private/define-rule';
import { judgeFamily } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { KAFKA_BROKER_FAMILIES } from '../tables/kafka-broker-families';

const CLUSTER = 'AWS::MSK::Cluster';
const cluster = (InstanceType: unknown) => ({
  Events: {
    Type: CLUSTER,
    Properties: { ClusterName: 'events', KafkaVersion: '3.8.x', NumberOfBrokerNodes: 3, BrokerNodeGroupInfo: { ClientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], InstanceType } },
  },
});
const code = (instanceType: string) => `new msk.CfnCluster(this, 'Events', {
  clusterName: 'events',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { clientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'], instanceType: '${instanceType}' },
});`;

export default defineRule({
  id: 'PE-MskInstance',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  table: KAFKA_BROKER_FAMILIES,
  title: 'Kafka brokers are of a family that is neither burstable nor old',
  why: 'A t3 broker slows down once its credits are used up, which shows as lag of all consumers, and an m5 broker takes less throughput for its price than one on Graviton',
  remedy: 'Set instanceType to one of the families kafka.m7g or express.m7g',
  resourceTypes: [CLUSTER],
  check: (resource, context) => judgeFamily(resource, 'BrokerNodeGroupInfo.InstanceType', KAFKA_BROKER_FAMILIES, context),
  compliant: [
    { title: 'brokers on Graviton', resources: cluster('kafka.m7g.large'), cdk: code('kafka.m7g.large') },
    { title: 'Express brokers', resources: cluster('express.m7g.large') },
  ],
  violating: [
    { title: 'brokers of an earlier generation', resources: cluster('kafka.m5.large'), cdk: code('kafka.m5.large') },
    { title: 'burstable brokers', resources: cluster('kafka.t3.small') },
  ],
  ignored: [{ title: 'the instance type is a parameter', resources: cluster({ Ref: 'InstanceType' }) }],
});
