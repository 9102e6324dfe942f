import { App, CfnResource, Stack, aws_dynamodb as dynamodb, aws_lambda as lambda } from 'aws-cdk-lib';
import { isScaled, scalableTargets, scalableTargetsOf } from '../../src/rules/private/scalable-targets';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import type { WorkloadResource } from '../../src/rules/workload-resource';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

function stackWith(resources: { [id: string]: [type: string, properties: object] }): Stack {
  const stack = new Stack(new App(), 'Stack');
  for (const [id, [type, properties]] of Object.entries(resources)) new CfnResource(stack, id, { type, properties: { ...properties } });
  return stack;
}

function resourceOf(stack: Stack, type: string): WorkloadResource {
  return resolvedWorkload(stack.node.root).ofType(type)[0];
}

test.each<[string, string, object, unknown, string]>([
  ['a service by reference', 'AWS::ECS::Service', {}, { 'Fn::Join': ['', ['service/main/', { 'Fn::GetAtt': ['Scaled', 'Name'] }]] }, 'ecs:service:DesiredCount'],
  ['a service by name', 'AWS::ECS::Service', { ServiceName: 'orders' }, { 'Fn::Sub': 'service/${Other}/orders' }, 'ecs:service:DesiredCount'],
  ['an index of a table', 'AWS::DynamoDB::Table', {}, { 'Fn::Sub': 'table/${Scaled}/index/by-date' }, 'dynamodb:index:WriteCapacityUnits'],
  ['a table by name', 'AWS::DynamoDB::GlobalTable', { TableName: 'orders' }, 'table/orders', 'dynamodb:table:WriteCapacityUnits'],
  ['a variant', 'AWS::SageMaker::Endpoint', { EndpointName: 'orders' }, 'endpoint/orders/variant/main', 'sagemaker:variant:DesiredInstanceCount'],
  ['a replication group by name', 'AWS::ElastiCache::ReplicationGroup', { ReplicationGroupId: 'orders' }, 'replication-group/orders', 'elasticache:replication-group:Replicas'],
  ['a Kafka cluster', 'AWS::MSK::Cluster', {}, { Ref: 'Scaled' }, 'kafka:broker-storage:VolumeSize'],
  ['a function by name', 'AWS::Lambda::Function', { FunctionName: 'orders' }, 'function:orders:live', 'lambda:function:ProvisionedConcurrency'],
])('finds the target of %s', (_, type, properties, ResourceId, ScalableDimension) => {
  const stack = stackWith({ Other: ['AWS::ECS::Cluster', {}], Scaled: [type, properties], Target: [TARGET, { ResourceId, ScalableDimension }] });
  const scaled = resourceOf(stack, type);
  expect(scalableTargetsOf(scaled, ScalableDimension).map(({ logicalId }) => logicalId)).toEqual(['Target']);
  expect(scalableTargets(scaled.workload, ScalableDimension)).toHaveLength(1);
  expect(scalableTargetsOf(scaled, 'x:y:Other')).toEqual([]);
  expect(scalableTargets(scaled.workload, 'x:y:Other')).toEqual([]);
  expect(isScaled(scaled, ScalableDimension)).toBe(true);
});

test.each<[string, object, boolean | undefined]>([
  ['a target of something else', { ResourceId: 'service/main/payments', ScalableDimension: 'ecs:service:DesiredCount' }, false],
  ['a target of a parameter', { ResourceId: { Ref: 'Parameter' }, ScalableDimension: 'ecs:service:DesiredCount' }, undefined],
  ['a target of a parameter in another dimension', { ResourceId: { Ref: 'Parameter' }, ScalableDimension: 'dynamodb:table:WriteCapacityUnits' }, false],
  ['a dimension that is a parameter', { ResourceId: { 'Fn::GetAtt': ['Scaled', 'Name'] }, ScalableDimension: { Ref: 'Parameter' } }, undefined],
])('says whether a service is scaled: %s', (_, properties, expected) => {
  expect(isScaled(resourceOf(stackWith({ Scaled: ['AWS::ECS::Service', {}], Target: [TARGET, properties] }), 'AWS::ECS::Service'), 'ecs:service:DesiredCount')).toBe(expected);
});

test('finds what the CDK makes for an alias and for a table', () => {
  const stack = new Stack(new App(), 'Stack');
  const fn = new lambda.Function(stack, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
  fn.addAlias('live').addAutoScaling({ minCapacity: 1, maxCapacity: 10 });
  new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).autoScaleWriteCapacity({ minCapacity: 1, maxCapacity: 10 });
  const workload = resolvedWorkload(stack.node.root);
  for (const type of ['AWS::Lambda::Alias', 'AWS::Lambda::Function']) {
    expect(scalableTargetsOf(workload.ofType(type)[0], 'lambda:function:ProvisionedConcurrency')).toHaveLength(1);
  }
  expect(scalableTargetsOf(workload.ofType('AWS::DynamoDB::Table')[0], 'dynamodb:table:WriteCapacityUnits')).toHaveLength(1);
});
