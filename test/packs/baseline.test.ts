import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnParameter, Stack, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { BaselineUpdate, FailOn, FindingsBaseline, OperationalExcellenceChecks, PerformanceEfficiencyChecks, type PillarChecksProps } from '../../src';
import { rules } from '../support/rules';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());
beforeEach(() => void jest.spyOn(console, 'warn').mockReturnValue());

const disabledRules = rules.map(({ metadata }) => metadata.id).filter(id => !['OE-LogRetention', 'OE-LambdaTracing', 'PE-LambdaMemory'].includes(id));

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baseline-'));
  file = path.join(folder, 'findings.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function app(...logGroups: string[]): App {
  const made = new App({ outdir: path.join(folder, 'cdk.out') });
  const stack = new Stack(made, 'Stack');
  for (const id of logGroups) new logs.CfnLogGroup(stack, id);
  new lambda.CfnFunction(stack, 'Handler', { code: { zipFile: '0' }, role: 'arn:aws:iam::123456789012:role/r' });
  return made;
}

function enforced(made: App, update: BaselineUpdate, props: PillarChecksProps = {}): Error | undefined {
  const baseline = FindingsBaseline.fromFile(file, { update });
  OperationalExcellenceChecks.enforce(made, { disabledRules, baseline, ...props });
  PerformanceEfficiencyChecks.enforce(made, { disabledRules, baseline, ...props });
  return synthesized(made);
}

const recorded = () => JSON.parse(fs.readFileSync(file, 'utf-8')).findings.map(({ id, path: where }: any) => `${id} ${where}`);

test('is written once with all findings of both packs, none of which fails', () => {
  expect(enforced(app('Old'), BaselineUpdate.ALL)).toBeUndefined();
  expect(recorded()).toEqual([
    'OperationalExcellence::OE-LambdaTracing Stack/Handler', 'PerformanceEfficiency::PE-LambdaMemory Stack/Handler', 'OperationalExcellence::OE-LogRetention Stack/Old',
  ]);
});

test('findings of it are reported and do not fail; new ones do', () => {
  enforced(app('Old'), BaselineUpdate.ALL);

  const same = app('Old');
  expect(enforced(same, BaselineUpdate.NONE, { failOn: FailOn.WARNING })).toBeUndefined();
  expect(reportOf(same).filter(({ rule }) => rule === 'OE-LogRetention')).toMatchObject([{ severity: 'warning', description: expect.stringContaining('The baseline has it') }]);

  const more = app('Old', 'New');
  expect(enforced(more, BaselineUpdate.NONE)?.message).toContain('The retention is not set');
  expect(reportOf(more).filter(({ severity }) => severity === 'error').map(({ path: where }) => where)).toEqual(['Stack/New']);
});

test('an update drops what is fixed, and takes up nothing new', () => {
  enforced(app('Old', 'Older'), BaselineUpdate.ALL);
  expect(enforced(app('Old', 'New'), BaselineUpdate.FIXED)).toBeDefined();
  expect(recorded()).toEqual([
    'OperationalExcellence::OE-LambdaTracing Stack/Handler', 'PerformanceEfficiency::PE-LambdaMemory Stack/Handler', 'OperationalExcellence::OE-LogRetention Stack/Old',
  ]);
});

test('without an update the file stays as it is', () => {
  enforced(app('Old', 'Older'), BaselineUpdate.ALL);
  const before = fs.readFileSync(file, 'utf-8');
  enforced(app('Old'), BaselineUpdate.NONE);
  expect(fs.readFileSync(file, 'utf-8')).toBe(before);
});

test.each([
  ['no such file', undefined],
  ['no JSON', '{'],
  ['no baseline', '{"findings":[{"id":7}],"version":1}'],
  ['no baseline', '[]'],
])('a file that is none is refused: %s', (message, content) => {
  if (content !== undefined) fs.writeFileSync(file, content);
  expect(() => FindingsBaseline.fromFile(file)).toThrow(message);
});

test('what only deployment can tell does not fail beside a baseline', () => {
  fs.writeFileSync(file, JSON.stringify({ version: 1, findings: [] }));
  const made = new App({ outdir: path.join(folder, 'cdk.out') });
  const stack = new Stack(made, 'Stack');
  const days = new CfnParameter(stack, 'Days', { type: 'Number' });
  new logs.CfnLogGroup(stack, 'Log', { retentionInDays: days.valueAsNumber });

  expect(enforced(made, BaselineUpdate.NONE, { failOn: FailOn.WARNING })).toBeUndefined();
  expect(reportOf(made).map(({ rule, severity }) => [rule, severity])).toEqual([['OE-LogRetention[unresolved]', 'warning']]);
});
