import { aws_msk as msk, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new msk.CfnCluster(stack, 'Subject', {
  clusterName: 'orders',
  kafkaVersion: '3.8.x',
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d', 'subnet-2a3b4c5d'] },
  enhancedMonitoring: 'PER_BROKER',
});
