import { Template } from 'aws-cdk-lib/assertions';
import { OrderServiceStack } from '../../examples/quickstart/order-service-stack';
import { OperationalExcellenceChecks, PerformanceEfficiencyChecks, type PillarChecks } from '../../src';
import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { findingsOf, strictApp, synthesizeStrictly } from '../support/strict-app';
import { context, expectFindings, manifests } from './examples';

const app = strictApp({ context: context('quickstart') });
let template: Template;
let service: ServiceManifest;
let packs: PillarChecks[];

beforeAll(() => {
  packs = [OperationalExcellenceChecks.enforce(app), PerformanceEfficiencyChecks.enforce(app)];
  const stack = new OrderServiceStack(app, 'OrderService', { onCallEmail: 'on-call@example.com' });
  synthesizeStrictly(app);
  template = Template.fromStack(stack);
  [service] = manifests(app.outdir);
});

test('the packs find the one weakness that the example has on purpose', () => {
  expectFindings('quickstart', packs);
  expect(packs.flatMap(({ findings }) => findings)).toHaveLength(1);
});

test('no other validator has anything to remark', () => {
  const names = packs.map(({ name }) => name);
  expect(findingsOf(app).filter(({ plugin }) => !names.includes(plugin))).toEqual([]);
});

test('every resource is covered as the example says', () => {
  expect(Object.fromEntries(service.coverage.resources.map(({ path, state }) => [path.replace('OrderService/', ''), state]))).toEqual({
    'Orders': 'ALARMED',
    'OrderEvents': 'ALARMED',
    'Fulfilment': 'ALARMED',
    'FulfilmentDeadLetters': 'ALARMED',
    'PlaceOrder': 'ALARMED',
    'FulfilOrder': 'ALARMED',
    'Api/DeploymentStage.prod': 'ALARMED',
    'OnCall/Topic': 'EXCLUDED',
  });
});

test('the excluded signal has no alarm, and its reason stands in the coverage', () => {
  const excluded = service.coverage.resources.flatMap(({ signals }) => signals).filter(({ state }) => state === 'EXCLUDED');
  expect(excluded).toEqual([{ id: 'clientErrorRate', state: 'EXCLUDED', note: expect.stringMatching(/\w+/) }]);
  template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { MetricName: '4XXError' }, 0);
});

test('every alarm acts by itself or through a composite that acts', () => {
  const composites = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm')).map(({ Properties }) => Properties);
  expect(composites.map(({ AlarmName }) => AlarmName)).toEqual(expect.arrayContaining(['orders-prod-health', 'orders-prod-slo-page-availability', 'orders-prod-slo-ticket-latency-p99']));
  const behind = JSON.stringify(composites.filter(({ AlarmActions }) => AlarmActions?.length).map(({ AlarmRule }) => AlarmRule));

  const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.filter(([id, { Properties }]) => !Properties.AlarmActions?.length && !behind.includes(`"${id}"`))).toEqual([]);
  expect(alarms.filter(([, { Properties }]) => !Properties.AlarmName.includes('-slo-'))).toHaveLength(service.alarms.length);
});

test('the manifest says of every alarm whom it reaches', () => {
  expect(service.alarms.filter(({ reaches }) => reaches.length === 0)).toEqual([]);
});

test('pages go to the team on call, over a topic that alarms may use', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' });
  for (const policy of ['AWS::SNS::TopicPolicy', 'AWS::KMS::Key']) {
    expect(JSON.stringify(template.findResources(policy))).toContain('"Service":"cloudwatch.amazonaws.com"');
  }
});
