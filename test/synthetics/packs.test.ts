import { App, CfnResource, Stack, Tags, Validations, aws_ec2 as ec2, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmRoute, FailOn, Journey, ObservedService, OperationalExcellenceChecks, PerformanceEfficiencyChecks, SyntheticCanary } from '../../src';
import { bundleScripts } from '../support/synthetics/scripts';
import { reportOf } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeAll(bundleScripts);
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

const journey = Journey.heartbeat('browse', { url: 'https://shop.example.com/' });

/** What the three packs find below a construct, and why that is acknowledged. */
function findings(app: App, below: string): string[] {
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  try {
    app.synth();
  } catch {
    // What AwsSolutions finds in the network of the test fails synthesis.
  }
  const made = app.node.findAll().filter(CfnResource.isCfnResource).filter(({ node }) => node.path.startsWith(below));
  expect(made.length).toBeGreaterThan(5);
  return reportOf(app).filter(({ path }) => path.startsWith(below)).map(({ rule, path, reason }) => `${path.slice(below.length)} ${rule}: ${reason}`);
}

function prepared(): { app: App; stack: Stack; onCall: sns.Topic } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { description: 'Canaries' });
  for (const [key, value] of Object.entries({ owner: 'team', service: 'shop', environment: 'prod' })) Tags.of(stack).add(key, value);
  const onCall = new sns.Topic(stack, 'OnCall');
  onCall.addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  return { app, stack, onCall };
}

/** A wildcard in the role of a canary, or the bucket without a log of who reads it, with the reason for it. */
const ACKNOWLEDGED = /(Role\/Resource AwsSolutions-IAM5\[Resource::.*\*\]: Artifacts are written below one prefix|Artifacts\/Resource AwsSolutions-S1: The bucket holds what canaries saw)/;

test('a canary passes all packs, but for what has no narrower resource', () => {
  const { app, stack, onCall } = prepared();
  new SyntheticCanary(stack, 'Browse', { journey, routes: [AlarmRoute.toTopic(onCall)], vpc: new ec2.Vpc(stack, 'Vpc') });
  const found = findings(app, 'Stack/Browse/');
  expect(new Set(found).size).toBe(4);
  expect(found.filter(finding => !ACKNOWLEDGED.test(finding))).toEqual([]);
});

test('a service with journeys does too', () => {
  const { app, stack, onCall } = prepared();
  new sns.Topic(stack, 'Orders');
  new ObservedService(stack, 'Shop', { serviceName: 'shop', owner: 'team', environment: 'prod', routes: [AlarmRoute.toTopic(onCall)], journeys: [journey] });
  expect(findings(app, 'Stack/Shop/').filter(finding => !ACKNOWLEDGED.test(finding))).toEqual([]);
});
