import { Stack, aws_cloudfront as cloudfront, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, type App, type CfnResource } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { CoverageState, DatabaseInsightsLevel, Exclusion, ObservedService, Telemetry, type ObservedServiceProps, type TelemetryOptions } from '../../../src';
import { inlineFunction } from '../../support/order-service';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';
import { everyKind } from './world';

type Kinds = ReturnType<typeof everyKind>;

interface World {
  readonly app: App;
  readonly stack: Stack;
  readonly service: ObservedService;
  readonly template: Template;
}

function world(telemetry?: Telemetry, prepare: (kinds: Kinds) => void = () => undefined, props: Partial<ObservedServiceProps> = {}): World {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: { region: 'us-east-1', account: '123456789012' } });
  const kinds = everyKind(stack);
  prepare(kinds);
  const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry, ...props });
  return { app, stack, service, template: Template.fromStack(stack) };
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
  const override = (construct: IConstruct, property: string, value: unknown) => {
    (construct.node.defaultChild as CfnResource).addPropertyOverride(property, value);
  };
  const telemetry = Telemetry.full({ databaseInsights: DatabaseInsightsLevel.ADVANCED });
  const { template, stack, service } = world(telemetry, ({ group, instance, cluster, stream, database, distribution }) => {
    override(group, 'MetricsCollection', [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }]);
    instance.instance.monitoring = false;
    override(cluster, 'ClusterSettings', [{ Name: 'containerInsights', Value: 'disabled' }]);
    override(stream, 'DesiredShardLevelMetrics', []);
    override(database, 'PerformanceInsightsRetentionPeriod', 7);
    new cloudfront.CfnMonitoringSubscription(distribution, 'Metrics', {
      distributionId: distribution.distributionId, monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Disabled' } },
    });
  });

  test.each<[string, object]>([
    ['AWS::AutoScaling::AutoScalingGroup', { MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }] }],
    ['AWS::EC2::Instance', { Monitoring: false }],
    ['AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] }],
    ['AWS::Kinesis::Stream', { DesiredShardLevelMetrics: [] }],
    ['AWS::RDS::DBInstance', { Engine: 'postgres', PerformanceInsightsRetentionPeriod: 7, DatabaseInsightsMode: Match.absent() }],
    ['AWS::CloudFront::MonitoringSubscription', { MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Disabled' } } }],
  ])('at %s: %j', (type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('and each is reported once, where it stands', () => {
    expect(infos(stack).map(info => info.split(':')[0])).toEqual(expect.arrayContaining([
      '/Shop/Cluster/Resource', '/Shop/Instance/Resource', '/Shop/Group/ASG', '/Shop/Stream/Resource', '/Shop/Database/Resource', '/Shop/Distribution/Resource',
    ]));
    expect(infos(stack)).toHaveLength(6);
  });

  test('so its signals stay blind, and cost nothing', () => {
    expect(blindIn(service)).toEqual(expect.arrayContaining([expect.stringMatching(/^Shop\/Web/), expect.stringMatching(/^Shop\/Distribution/)]));
    expect(service.monthlyCost.items.map(({ what }) => what)).not.toContain('shard metrics');
  });
});

test('what is excluded or imported is not touched', () => {
  const stack = new Stack(strictApp(), 'Stack');
  const [excluded, included] = [new s3.Bucket(stack, 'Excluded'), new s3.Bucket(stack, 'Included')];
  const imported = s3.Bucket.fromBucketName(stack, 'Imported', 'elsewhere');
  const service = new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'team', routes: [], resources: [excluded, included, imported], exclude: [Exclusion.of(excluded, 'it is going away')], telemetry: Telemetry.full(),
  });
  const buckets = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket')).filter(({ Properties }) => Properties?.MetricsConfigurations);
  expect(buckets).toHaveLength(1);
  expect(service.monthlyCost.items).toContainEqual({ what: 'S3 request metrics', quantity: 16, unitPrice: 0.3, amount: 4.8 });
  expect(blindIn(service).every(each => each.startsWith('Stack/Imported '))).toBe(true);
});

describe('Lambda Insights', () => {
  const layered = (props: Partial<lambda.FunctionProps>, telemetry = Telemetry.of({ lambdaInsights: true }), region = 'us-east-1') => {
    const stack = new Stack(strictApp(), 'Stack', { env: { region, account: '123456789012' } });
    const fn = inlineFunction(stack, 'Function', props);
    const service = new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry });
    return { stack, fn, service };
  };
  const layersOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'))[0].Properties.Layers;
  const layer = (stack: Stack, id: number) => lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${id}`, `arn:aws:lambda:us-east-1:123456789012:layer:own:${id}`);

  test('stands beside the layers of the function, also those that come later', () => {
    const { stack, fn } = layered({});
    fn.addLayers(layer(stack, 1));
    expect(layersOf(stack)).toEqual([expect.stringContaining('LambdaInsightsExtension'), 'arn:aws:lambda:us-east-1:123456789012:layer:own:1']);
  });

  test('stands after the layers of an L1', () => {
    const stack = new Stack(strictApp(), 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    new lambda.CfnFunction(stack, 'Function', {
      role: role.roleArn, code: { zipFile: '0' }, handler: 'index.handler', runtime: 'nodejs22.x', layers: ['arn:aws:lambda:us-east-1:123456789012:layer:own:1'],
    });
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry: Telemetry.of({ lambdaInsights: true }) });
    expect(layersOf(stack)).toEqual(['arn:aws:lambda:us-east-1:123456789012:layer:own:1', expect.stringContaining('LambdaInsightsExtension')]);
  });

  test('is left out of a function that has five layers', () => {
    const { stack, fn } = layered({});
    const full = inlineFunction(stack, 'Full');
    full.addLayers(...[1, 2, 3, 4, 5].map(id => layer(stack, id)));
    const service = new ObservedService(stack, 'Other', { serviceName: 'other', owner: 'team', routes: [], resources: [full], telemetry: Telemetry.of({ lambdaInsights: true }) });
    expect(fn).toBeDefined();
    expect(blindIn(service)).toHaveLength(3);
    expect(infos(stack)).toEqual([expect.stringMatching(/it has 5 layers, and Lambda takes no more/)]);
  });

  test('takes the layer of the user where none is known', () => {
    const arn = 'arn:aws-iso-f:lambda:us-isof-east-1:123456789012:layer:LambdaInsightsExtension:9';
    const { stack } = layered({}, Telemetry.of({ lambdaInsights: true, lambdaInsightsLayers: { x86_64: arn } }), 'us-isof-east-1');
    expect(layersOf(stack)).toEqual([arn]);
    expect(infos(layered({}, undefined, 'us-isof-east-1').stack)).toEqual([expect.stringMatching(/no layer of version .* is known for x86_64 in us-isof-east-1: give lambdaInsightsLayers/)]);
  });

  test('lets a role that functions share write to its log group once', () => {
    const stack = new Stack(strictApp(), 'Stack');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const id of ['A', 'B']) inlineFunction(stack, id, { role });
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'team', routes: [], telemetry: Telemetry.of({ lambdaInsights: true }) });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 1);
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] })] } });
  });
});

describe('options', () => {
  test.each<[TelemetryOptions, RegExp]>([
    [{ lambdaInsights: true, lambdaInsightsLayers: { arm: 'arn:aws:lambda:us-east-1:123456789012:layer:a:1' } }, /no such architecture; received 'arm'; valid: x86_64, arm64/],
    [{ lambdaInsights: true, lambdaInsightsLayers: { arm64: 'LambdaInsightsExtension' } }, /not the ARN of the version of a layer; received 'LambdaInsightsExtension'/],
    [{ lambdaInsightsLayers: { arm64: 'arn:aws:lambda:us-east-1:123456789012:layer:a:1' } }, /Lambda Insights is not switched on/],
    [{ hostProcesses: ['nginx'] }, /host metrics are not switched on\. Set hostMetrics: true/],
    [{ hostMetrics: true, hostProcesses: ['rm -rf'] }, /not the name of an executable; received 'rm -rf'/],
    [{ logs: { retention: logs.RetentionDays.INFINITE } }, /events would be kept for ever/],
  ])('%j are refused', (options, message) => expect(() => Telemetry.of(options)).toThrow(message));

  test('of undefined change nothing of a preset', () => {
    const { template } = world(Telemetry.essential({ groupMetrics: undefined, logs: undefined }));
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { MetricsCollection: [{ Granularity: '1Minute' }] });
    template.resourceCountIs('AWS::Logs::QueryDefinition', 4);
  });
});

test('the advanced level is that of a cluster, for 15 months, billed by the vCPUs of its instances', () => {
  const { template, service } = world(Telemetry.of({ databaseInsights: DatabaseInsightsLevel.ADVANCED }));
  template.hasResourceProperties('AWS::RDS::DBCluster', { DatabaseInsightsMode: 'advanced', PerformanceInsightsEnabled: true, PerformanceInsightsRetentionPeriod: 465 });
  template.hasResourceProperties('AWS::RDS::DBInstance', { Engine: 'postgres', DatabaseInsightsMode: 'advanced', EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 465 });
  expect(service.monthlyCost.items).toContainEqual({ what: 'vCPUs with advanced Database Insights', quantity: 4, unitPrice: 9.125, amount: 36.5 });
});
