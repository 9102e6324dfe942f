import { App, CfnResource, Stack, Validations, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmRoute, FailOn, ObservedService, OperationalExcellenceChecks, PerformanceEfficiencyChecks } from '../../src';
import { reportOf } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

test('what a service registers passes all packs', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { description: 'A shop' });
  const onCall = new sns.Topic(stack, 'OnCall');
  onCall.addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  new ObservedService(stack, 'Shop', {
    serviceName: 'shop', owner: 'team', environment: 'prod', routes: [AlarmRoute.toTopic(onCall)], resources: [new sqs.Queue(stack, 'Orders')],
    delivery: { registryPath: '/cdk-pillars/delivery', metricNamespace: 'CdkPillars/Delivery' },
  });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  try {
    app.synth();
  } catch {
    // What AwsSolutions finds in the topic and the queue of the test fails synthesis.
  }
  const below = 'Stack/Shop/Delivery/';
  expect(app.node.findAll().filter(CfnResource.isCfnResource).filter(({ node: { path } }) => path.startsWith(below))).toHaveLength(1);
  const reported = reportOf(app);
  expect(reported.length).toBeGreaterThan(0);
  expect(reported.filter(({ path }) => path.startsWith(below))).toEqual([]);
});
