import { App, Fn, Stack } from 'aws-cdk-lib';
import { CfnScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnJobQueue, type CfnJobQueueProps } from 'aws-cdk-lib/aws-batch';
import { CfnInstance, CfnVolume, CfnVolumeAttachment, CfnVPCEndpoint, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, CfnService, Cluster, FargateService, type CfnServiceProps } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const dimensionsOf = (construct: Construct) => observe(construct).dimensions;
const variantsOf = (construct: Construct, signal: string) => observe(construct).variants(signal);
const thresholdOf = (construct: Construct, signal: string) => observe(construct).threshold(signal);
const publishes = (construct: Construct, signal: string) => !observe(construct).blind.includes(signal);

describe('the cluster of an ECS service', () => {
  const service = (props: CfnServiceProps = {}) => new CfnService(stack, 'Subject', props);

  test.each<[string, () => Construct, unknown]>([
    ['a cluster of the app', () => service({ cluster: new CfnCluster(stack, 'Cluster').attrArn }), { Ref: 'Cluster' }],
    ['a name', () => service({ cluster: 'orders' }), 'orders'],
    ['an ARN', () => service({ cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/orders' }), 'orders'],
    ['an export of another stack', () => service({ cluster: Fn.importValue('ClusterName') }), { 'Fn::ImportValue': 'ClusterName' }],
    ['nothing', () => service(), 'default'],
  ])('is known by %s', (_, make, expected) => {
    expect(dimensionsOf(make()).ClusterName).toEqual(expected);
  });

  test('comes with the attributes of an import', () => {
    const cluster = Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'orders', vpc: new Vpc(stack, 'Vpc') });
    expect(dimensionsOf(FargateService.fromFargateServiceAttributes(stack, 'Subject', { cluster, serviceName: 'api' }))).toEqual({ ClusterName: 'orders', ServiceName: 'api' });
  });

  test.each([['enhanced', true, true], ['enabled', true, false], ['disabled', false, false]])('publishes with Container Insights %s', (value, tasks, details) => {
    const cluster = new CfnCluster(stack, 'Cluster', { clusterSettings: [{ name: 'containerInsights', value }] });
    const subject = service({ cluster: cluster.ref });
    expect(['runningTaskCount', 'taskCpuUtilization', 'cpuUtilization'].map(id => publishes(subject, id))).toEqual([tasks, details, true]);
  });
});

describe('the maximum of an ECS service', () => {
  const scaled = (minCapacity: number, maxCapacity: number) => {
    const service = new CfnService(stack, 'Subject', { desiredCount: 1 });
    new CfnScalableTarget(stack, 'Target', {
      minCapacity, maxCapacity, resourceId: `service/default/${service.attrName}`, scalableDimension: 'ecs:service:DesiredCount', serviceNamespace: 'ecs',
    });
    return service;
  };

  test('is that of the target which refers to it', () => {
    expect(variantsOf(scaled(2, 10), 'maximumInUse')).toEqual([expect.objectContaining({ constants: { maximum: 10 } })]);
  });

  test('does not count where the service cannot grow, or does not scale', () => {
    expect(variantsOf(scaled(4, 4), 'maximumInUse')).toEqual([]);
    expect(variantsOf(new CfnService(stack, 'Fixed'), 'maximumInUse')).toEqual([]);
  });

  test('goes with a page for no tasks, unless none is fine', () => {
    expect(thresholdOf(scaled(2, 10), 'runningTaskCount')).toEqual({ value: 0 });
    expect(thresholdOf(new CfnService(stack, 'Idle', { desiredCount: 0 }), 'runningTaskCount').reason).toMatch(/no tasks/);
  });
});

test('the names of Service Connect tell its signals apart', () => {
  const service = new CfnService(stack, 'Subject', {
    cluster: 'orders', serviceConnectConfiguration: { enabled: true, services: [{ portName: 'http' }, { portName: 'grpc', discoveryName: 'rpc' }] },
  });
  expect(variantsOf(service, 'serviceConnectErrorRate')).toEqual([
    { id: 'http', dimensions: { TargetDiscoveryName: 'http' } }, { id: 'rpc', dimensions: { TargetDiscoveryName: 'rpc' } },
  ]);
});

describe('an Auto Scaling group', () => {
  const group = (minSize: string, maxSize: string, metricsCollection?: CfnAutoScalingGroup.MetricsCollectionProperty[]) =>
    new CfnAutoScalingGroup(stack, `Group${stack.node.children.length}`, { minSize, maxSize, metricsCollection });

  test('is at its maximum only where it can grow', () => {
    expect(variantsOf(group('2', '10'), 'maximumInUse')).toEqual([expect.objectContaining({ constants: { maximum: 10 } })]);
    expect(variantsOf(group('2', '2'), 'atMaxCapacity')).toEqual([]);
  });

  test('publishes the metrics that it collects', () => {
    expect(publishes(group('1', '2'), 'desired')).toBe(false);
    expect(publishes(group('1', '2', [{ granularity: '1Minute' }]), 'desired')).toBe(true);
    expect(publishes(group('1', '2', [{ granularity: '1Minute', metrics: ['GroupDesiredCapacity'] }]), 'desired')).toBe(true);
    expect(publishes(group('1', '2', [{ granularity: '1Minute', metrics: ['GroupDesiredCapacity'] }]), 'scalingShortfall')).toBe(false);
  });
});

describe('CPU credits of an instance', () => {
  const instance = (instanceType: string, cpuCredits?: string) =>
    new CfnInstance(stack, 'Subject', { instanceType, ...cpuCredits && { creditSpecification: { cpuCredits } } });

  test.each([
    ['t2.micro', undefined, 28.8], ['t3.micro', 'standard', 57.6], ['t4g.2xlarge', 'standard', 921.6],
  ])('of type %s in mode %s are few below %d', (type, mode, expected) => {
    expect(thresholdOf(instance(type, mode), 'cpuCreditBalance')).toEqual({ value: expected });
  });

  test.each([
    ['t2.micro', undefined, 1, 0], ['t2.micro', 'unlimited', 0, 1], ['t3.micro', undefined, 0, 1], ['t3.micro', 'standard', 1, 0], ['m7g.large', undefined, 0, 0],
  ])('of type %s in mode %s run out or are charged', (type, mode, runOut, charged) => {
    const subject = instance(type, mode);
    expect([variantsOf(subject, 'cpuCreditBalance').length, variantsOf(subject, 'surplusCreditsCharged').length]).toEqual([runOut, charged]);
  });
});

describe('a volume', () => {
  const volume = (volumeType?: string, iops?: number) => new CfnVolume(stack, 'Subject', { availabilityZone: 'eu-west-1a', size: 100, volumeType, iops });

  test.each([['gp3', undefined, [{ iops: 3000 }]], ['io2', 64_000, [{ iops: 64_000 }]], [undefined, undefined, []]])('of type %s and %s IOPS knows its limit', (type, iops, expected) => {
    expect(variantsOf(volume(type, iops), 'iopsInUse').map(({ constants }) => constants)).toEqual(expected);
  });

  test.each([['gp3', 20], ['io2', 2], [undefined, 20], ['st1', undefined]])('of type %s answers within %s ms', (type, expected) => {
    expect(thresholdOf(volume(type), 'avgReadLatency').value).toBe(expected);
  });

  test('has latencies for each instance that it is attached to', () => {
    const shared = volume('io2', 1_000);
    for (const instanceId of ['i-1', 'i-2']) new CfnVolumeAttachment(stack, instanceId, { volumeId: shared.ref, instanceId });
    expect(variantsOf(shared, 'stalledIo').map(({ id, dimensions }) => [id, dimensions.InstanceId])).toEqual([['Stack-i-1', 'i-1'], ['Stack-i-2', 'i-2']]);
  });
});

test('gateway endpoints have no metrics, others have', () => {
  const endpoint = (vpcEndpointType?: string) =>
    new CfnVPCEndpoint(stack, `Endpoint${vpcEndpointType}`, { vpcId: 'vpc-1', serviceName: 'com.amazonaws.eu-west-1.s3', vpcEndpointType });
  expect([undefined, 'Gateway', 'Interface', 'GatewayLoadBalancer'].map(type => variantsOf(endpoint(type), 'packetsDropped').length)).toEqual([0, 0, 1, 1]);
});

describe('a job queue', () => {
  const queue = (props: Partial<CfnJobQueueProps> = {}) => new CfnJobQueue(stack, `Queue${stack.node.children.length}`, { priority: 1, ...props });

  test('is named by its name, or by its ARN', () => {
    expect(dimensionsOf(queue({ jobQueueName: 'nightly' }))).toEqual({ JobQueueName: 'nightly' });
    const declared = { resourceType: 'AWS::Batch::JobQueue', attributes: { jobQueueArn: 'arn:aws:batch:eu-west-1:111122223333:job-queue/nightly' } };
    expect(dimensionsOf(ImportedResource.declare(new Stack(stack, 'Import'), declared))).toEqual({ JobQueueName: 'nightly' });
  });

  test('lets jobs wait for an hour, or as long as it says', () => {
    const limit = (maxTimeSeconds: number, state = 'RUNNABLE') => ({ action: 'CANCEL', maxTimeSeconds, reason: 'late', state });
    expect(thresholdOf(queue(), 'waitForCapacity')).toEqual({ value: 3_600_000 });
    expect(thresholdOf(queue({ jobStateTimeLimitActions: [limit(1_800), limit(600)] }), 'waitForCapacity')).toEqual({ value: 480_000 });
  });
});
