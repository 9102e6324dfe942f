import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const CLUSTER = 'AWS::MSK::Cluster';
const PROPERTY = 'LoggingInfo.BrokerLogs';
const DESTINATIONS = ['CloudWatchLogs', 'S3', 'Firehose'];

const OFF = { Enabled: false };
const PROPERTIES = {
  ClusterName: 'orders', KafkaVersion: '3.8.x', NumberOfBrokerNodes: 3, BrokerNodeGroupInfo: { InstanceType: 'kafka.m7g.large', ClientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'] },
};

export default defineRule({
  id: 'OE-MskLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Clusters of MSK keep the logs of their brokers',
  why: 'Why a broker left the cluster, a partition has no leader or a client is refused stands in logs that nobody can reach on the brokers themselves',
  remedy: 'Set loggingInfo.brokerLogs.cloudWatchLogs: { enabled: true, logGroup: log.logGroupName }, or the same of S3 or Firehose',
  nagRule: 'msk.MSKBrokerLogging',
  resourceTypes: [CLUSTER],
  check: cluster => {
    const flags = DESTINATIONS.map(destination => cluster.property(`${PROPERTY}.${destination}.Enabled`));
    if (flags.some(({ flag }) => flag === true)) return Verdict.COMPLIANT;
    if (flags.some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The logs of the brokers go nowhere', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a log group',
      resources: { Cluster: { Type: CLUSTER, Properties: { ...PROPERTIES, LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true, LogGroup: 'orders' } } } } } },
      cdk: `new msk.CfnCluster(this, 'Cluster', {
  clusterName: 'orders',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'] },
  loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: new logs.LogGroup(this, 'Log').logGroupName } } },
});`,
    },
    {
      title: 'a bucket',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { ...PROPERTIES, LoggingInfo: { BrokerLogs: { CloudWatchLogs: OFF, S3: { Enabled: true, Bucket: 'logs' } } } } },
      },
    },
  ],
  violating: [
    {
      title: 'no logs',
      resources: { Cluster: { Type: CLUSTER, Properties: PROPERTIES } },
      cdk: `new msk.CfnCluster(this, 'Cluster', {
  clusterName: 'orders',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'] },
});`,
    },
    {
      title: 'destinations that are off',
      resources: {
        Cluster: { Type: CLUSTER, Properties: { ...PROPERTIES, LoggingInfo: { BrokerLogs: { CloudWatchLogs: OFF, Firehose: OFF } } } },
      },
    },
  ],
  ignored: [
    {
      title: 'a parameter switches them on',
      resources: { Cluster: { Type: CLUSTER, Properties: { ...PROPERTIES, LoggingInfo: { BrokerLogs: { S3: { Enabled: { Ref: 'IsLogged' } } } } } } },
    },
  ],
});
