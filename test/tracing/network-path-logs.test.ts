import {
  Duration, Stack, Token, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_ec2 as ec2,
  aws_elasticloadbalancingv2 as elbv2, aws_globalaccelerator as globalaccelerator,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { NetworkPathLogs, type NetworkPathLogsProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';

function path(make: (stack: Stack, vpc: ec2.Vpc) => NetworkPathLogsProps, env = { region: 'us-east-1', account: '123456789012' }) {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const construct = new NetworkPathLogs(stack, 'Path', make(stack, vpc));
  return { app, stack, construct, template: Template.fromStack(stack) };
}

test('flow logs of a VPC go to a bucket that drops them, takes only TLS, and only deliveries for this account', () => {
  const { app, template } = path((_, vpc) => ({ vpcs: [vpc], retention: Duration.days(30) }));
  synthesizeStrictly(app);
  template.hasResourceProperties('AWS::EC2::FlowLog', { ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: { 'Fn::Join': ['', [Match.anyValue(), '/vpc/']] } });
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30 })] },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({
          Sid: 'LogDeliveryWrite', Action: 's3:PutObject',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012', 's3:x-amz-acl': 'bucket-owner-full-control' },
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:123456789012:*']] } },
          },
        }),
      ]),
    },
  });
});

test('flow logs go to a log group that keeps them long enough, with a role for it alone', () => {
  const { app, template, construct } = path((_, vpc) => ({ vpcs: [vpc], flowLogsToLogGroup: true, retention: Duration.days(100) }));
  synthesizeStrictly(app);
  expect(construct.flowLogGroup).toBeDefined();
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 120 });
  template.hasResourceProperties('AWS::EC2::FlowLog', { LogDestinationType: 'cloud-watch-logs', DeliverLogsPermissionArn: Match.anyValue() });
  const [role] = Object.values(template.findResources('AWS::IAM::Role', { Properties: { Description: Match.stringLikeRegexp('flow logs') } }));
  expect(role.Properties.Policies[0].PolicyDocument.Statement[0].Resource).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
});

test('load balancers log once the bucket lets them, except where somebody decided', () => {
  const { app, template, stack } = path((scope, vpc) => {
    const decided = new elbv2.ApplicationLoadBalancer(scope, 'Decided', { vpc });
    decided.setAttribute('access_logs.s3.enabled', 'false');
    return {
      applicationLoadBalancers: [new elbv2.ApplicationLoadBalancer(scope, 'Alb', { vpc }), decided], networkLoadBalancers: [new elbv2.NetworkLoadBalancer(scope, 'Nlb', { vpc })],
    };
  });
  synthesizeStrictly(app);
  for (const [Type, prefix] of [['application', 'alb'], ['network', 'nlb']]) {
    template.hasResource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Properties: {
        Type,
        LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: Match.anyValue() }, { Key: 'access_logs.s3.prefix', Value: prefix }]),
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^PathBucketPolicy')]),
    });
  }
  expect(Annotations.fromStack(stack).findInfo('/Shop/Decided', Match.stringLikeRegexp('stay as they are'))).toHaveLength(1);
});

test('distributions log to the bucket, which then takes their access control list, except those that log elsewhere', () => {
  const { app, template, stack } = path(scope => {
    const origin = new origins.HttpOrigin('example.com');
    return {
      distributions: [
        new cloudfront.Distribution(scope, 'Site', { defaultBehavior: { origin } }), new cloudfront.Distribution(scope, 'Logged', { defaultBehavior: { origin }, enableLogging: true }),
        cloudfront.Distribution.fromDistributionAttributes(scope, 'Imported', { distributionId: 'E1', domainName: 'd1.cloudfront.net' }),
      ],
    };
  });
  synthesizeStrictly(app);
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { Logging: { Bucket: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PathBucket'), 'RegionalDomainName'] }, IncludeCookies: false, Prefix: Match.stringLikeRegexp('^cloudfront/[0-9a-f]{8}/$') } },
  });
  template.hasResourceProperties('AWS::S3::Bucket', { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] }, LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90 })] } });
  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('^NetworkPathLogs'))).toHaveLength(2);
});

test('accelerators get flow logs by a custom resource, which switches them off again', () => {
  const { app, template } = path(scope => ({ accelerators: [new globalaccelerator.Accelerator(scope, 'Accelerator')] }));
  synthesizeStrictly(app);
  const [{ Properties }] = Object.values(template.findResources('Custom::AWS'));
  expect(JSON.stringify(Properties.Create)).toContain('FlowLogsS3Prefix');
  expect(JSON.stringify(Properties.Delete)).toMatch(/FlowLogsEnabled\\+":false/);
  expect(JSON.stringify(template.findResources('AWS::S3::BucketPolicy'))).toContain(':logs:*:');
});

test('monitors are made where asked for', () => {
  const { app, template } = path((_, vpc) => ({
    vpcs: [vpc], internetMonitor: { monitorName: 'shop', trafficPercentage: 50 },
    networkFlowMonitor: { monitorName: 'shop', scopeArn: 'arn:aws:networkflowmonitor:us-east-1:123456789012:scope/11111111-aaaa-bbbb-cccc-222222222222' },
  }));
  synthesizeStrictly(app);
  template.hasResourceProperties('AWS::InternetMonitor::Monitor', {
    MonitorName: 'shop', TrafficPercentageToMonitor: 50, MaxCityNetworksToMonitor: 100, InternetMeasurementsLogDelivery: { S3Config: Match.objectLike({ BucketPrefix: 'internet' }) },
  });
  template.hasResourceProperties('AWS::NetworkFlowMonitor::Monitor', { LocalResources: [{ Type: 'AWS::EC2::VPC', Identifier: Match.anyValue() }] });
});

test('another VPC changes no other id', () => {
  const idsOf = (count: number) => Object.keys(path((scope, vpc) => ({
    vpcs: [vpc, ...Array.from({ length: count }, (_, index) => new ec2.Vpc(scope, `More${index}`, { natGateways: 0, maxAzs: 1 }))].reverse(),
  })).template.findResources('AWS::EC2::FlowLog'));
  expect(idsOf(2)).toEqual(expect.arrayContaining(idsOf(0)));
});

test.each<[string, (vpc: ec2.Vpc) => NetworkPathLogsProps, RegExp]>([
  ['nothing to log', () => ({}), /\[Shop\/Path\] there is nothing to log\. Name vpcs/],
  ['a retention of less than a day', vpc => ({ vpcs: [vpc], retention: Duration.hours(5) }), /retention is too short; received '5 hours'; valid: one day or more/],
  ['a retention that deployment tells', vpc => ({ vpcs: [vpc], retention: Duration.days(Token.asNumber({ Ref: 'Days' })) }), /retention has to be known at synthesis/],
  ['a name with a blank', vpc => ({ vpcs: [vpc], internetMonitor: { monitorName: 'my shop' } }), /monitorName is no name of a monitor; received 'my shop'/],
  ['more than all traffic', vpc => ({ vpcs: [vpc], internetMonitor: { monitorName: 'shop', trafficPercentage: 101 } }), /received 101; valid: a whole number from 1 to 100/],
  ['no city', vpc => ({ vpcs: [vpc], internetMonitor: { monitorName: 'shop', maxCityNetworks: 0 } }), /received 0; valid: a whole number from 1 to 500000/],
])('%s is refused', (_, props, message) => expect(() => path((__, vpc) => props(vpc))).toThrow(message));
