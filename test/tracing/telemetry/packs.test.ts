import { App, CfnResource, Stack, Tags, Validations, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_globalaccelerator as globalaccelerator } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn, NetworkPathLogs, ObservedService, OperationalExcellenceChecks, PerformanceEfficiencyChecks, Telemetry } from '../../../src';
import { reportOf, synthesized, type ReportedViolation } from '../../support/validation-report';
import { everyKind } from './world';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

/** What the three packs find in what an action adds to an app, and nobody acknowledged with a reason. */
function violationsOf(app: App, add: () => unknown): ReportedViolation[] {
  const pathsIn = () => app.node.findAll().filter(CfnResource.isCfnResource).map(({ node }) => node.path);
  const before = new Set(pathsIn());
  add();
  const added = new Set(pathsIn().filter(path => !before.has(path)));
  expect(added.size).toBeGreaterThan(0);
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);
  return reportOf(app).filter(({ path, reason }) => added.has(path) && !reason);
}

function stackIn(app: App): Stack {
  const stack = new Stack(app, 'Stack', { description: 'Orders', env: { region: 'us-east-1', account: '123456789012' } });
  for (const [key, value] of Object.entries({ owner: 'order-team', service: 'orders', environment: 'prod' })) Tags.of(stack).add(key, value);
  return stack;
}

test('what full telemetry makes passes all packs', () => {
  const app = new App();
  const stack = stackIn(app);
  everyKind(stack);
  expect(violationsOf(app, () => new ObservedService(stack, 'Service', {
    serviceName: 'orders', owner: 'order-team', environment: 'prod', routes: [], telemetry: Telemetry.full({ logs: { anomalyDetection: true, contributors: true } }),
  }))).toEqual([]);
});

test('what the logs of the network path need passes all packs', () => {
  const app = new App();
  const stack = stackIn(app);
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const distribution = new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
  const props = {
    vpcs: [vpc], flowLogsToLogGroup: true, distributions: [distribution], accelerators: [new globalaccelerator.Accelerator(stack, 'Accelerator')],
    applicationLoadBalancers: [new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc })], networkLoadBalancers: [new elbv2.NetworkLoadBalancer(stack, 'Nlb', { vpc })],
    internetMonitor: { monitorName: 'orders' },
    networkFlowMonitor: { monitorName: 'orders', scopeArn: 'arn:aws:networkflowmonitor:us-east-1:123456789012:scope/11111111-aaaa-bbbb-cccc-222222222222' },
  };
  expect(violationsOf(app, () => new NetworkPathLogs(stack, 'NetworkPath', props))).toEqual([]);
});
