import { Stack, type App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerInsightsLevel, CoverageState, DatabaseInsightsLevel, ObservedService, Telemetry, type ObservedServiceProps, type TelemetryOptions } from '../../../src';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';
import { everyKind } from './world';

interface World { readonly app: App; readonly stack: Stack; readonly service: ObservedService; readonly template: Template; readonly kinds: ReturnType<typeof everyKind> }

function world(telemetry: Telemetry | undefined, prepare: (kinds: ReturnType<typeof everyKind>) => void = () => undefined, props: Partial<ObservedServiceProps> = {}): World {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: { region: 'us-east-1', account: '123456789012' } });
  const kinds = everyKind(stack);
  prepare(kinds);
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry, ...props });
  return { app, stack, service, kinds, template: Template.fromStack(stack) };
}

const infos = (stack: Stack) => Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('^Telemetry: ')).map(({ id, entry }) => `${id}: ${entry.data}`);
const blindIn = (service: ObservedService) => service.coverage.resources
  .flatMap(({ path, signals }) => signals.filter(({ state }) => state === CoverageState.BLIND).map(({ id }) => `${path} ${id}`));

describe('full telemetry', () => {
  const { app, stack, service, template } = world(Telemetry.full());

  test('leaves no signal of any kind blind, and has nothing to say about it', () => {
    expect(blindIn(service)).toEqual([]);
    expect(infos(stack)).toEqual([]);
  });

  test('is what AWS accepts', () => void synthesizeStrictly(app));

  test.each<[string, object]>([
    ['AWS::Lambda::Function', { Layers: [Match.stringLikeRegexp('^arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:\\d+$')] }],
    ['AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] }],
    ['AWS::EKS::Addon', { AddonName: 'amazon-cloudwatch-observability', PodIdentityAssociations: [{ ServiceAccount: 'cloudwatch-agent', RoleArn: Match.anyValue() }] }],
    ['AWS::EKS::Addon', { AddonName: 'eks-pod-identity-agent' }],
    ['AWS::RDS::DBInstance', { Engine: 'postgres', EnablePerformanceInsights: true, DatabaseInsightsMode: Match.absent() }],
    ['AWS::RDS::DBInstance', { Engine: 'aurora-postgresql', EnablePerformanceInsights: true }],
    ['AWS::EC2::Instance', { Monitoring: true }],
    ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: Match.objectLike({ Monitoring: { Enabled: true } }) }],
    ['AWS::AutoScaling::AutoScalingGroup', { MetricsCollection: [{ Granularity: '1Minute' }] }],
    ['AWS::S3::Bucket', { MetricsConfigurations: [{ Id: 'EntireBucket' }] }],
    ['AWS::S3Express::DirectoryBucket', { MetricsConfigurations: [{ Id: 'EntireBucket' }] }],
    ['AWS::CloudFront::MonitoringSubscription', { MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' } } }],
    ['AWS::AppSync::GraphQLApi', { EnhancedMetricsConfig: Match.objectLike({ OperationLevelMetricsConfig: 'ENABLED' }) }],
    ['AWS::Kinesis::Stream', { DesiredShardLevelMetrics: ['ALL'] }],
    ['AWS::MSK::Cluster', { EnhancedMonitoring: 'PER_BROKER' }],
    ['AWS::Glue::Job', { DefaultArguments: { '--enable-metrics': 'true', '--enable-observability-metrics': 'true' } }],
    ['AWS::SSM::Association', { Name: 'AmazonCloudWatch-ManageAgent', Targets: [{ Key: 'InstanceIds', Values: [Match.anyValue()] }] }],
    ['AWS::SSM::Association', { Name: 'AmazonCloudWatch-ManageAgent', Targets: [{ Key: 'tag:aws:autoscaling:groupName', Values: [Match.anyValue()] }] }],
    ['AWS::SSM::Association', { Name: 'AWS-ConfigureAWSPackage', Parameters: { action: ['Install'], name: ['AmazonCloudWatchAgent'] } }],
  ])('sets what %s needs: %j', (type, properties) => template.hasResourceProperties(type, properties));

  test('bills what can be counted', () => {
    const items = Object.fromEntries(service.monthlyCost.items.map(({ what, quantity }) => [what, quantity]));
    expect(items).toMatchObject({
      'Lambda Insights metrics': 8, 'S3 request metrics': 32, 'additional CloudFront metrics': 8, 'shard metrics': 14, 'EC2 detailed metrics': 7,
      'metrics of the CloudWatch agent': 2, 'metrics from logs': 3,
    });
  });

  test('notes what depends on the load, with its unit price', () => {
    expect(service.monthlyCost.notes.length).toBeGreaterThanOrEqual(8);
    for (const note of service.monthlyCost.notes) expect(note).toMatch(/\d USD/);
  });

  test('names each charge by its resource', () => {
    expect(service.monthlyCost.details).toContainEqual({ what: 'S3 request metrics of Shop/Bucket', quantity: 16, unitPrice: 0.3, amount: 4.8 });
  });
});

test('without telemetry nothing is set, and prices of the user apply where there is some', () => {
  const plain = world(undefined);
  expect(blindIn(plain.service).length).toBeGreaterThan(20);
  expect(plain.template.findResources('AWS::S3::Bucket', { Properties: { MetricsConfigurations: Match.anyValue() } })).toEqual({});
  const { service } = world(Telemetry.of({ bucketRequestMetrics: true }), undefined, { prices: { customMetric: 1 } });
  expect(service.monthlyCost.items).toContainEqual({ what: 'S3 request metrics', quantity: 32, unitPrice: 1, amount: 32 });
});

test('essential telemetry costs less than two dollars for all that', () => {
  const [essential, none] = [world(Telemetry.essential()), world(undefined)];
  expect(essential.service.monthlyCost.items.find(({ what }) => what === 'metrics from logs')!.amount).toBeLessThan(1);
  const alarmsOfLogs = essential.service.alarms.filter(({ signal }) => signal.source.kind === 'function-logs');
  const blindBefore = essential.service.alarms.length - none.service.alarms.length;
  expect(alarmsOfLogs).toHaveLength(3);
  expect(blindBefore).toBeLessThan(10);
  expect(essential.service.monthlyCost.total - none.service.monthlyCost.total).toBeLessThan(2);
  expect(essential.service.monthlyCost.notes).toEqual([]);
});

describe('what somebody chose stays', () => {
  const chosen: [string, (kinds: ReturnType<typeof everyKind>) => void, TelemetryOptions, (template: Template) => void][] = [
    ['group metrics', ({ group }) => (group.node.defaultChild as any).addPropertyOverride('MetricsCollection', [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }]), { groupMetrics: true },
      template => template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }] })],
    ['false', ({ instance }) => { instance.instance.monitoring = false; }, { detailedMonitoring: true },
      template => template.hasResourceProperties('AWS::EC2::Instance', { Monitoring: false })],
    ['a weaker level', ({ cluster }) => (cluster.node.defaultChild as any).addPropertyOverride('ClusterSettings', [{ Name: 'containerInsights', Value: 'disabled' }]),
      { containerInsights: ContainerInsightsLevel.ENHANCED },
      template => template.hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] })],
    ['the shards', ({ stream }) => (stream.node.defaultChild as any).addPropertyOverride('DesiredShardLevelMetrics', []), { shardMetrics: true },
      template => template.hasResourceProperties('AWS::Kinesis::Stream', { DesiredShardLevelMetrics: [] })],
    ['what Performance Insights keeps', ({ database }) => (database.node.defaultChild as any).addPropertyOverride('PerformanceInsightsRetentionPeriod', 7),
      { databaseInsights: DatabaseInsightsLevel.ADVANCED },
      template => template.hasResourceProperties('AWS::RDS::DBInstance', { Engine: 'postgres', PerformanceInsightsRetentionPeriod: 7, DatabaseInsightsMode: Match.absent() })],
  ];

  test.each(chosen)('%s', (_, prepare, options, expectation) => {
    const { template, stack } = world(Telemetry.of(options), prepare);
    expectation(template);
    expect(infos(stack)).toHaveLength(1);
  });

  test('what is excluded or imported is not touched', () => {
    const { template, service } = world(Telemetry.full(), ({ bucket }) => void bucket, {});
    expect(service).toBeDefined();
    template.resourceCountIs('AWS::S3::Bucket', 1);
  });
});

test('the advanced level is that of a cluster, for 15 months, billed by the vCPUs of its instances', () => {
  const { template, service } = world(Telemetry.of({ databaseInsights: DatabaseInsightsLevel.ADVANCED }));
  template.hasResourceProperties('AWS::RDS::DBCluster', { DatabaseInsightsMode: 'advanced', PerformanceInsightsEnabled: true, PerformanceInsightsRetentionPeriod: 465 });
  template.hasResourceProperties('AWS::RDS::DBInstance', { Engine: 'postgres', DatabaseInsightsMode: 'advanced', EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 465 });
  expect(service.monthlyCost.items).toContainEqual({ what: 'vCPUs with advanced Database Insights', quantity: 4, unitPrice: 9.125, amount: 36.5 });
});
