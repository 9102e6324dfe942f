import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as globalaccelerator from 'aws-cdk-lib/aws-globalaccelerator';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { ImportedResource, SignalCatalog } from '../../../src';
import { observe } from '../../support/observe';

const EVENTS = [cloudfront.FunctionEventType.VIEWER_REQUEST, cloudfront.FunctionEventType.VIEWER_RESPONSE];

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

test.each([
  ['cloudfront-distribution', 'us-east-1'], ['route53-health-check', 'us-east-1'],
  ['global-accelerator', 'us-west-2'], ['global-accelerator-endpoint-group', 'us-west-2'],
])('%s has its metrics in %s', (kind, region) => {
  expect(SignalCatalog.builtIn().source(kind).metricsRegion).toBe(region);
});

describe('a distribution', () => {
  const distribution = (props: Partial<cloudfront.DistributionProps> = {}) =>
    observe(new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: new HttpOrigin('origin.example.com') }, ...props }));
  const raw = (origins: unknown) => observe(new cloudfront.CfnDistribution(stack, 'Raw', { distributionConfig: { enabled: true, origins } as any })).threshold('originLatency').value;

  test('has additional metrics where they are subscribed to', () => {
    expect(distribution().blind).toEqual(['originLatency', 'cacheHitRate']);
  });

  test('has additional metrics with publishAdditionalMetrics', () => {
    expect(distribution({ publishAdditionalMetrics: true }).blind).toEqual([]);
  });

  test('may take 80% of the shortest response timeout of its origins', () => {
    expect(distribution().threshold('originLatency').value).toBe(24_000);
    expect(raw([{ id: 'a', domainName: 'a', customOriginConfig: { originProtocolPolicy: 'https-only', originReadTimeout: 10 } }, { id: 'b', domainName: 'b', s3OriginConfig: {} }])).toBe(8_000);
  });

  test('follows the timeout of an L2 origin', () => {
    const origin = new HttpOrigin('origin.example.com', { readTimeout: Duration.seconds(20) });
    expect(distribution({ defaultBehavior: { origin } }).threshold('originLatency').value).toBe(16_000);
  });

  test('has no guessed timeout', () => {
    expect(raw([{ id: 'a', domainName: 'a', customOriginConfig: { originProtocolPolicy: 'https-only', originReadTimeout: Fn.importValue('timeout') } }])).toBeUndefined();
  });

  test('has signals of each function once, by its name', () => {
    const redirect = new cloudfront.Function(stack, 'Redirect', { functionName: 'redirect', code: cloudfront.FunctionCode.fromInline('x') });
    const sign = new cloudfront.Function(stack, 'Sign', { functionName: Fn.importValue('name'), code: cloudfront.FunctionCode.fromInline('x') });
    const origin = new HttpOrigin('origin.example.com');
    const on = (...functions: cloudfront.IFunction[]) => ({
      origin, functionAssociations: functions.map((each, index) => ({ function: each, eventType: EVENTS[index] })),
    });
    const variants = distribution({ defaultBehavior: on(redirect), additionalBehaviors: { '/orders': on(redirect, sign) } }).variants('functionThrottles');
    expect(variants.map(({ id, dimensions }) => [id, stack.resolve(dimensions.FunctionName)])).toEqual([['redirect', 'redirect'], ['Stack/Sign', { 'Fn::ImportValue': 'name' }]]);
  });

  test('has signals of a function that stands elsewhere', () => {
    const functionAssociations = [{ functionArn: 'arn:aws:cloudfront::111122223333:function/sign', eventType: 'viewer-request' }];
    const distributionConfig = { enabled: true, defaultCacheBehavior: { targetOriginId: 'a', viewerProtocolPolicy: 'https-only', functionAssociations } };
    expect(observe(new cloudfront.CfnDistribution(stack, 'Raw', { distributionConfig })).signals).toContain('functionThrottles-sign');
  });
});

describe('a global accelerator', () => {
  test('is named by the id in its ARN, and so is what is below it', () => {
    const accelerator = new globalaccelerator.Accelerator(stack, 'Accelerator');
    const listener = accelerator.addListener('Listener', { portRanges: [{ fromPort: 443 }] });
    const part = (index: number, resource: string, attribute: string) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { 'Fn::GetAtt': [resource, attribute] }] }] });
    const listenerId = stack.getLogicalId(listener.node.defaultChild as any);
    expect(observe(accelerator).dimensions).toEqual({ Accelerator: part(1, stack.getLogicalId(accelerator.node.defaultChild as any), 'AcceleratorArn') });
    expect(observe(listener.addEndpointGroup('Group', { region: 'eu-central-1' })).dimensions).toEqual({
      Accelerator: part(1, listenerId, 'ListenerArn'), Listener: part(3, listenerId, 'ListenerArn'), EndpointGroup: 'eu-central-1',
    });
  });

  test('is named by the ARN of an import', () => {
    const accelerator = globalaccelerator.Accelerator.fromAcceleratorAttributes(stack, 'Import', { acceleratorArn: 'arn:aws:globalaccelerator::111122223333:accelerator/abc', dnsName: 'x' });
    expect(observe(accelerator).dimensions).toEqual({ Accelerator: 'abc' });
  });

  test('has imported endpoint groups, whose Region is declared', () => {
    const group = globalaccelerator.EndpointGroup.fromEndpointGroupArn(stack, 'Import', 'arn:aws:globalaccelerator::111122223333:accelerator/abc/listener/l/endpoint-group/e');
    ImportedResource.declare(group, { resourceType: 'AWS::GlobalAccelerator::EndpointGroup', properties: { EndpointGroupRegion: 'eu-central-1' } });
    expect(observe(group).dimensions).toEqual({ Accelerator: 'abc', Listener: 'l', EndpointGroup: 'eu-central-1' });
  });
});

describe('a health check', () => {
  const signals = (type: HealthCheckType, measureLatency: boolean) => observe(new HealthCheck(stack, 'Check', { type, fqdn: 'orders.example.com', port: 443, measureLatency })).signals;

  test('measures what its type has', () => {
    expect(signals(HealthCheckType.HTTPS, true)).toEqual(['healthCheckStatus', 'percentageHealthy', 'connectionTime', 'timeToFirstByte', 'sslHandshakeTime']);
  });

  test('of TCP has neither requests nor TLS', () => {
    expect(signals(HealthCheckType.TCP, true)).toEqual(['healthCheckStatus', 'percentageHealthy', 'connectionTime']);
  });

  test('measures no latency unasked', () => {
    expect(signals(HealthCheckType.HTTP, false)).toEqual(['healthCheckStatus', 'percentageHealthy']);
  });

  test('of other health checks has no checkers of its own', () => {
    const child = HealthCheck.fromHealthCheckId(stack, 'Child', 'abc');
    expect(observe(new HealthCheck(stack, 'Check', { type: HealthCheckType.CALCULATED, childHealthChecks: [child] })).signals).toEqual(['healthCheckStatus']);
  });
});

describe('a web ACL', () => {
  const acl = (scope: string, cloudWatchMetricsEnabled = true) => observe(new CfnWebACL(stack, 'Acl', {
    scope, defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled, metricName: 'orders', sampledRequestsEnabled: true },
  }));

  test('is named by its metric name, and by its Region unless it is for CloudFront', () => {
    expect(acl('REGIONAL').dimensions).toEqual({ WebACL: 'orders', Rule: 'ALL', Region: 'eu-west-1' });
  });

  test('for CloudFront has no Region', () => {
    expect(acl('CLOUDFRONT').dimensions).toEqual({ WebACL: 'orders', Rule: 'ALL' });
  });

  test('without metrics has no signals', () => {
    expect(acl('REGIONAL', false).signals).toEqual([]);
  });
});
