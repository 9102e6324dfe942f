import { App, CfnResource, Stack, Tags, Validations, aws_logs as logs, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmRoute, FailOn, GuestAccess, ObservedService, OperationalExcellenceChecks, PerformanceEfficiencyChecks, RealUserMonitor, RumMetric, type RealUserMonitorProps } from '../../src';
import { reportOf, synthesized } from '../support/validation-report';

interface Found {
  readonly violations: string[];
  readonly acknowledged: string[];
}

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

/** What the three packs find in what a monitor made that a service observes, and what was acknowledged there. */
function found(props: (stack: Stack) => Partial<RealUserMonitorProps>): Found {
  const app = new App();
  const stack = new Stack(app, 'Stack', { description: 'What users of the shop see' });
  for (const [key, value] of Object.entries({ owner: 'web-team', service: 'shop', environment: 'prod' })) Tags.of(stack).add(key, value);
  const given = props(stack);
  const before = new Set(stack.node.findAll());
  const monitor = new RealUserMonitor(stack, 'Users', { appMonitorName: 'shop', domains: ['www.example.com'], ...given });
  const made = stack.node.findAll().filter(construct => !before.has(construct));
  const paths = new Set(made.filter(CfnResource.isCfnResource).map(({ node }) => node.path));
  // Something for each pack to find, so that it is seen to have run.
  new s3.Bucket(stack, 'Weak');
  const onCall = new sns.Topic(stack, 'OnCall', { enforceSSL: true });
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'web-team', resources: [monitor], routes: [AlarmRoute.toTopic(onCall)] });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);
  expect(reportOf(app).some(({ plugin, path }) => plugin === 'AwsSolutions' && path.startsWith('Stack/Weak'))).toBe(true);
  return {
    violations: reportOf(app).filter(({ path }) => paths.has(path)).map(({ rule, path }) => `${rule} ${path}`),
    acknowledged: made.flatMap(({ node }) => node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data).map(([rule, reason]) => `${node.path} ${rule}: ${reason}`))),
  };
}

test('a monitor with a resource policy and everything that adds no resource passes all packs without an acknowledgement', () => {
  expect(found(stack => ({
    tracing: true, allowCookies: true, snippetOutput: true, sourceMaps: { bucket: new s3.Bucket(stack, 'Maps', { enforceSSL: true }), releaseId: '1' },
    extendedMetrics: [{ metric: RumMetric.SESSIONS, pageIds: ['/'] }],
  }))).toEqual({ violations: [], acknowledged: [] });
});

test('one with an identity pool has acknowledged that guests come in, and nothing else', () => {
  expect(found(() => ({ access: GuestAccess.cognito() }))).toEqual({
    violations: [], acknowledged: [expect.stringMatching(/^Stack\/Users\/IdentityPool .*AwsSolutions-COG7: .*visitors of the pages have no account/)],
  });
});

test('one with a copy of the events has acknowledged how policies name log groups, and nothing else', () => {
  expect(found(() => ({ logRetention: logs.RetentionDays.ONE_YEAR }))).toEqual({
    violations: [], acknowledged: [expect.stringMatching(/^Stack\/Users\/TelemetryLog .*AwsSolutions-IAM5\[Resource::arn:.*:\*\]: .*ends in :\*/)],
  });
});
