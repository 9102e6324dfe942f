import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CoverageState, Journey, ObservedService, type ObservedServiceProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { bundleScripts } from '../support/synthetics/scripts';

beforeAll(bundleScripts);

const browse = Journey.heartbeat('browse', { url: 'https://shop.example.com/' });
const order = Journey.api('order', { steps: [{ name: 'list', url: 'https://api.example.com/orders' }] });

function observed(props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Stack');
  const queue = new Queue(stack, 'Orders');
  const service = new ObservedService(stack, 'Service', {
    serviceName: 'checkout', owner: 'team', routes: [], resources: [queue], journeys: [browse, order], ...props,
  });
  return { app, stack, service, template: Template.fromStack(stack) };
}

test('each journey has a canary, and both share a bucket and a group', () => {
  const { app, service, template } = observed();
  expect(service.canaries.map(({ canaryName }) => canaryName)).toEqual(['checkout-browse', 'checkout-order']);
  template.resourceCountIs('AWS::Synthetics::Canary', 2);
  template.resourceCountIs('AWS::S3::Bucket', 1);
  template.hasResourceProperties('AWS::Synthetics::Group', { Name: Match.stringLikeRegexp('^checkout-[0-9a-f]{8}$'), ResourceArns: [Match.anyValue(), Match.anyValue()] });
  expect(() => synthesizeStrictly(app)).not.toThrow();
});

test('canaries are observed as other resources are: alarms, health, coverage, cost', () => {
  const { service, template } = observed();
  const ofCanaries = service.alarms.filter(({ signal }) => signal.source.kind === 'synthetics-canary');
  expect(ofCanaries.map(({ signal }) => signal.id)).toEqual(['successPercentWithRetries', 'duration', 'lambdaMemory', 'successPercentWithRetries', 'duration', 'lambdaMemory']);
  expect(ofCanaries.filter(({ feedsHealth }) => feedsHealth)).toHaveLength(2);
  template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 1);
  expect(service.canaries.map(({ resource }) => service.coverage.of(resource)?.state)).toEqual([CoverageState.ALARMED, CoverageState.ALARMED]);
  expect(service.monthlyCost.items).toContainEqual({ what: 'canary runs', quantity: 17_280, unitPrice: 0.0012, amount: 20.74 });
  expect(JSON.stringify(template.findResources('AWS::CloudWatch::Dashboard'))).toContain('CloudWatchSynthetics');
});

test('one more journey changes no other id', () => {
  const before = Object.keys(observed({ journeys: [order] }).template.toJSON().Resources);
  expect(Object.keys(observed({ journeys: [browse, order] }).template.toJSON().Resources)).toEqual(expect.arrayContaining(before));
});

test('the name of a canary stays short where that of the service is long', () => {
  const { service } = observed({ serviceName: 'order-management-and-fulfilment', environment: 'production' });
  expect(service.canaries.map(({ canaryName }) => canaryName)).toEqual([expect.stringMatching(/^browse-[0-9a-f]{6}$/), expect.stringMatching(/^order-[0-9a-f]{6}$/)]);
});

test('the canaries run as the options say', () => {
  const { template } = observed({ journeyOptions: { schedule: 'rate(1 minute)', retries: 0 } });
  template.allResourcesProperties('AWS::Synthetics::Canary', { Schedule: { Expression: 'rate(1 minute)', RetryConfig: { MaxRetries: 0 } } });
});

test('two journeys of one name are refused', () => {
  expect(() => observed({ journeys: [browse, browse] })).toThrow(/two journeys have the same name; received 'browse'/);
});
