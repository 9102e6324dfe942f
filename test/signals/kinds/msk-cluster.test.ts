import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnCluster, type CfnClusterProps } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const cluster = (props: Partial<CfnClusterProps> = {}, instanceType = 'kafka.m7g.large') => observe(new CfnCluster(stack, 'Cluster', {
  clusterName: 'orders', kafkaVersion: '3.8.x', numberOfBrokerNodes: 3, brokerNodeGroupInfo: { instanceType, clientSubnets: [] }, ...props,
}));

test('a cluster is measured by broker', () => {
  expect(cluster().variants('cpu')).toEqual(['1', '2', '3'].map(id => ({ id, dimensions: { 'Cluster Name': 'orders', 'Broker ID': id } })));
});

test.each([0, -3, 1.5, 1e9])('%p brokers are none', numberOfBrokerNodes => {
  expect(cluster({ numberOfBrokerNodes }).variants('cpu')).toEqual([]);
});

test('brokers of the express type have no disk to watch', () => {
  const { signals } = cluster({}, 'express.m7g.large');
  expect(signals).toEqual(expect.arrayContaining(['cpu-1', 'activeController']));
  expect(signals).not.toContain('diskUsed-1');
});

test.each([[undefined, false], ['DEFAULT', false], ['PER_BROKER', true], ['PER_TOPIC_PER_PARTITION', true]])('the level %p publishes what shows per broker: %p', (enhancedMonitoring, isPublished) => {
  const { signals, blind } = cluster({ enhancedMonitoring });
  expect([signals, blind].map(ids => ids.includes('produceThrottleTime-1'))).toEqual([isPublished, !isPublished]);
});

test.each([['kafka.t3.small', 300], ['kafka.m5.xlarge', 1_000], ['kafka.m7g.2xlarge', 2_000], ['kafka.m5.24xlarge', 4_000]])('a broker of type %s takes %p partitions', (type, value) => {
  expect(cluster({}, type).threshold('partitions')).toEqual({ value });
});

test('how many partitions a broker takes is not known of a type that deployment tells', () => {
  expect(cluster({}, new CfnParameter(stack, 'Type').valueAsString).threshold('partitions')).toEqual({ reason: expect.stringMatching(/only known at deployment/) });
});

test('a cluster is named by a parameter', () => {
  expect(cluster({ clusterName: new CfnParameter(stack, 'Name').valueAsString }).dimensions).toEqual({ 'Cluster Name': { Ref: 'Name' } });
});

test('an imported cluster is named by its ARN', () => {
  const clusterArn = 'arn:aws:kafka:eu-west-1:111122223333:cluster/orders/6f1c0f6a-3';
  const declared = ImportedResource.declare(new Construct(stack, 'Import'), { resourceType: 'AWS::MSK::Cluster', attributes: { clusterArn } });
  expect(observe(declared).dimensions).toEqual({ 'Cluster Name': 'orders' });
});
