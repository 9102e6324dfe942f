import { App, CfnResource, Stack, Tags, Validations, aws_events as events, aws_s3 as s3 } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmRoute, DeliveryTelemetry, FailOn, IncidentSource, OnCallTopic, OperationalExcellenceChecks, PerformanceEfficiencyChecks } from '../../src';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

test('a telemetry with a route passes all packs, but for what is acknowledged with a reason', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { description: 'Delivery telemetry of the account' });
  for (const [key, value] of Object.entries({ owner: 'platform-team', service: 'delivery', environment: 'prod' })) Tags.of(stack).add(key, value);
  const { topic } = new OnCallTopic(stack, 'OnCall', { emails: ['platform@example.com'] });
  const telemetry = new DeliveryTelemetry(stack, 'Telemetry', {
    routes: [AlarmRoute.toTopic(topic)],
    incidentSources: [IncidentSource.pagerDuty({ eventBus: events.EventBus.fromEventBusName(stack, 'PagerDuty', 'aws.partner/pagerduty.com/1/shop'), services: { P1: { serviceName: 'shop', environment: 'prod' } } })],
  });
  // Something for each pack to find, so that it is seen to have run.
  new s3.Bucket(stack, 'Weak');
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);

  const report = reportOf(app);
  const own = new Set(telemetry.node.findAll().filter(CfnResource.isCfnResource).map(({ node }) => node.path));
  const violations = report.filter(({ path }) => own.has(path));

  expect(report.some(({ plugin, path }) => plugin === 'AwsSolutions' && path.startsWith('Stack/Weak'))).toBe(true);
  expect(violations.filter(({ reason }) => reason === undefined).map(({ rule, path }) => `${rule} ${path}`)).toEqual([]);
  expect([...new Set(violations.map(({ rule }) => rule))].sort()).toEqual([
    'AwsSolutions-IAM5[Resource::*]',
    ...['cloudformation:<AWS::Region>:<AWS::AccountId>:stack/*', 'codepipeline:<AWS::Region>:<AWS::AccountId>:*', 'ssm:<AWS::Region>:<AWS::AccountId>:opsitem/*',
      'ssm:<AWS::Region>:<AWS::AccountId>:parameter/cdk-pillars/delivery/*'].map(resource => `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${resource}]`),
    'OE-AsyncInvokeDestination', 'OE-EventRuleDlq[Target0]',
  ]);
});
