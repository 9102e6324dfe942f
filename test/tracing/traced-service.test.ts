import { App, CfnParameter, Stack, Stage, aws_lambda as lambda } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { TracedService, TransactionSearch, type TracedServiceProps } from '../../src';
import { rendered } from '../support/rendered';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { templateOf } from '../support/templates';

const ENV = { account: '123456789012', region: 'eu-west-1' };
const stackIn = (app = new App(), id = 'Stack') => new Stack(app, id, { env: ENV });
const ofType = (template: any, type: string) =>
  Object.values<any>(template.Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const make = (props: Partial<TracedServiceProps> = {}, stack = stackIn()) => ({ stack, service: new TracedService(stack, 'Traced', { serviceName: 'shop', ...props }) });

test('a service has a group and a sampling rule, within what X-Ray and CloudFormation take', () => {
  const app = strictApp();
  const stack = stackIn(app);
  const service = new TracedService(stack, 'Traced', {
    serviceName: 'shop', environment: 'prod', nodes: ['shop-api/prod', 'shop-worker'], insights: true, insightsNotifications: true,
    sampling: { reservoir: 5, rate: 0.1, boost: { maxRate: 0.5, cooldownMinutes: 30 }, matchServiceName: 'shop-api/*', httpMethod: 'POST', attributes: { tier: 'gold' } },
  });
  new TransactionSearch(stack, 'Search', { indexingPercentage: 5 });
  const template = templateOf(synthesizeStrictly(app), 'Stack');

  expect(ofType(template, 'AWS::XRay::Group')).toEqual([{
    GroupName: 'shop-prod', FilterExpression: 'service("shop-api/prod") OR service("shop-worker")', InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
  }]);
  expect(ofType(template, 'AWS::XRay::SamplingRule')).toEqual([{
    SamplingRule: {
      RuleName: 'shop-prod', Priority: service.samplingPriority, ReservoirSize: 5, FixedRate: 0.1, ServiceName: 'shop-api/*', ServiceType: '*', Host: '*', HTTPMethod: 'POST', URLPath: '*',
      ResourceARN: '*', Version: 1, Attributes: { tier: 'gold' }, SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 30 },
    },
  }]);
  expect(service.groupName).toBe('shop-prod');
});

test('insights and a boost are asked for', () => {
  const template = rendered(make().stack);
  expect(ofType(template, 'AWS::XRay::Group')[0]).toEqual({
    GroupName: 'shop', FilterExpression: 'service("shop")', InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
  });
  expect(ofType(template, 'AWS::XRay::SamplingRule')[0].SamplingRule).toMatchObject({ ReservoirSize: 1, FixedRate: 0.05, ServiceName: 'shop' });
  expect(ofType(template, 'AWS::XRay::SamplingRule')[0].SamplingRule).not.toHaveProperty('SamplingRateBoost');
});

test('nodes may be names that deployment tells', () => {
  const stack = stackIn();
  const fn = new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
  make({ nodes: [fn.functionName] }, stack);
  expect(ofType(rendered(stack), 'AWS::XRay::Group')[0].FilterExpression).toEqual({ 'Fn::Join': ['', ['service("', { Ref: 'Fn9270CBC0' }, '")']] });
});

test('names fit, are always the same, and differ where the names of services do', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/).filter(each => each !== 'Default');
  const nameOf = (serviceName: string) => make({ serviceName }).service;
  fc.assert(fc.property(name, name, (one, other) => {
    const { groupName, samplingPriority } = nameOf(one);
    expect(groupName.length).toBeLessThanOrEqual(32);
    expect(samplingPriority).toBeGreaterThanOrEqual(1000);
    expect(samplingPriority).toBeLessThanOrEqual(9999);
    expect(nameOf(one)).toMatchObject({ groupName, samplingPriority });
    expect(nameOf(other).groupName === groupName).toBe(one === other);
  }), { numRuns: 50 });
  expect(nameOf('payment-authorisation-and-settlement-eu').groupName).toBe('payment-authorisation-a-d7daacb7');
});

const BAD: [string, Partial<TracedServiceProps>, RegExp][] = [
  ['a name of deployment', { serviceName: new CfnParameter(stackIn(), 'Name').valueAsString }, /serviceName becomes part of names; received a token/],
  ['a name with a space', { serviceName: 'my shop' }, /received 'my shop'; valid: a literal of 1 to 64/],
  ['an environment with a slash', { environment: 'a/b' }, /environment becomes/],
  ['the name that X-Ray has itself', { serviceName: 'Default' }, /received 'Default'/],
  ['notifications without insights', { insightsNotifications: true }, /needs insights/],
  ['no nodes', { nodes: [] }, /without nodes/],
  ['a node with a quote', { nodes: ['a"b'] }, /received 'a"b'/],
  ['an empty expression', { filterExpression: ' ' }, /no filter expression/],
  ['an expression with an open quote', { filterExpression: 'service("shop)' }, /no filter expression/],
  ['an expression with an open bracket', { filterExpression: 'service("shop" { fault' }, /no filter expression/],
  ['an expression with brackets the wrong way', { filterExpression: ')service("shop"(' }, /no filter expression/],
  ['a rate over 1', { sampling: { rate: 5 } }, /`rate`.*received 5; valid: 0 to 1/],
  ['a rate under 0', { sampling: { rate: -0.1 } }, /`rate`/],
  ['a rate that is no number', { sampling: { rate: NaN } }, /`rate`.*received NaN/],
  ['a broken reservoir', { sampling: { reservoir: 1.5 } }, /`reservoir`.*whole number/],
  ['priority 0', { sampling: { priority: 0 } }, /`priority`.*received 0; valid: a whole number from 1 to 9999/],
  ['priority 10000', { sampling: { priority: 10_000 } }, /`priority`/],
  ['a boost under the rate', { sampling: { rate: 0.5, boost: { maxRate: 0.2 } } }, /`boost.maxRate`.*from the rate to 1/],
  ['a boost over 1', { sampling: { boost: { maxRate: 2 } } }, /`boost.maxRate`/],
  ['a cooldown of nothing', { sampling: { boost: { maxRate: 1, cooldownMinutes: 0 } } }, /`boost.cooldownMinutes`/],
  ['a long host', { sampling: { host: 'h'.repeat(65) } }, /`host`.*1 to 64 characters/],
  ['a long match', { sampling: { matchServiceName: 's'.repeat(65) } }, /`serviceName`/],
  ['a long path', { sampling: { urlPath: `/${'p'.repeat(128)}` } }, /`urlPath`/],
  ['an empty method', { sampling: { httpMethod: '' } }, /`httpMethod`/],
  ['six attributes', { sampling: { attributes: Object.fromEntries('abcdef'.split('').map(key => [key, 'x'])) } }, /`attributes`.*5 at most/],
  ['a long attribute', { sampling: { attributes: { a: 'x'.repeat(33) } } }, /`attributes`.*32/],
];

test.each(BAD)('%s is refused', (_, props, message) => {
  expect(() => make(props)).toThrow(message);
  expect(() => make(props)).toThrow(/^\[Stack\/Traced\] /);
});

test('two services do not share a name or a priority where they meet', () => {
  const stack = stackIn();
  const { samplingPriority } = new TracedService(stack, 'A', { serviceName: 'shop' });
  expect(() => new TracedService(stack, 'B', { serviceName: 'shop' })).toThrow(/X-Ray group of this name.*at Stack\/A/);
  expect(() => new TracedService(stack, 'C', { serviceName: 'cart', sampling: { priority: samplingPriority } })).toThrow(/sampling rule of this priority.*at Stack\/A.*Set sampling.priority/);
  new TracedService(new Stack(stack.node.root as App, 'Elsewhere', { env: { ...ENV, region: 'us-east-1' } }), 'A', { serviceName: 'shop' });
});

describe('Transaction Search', () => {
  test('writes spans where its policy allows it, and comes after it', () => {
    const stack = stackIn();
    new TransactionSearch(stack, 'Search');
    const { Resources } = rendered(stack);
    const [policyId, policy] = Object.entries<any>(Resources).find(([, { Type }]) => Type === 'AWS::Logs::ResourcePolicy')!;
    const document = JSON.parse(policy.Properties.PolicyDocument['Fn::Join'][1].map((part: any) => part.Ref ?? part).join(''));
    expect(document.Statement).toEqual([{
      Sid: 'TransactionSearchXRayAccess', Effect: 'Allow', Principal: { Service: 'xray.amazonaws.com' }, Action: 'logs:PutLogEvents',
      Resource: ['aws/spans', '/aws/application-signals/data'].map(group => `arn:AWS::Partition:logs:eu-west-1:123456789012:log-group:${group}:*`),
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:AWS::Partition:xray:eu-west-1:123456789012:*' }, StringEquals: { 'aws:SourceAccount': '123456789012' } },
    }]);
    const synthesized = templateOf((stack.node.root as App).synth(), 'Stack');
    const config = Object.values<any>(synthesized.Resources).find(({ Type }) => Type === 'AWS::XRay::TransactionSearchConfig');
    expect(config).toMatchObject({ Properties: { IndexingPercentage: 1 }, DependsOn: [policyId] });
  });

  test('is there once in an account and Region', () => {
    const app = new App();
    new TransactionSearch(stackIn(app, 'A'), 'Search');
    expect(() => new TransactionSearch(stackIn(app, 'B'), 'Search')).toThrow(/\[B\/Search\].*at A\/Search/);
    for (const stage of ['Dev', 'Prod']) new TransactionSearch(new Stack(new Stage(app, stage), 'Stack'), 'Search');
    expect(() => new TransactionSearch(new Stack(app.node.findChild('Dev') as Stage, 'Other'), 'Search')).toThrow(/at Dev\/Stack\/Search/);
  });

  test.each([-1, 101, NaN])('takes no share of %p', indexingPercentage => {
    expect(() => new TransactionSearch(stackIn(), 'Search', { indexingPercentage })).toThrow(/\[Stack\/Search\] indexingPercentage.*0 to 100/);
  });
});
