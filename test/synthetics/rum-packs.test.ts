import { App, CfnResource, Stack, Tags, Validations, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn, GuestAccess, OperationalExcellenceChecks, PerformanceEfficiencyChecks, RealUserMonitor, RumMetric, type RealUserMonitorProps } from '../../src';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

/** What the three packs find in what a monitor made: the rule, and the reason where it was acknowledged. */
function found(props: (stack: Stack) => Partial<RealUserMonitorProps>): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack', { description: 'What users of the shop see' });
  for (const [key, value] of Object.entries({ owner: 'web-team', service: 'shop', environment: 'prod' })) Tags.of(stack).add(key, value);
  const given = props(stack);
  const before = new Set(stack.node.findAll());
  new RealUserMonitor(stack, 'Users', { appMonitorName: 'shop', domains: ['www.example.com'], ...given });
  const made = new Set(stack.node.findAll().filter(construct => !before.has(construct) && CfnResource.isCfnResource(construct)).map(({ node }) => node.path));
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);
  expect(made.size).toBeGreaterThan(0);
  return reportOf(app).filter(({ path }) => made.has(path)).map(({ rule, reason, path }) => `${rule} ${path}: ${reason ?? 'not acknowledged'}`);
}

test('a monitor with a resource policy and everything that adds no resource passes all packs without an acknowledgement', () => {
  expect(found(stack => ({
    tracing: true, allowCookies: true, snippetOutput: true, sourceMaps: { bucket: new s3.Bucket(stack, 'Maps', { enforceSSL: true }), releaseId: '1' },
    extendedMetrics: [{ metric: RumMetric.SESSIONS, pageIds: ['/'] }],
  }))).toEqual([]);
});

test('one with an identity pool has acknowledged that guests come in, and nothing else', () => {
  expect(found(() => ({ access: GuestAccess.cognito() }))).toEqual([expect.stringMatching(/COG7 Stack\/Users\/IdentityPool: visitors of the pages have no account/)]);
});

test('one with a copy of the events has acknowledged how log groups are named in policies, and nothing else', () => {
  const findings = found(() => ({ logRetention: logs.RetentionDays.ONE_YEAR }));
  expect(findings.filter(finding => finding.endsWith('not acknowledged'))).toEqual([]);
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) expect(finding).toMatch(/IAM5.* Stack\/Users\/TelemetryLog\/(Group|Retention)\/CustomResourcePolicy\/Resource: The ARN of a log group ends in :\*/);
});
