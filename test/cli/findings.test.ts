import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { stripVTControlCharacters } from 'util';
import { App, aws_lambda as lambda, Stack, Validations } from 'aws-cdk-lib';
import { readFindings } from '../../cli/assembly/validation-report';
import { findingRows } from '../../cli/summary/finding-rows';
import { renderRows } from '../../cli/terminal/layout';
import { palette } from '../../cli/terminal/palette';
import { FailOn, OperationalExcellenceChecks } from '../../src';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

interface Violation {
  readonly id: string;
  readonly description?: string;
  readonly level?: string;
  readonly severity?: string;
  readonly paths?: readonly string[];
  readonly reason?: string;
}

function violation({ id, description = 'It is wrong.', level, severity = 'warning', paths = ['Shop/Buy/Resource'], reason }: Violation) {
  return {
    ruleName: id,
    description,
    suggestedFix: `Mend ${id}.`,
    severity,
    ruleMetadata: { bestPractices: 'OPS04-BP05, OPS08-BP03', level },
    violatingConstructs: paths.map(constructPath => ({ constructPath })),
    reason,
  };
}

function pack(violations: readonly Violation[], acknowledged: readonly Violation[] = [], pluginName = 'OperationalExcellence') {
  return { pluginName, conclusion: 'success', violations: violations.map(violation), suppressedViolations: acknowledged.map(violation) };
}

function print(pluginReports: readonly object[], colors = false, width = 80): string {
  fs.writeFileSync(path.join(folder, 'validation-report.json'), JSON.stringify({ pluginReports }));
  return renderRows(findingRows(readFindings(folder), palette(colors)), width);
}

const SEVERAL = [
  pack(
    [
      { id: 'OE-LambdaTracing', description: 'The tracing mode is not set. A request that fails cannot be followed.', level: 'warning', paths: ['Shop/Buy/Resource', 'Shop/Sell/Resource'] },
      { id: 'OE-DlqAlarmed', description: 'No alarm watches it. It is a bin.', level: 'error', paths: ['Shop/DeadLetters/Resource'] },
      { id: 'OE-LambdaTracing', description: 'The tracing mode is PassThrough. A request that fails cannot be followed.', level: 'warning', paths: ['Shop/Old'] },
    ],
    [{ id: 'OE-LogRetention', paths: ['Shop/Logs/Resource'], reason: 'Kept for the auditors' }],
  ),
  pack([{ id: 'E3012' }, { id: 'E3013' }], [], 'CloudFormation Validate'),
  pack([], [], 'AwsSolutions'),
];

test('findings in plain text, the gravest first', () => {
  expect(print(SEVERAL)).toBe(`\
Findings      1 error, 3 warnings
  error       OE-DlqAlarmed   OPS04-BP05, OPS08-BP03
                Shop/DeadLetters
                No alarm watches it. It is a bin.
                Mend OE-DlqAlarmed.
  warning     OE-LambdaTracing   OPS04-BP05, OPS08-BP03
                Shop/Buy, Shop/Sell
                The tracing mode is not set. A request that fails cannot be
                followed.
                Shop/Old
                The tracing mode is PassThrough. A request that fails cannot be
                followed.
                Mend OE-LambdaTracing.
  accepted    OE-LogRetention: Shop/Logs
                Kept for the auditors
  others      2 of CloudFormation Validate
`);
});

test('colours change nothing but colours', () => {
  const colored = print(SEVERAL, true);
  expect(colored).toContain('\u001b[31merror\u001b[39m');
  expect(colored).toContain('\u001b[33mwarning\u001b[39m');
  expect(stripVTControlCharacters(colored)).toBe(print(SEVERAL));
});

test('lines end at the width of the terminal', () => {
  const tooLong = print(SEVERAL, false, 50).split('\n').filter(line => line.length > 50);
  expect(tooLong).toEqual([]);
});

test('the level is that of the rule, also where nothing fails synthesis', () => {
  expect(print([pack([{ id: 'OE-DlqAlarmed', level: 'error', severity: 'warning' }])])).toContain('1 error\n  error       OE-DlqAlarmed');
});

test('a finding without a level weighs what fails synthesis', () => {
  expect(print([pack([{ id: 'AlarmsTellNobody', severity: 'error' }], [], 'CdkPillars')])).toContain('1 error\n  error       AlarmsTellNobody');
});

test('packs that found nothing say so in one line', () => {
  expect(print([pack([])])).toBe('Findings      none\n');
});

test('where the packs did not run, the summary says how to run them', () => {
  const hint = /Findings +none\n +The rule packs did not run: add\n +OperationalExcellenceChecks\.enforce\(app\) and\n +PerformanceEfficiencyChecks\.enforce\(app\) to the app\.\n$/;
  expect(renderRows(findingRows(readFindings(folder), palette(false)), 80)).toMatch(hint);
  expect(print([pack([], [], 'CdkPillars')])).toMatch(hint);
});

test('a report that the CDK wrote is understood', () => {
  const app = new App({ outdir: folder, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const stack = new Stack(app, 'Shop');
  const [, sell] = ['Buy', 'Sell'].map(id => new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  }));
  Validations.of(sell).acknowledge({ id: 'OperationalExcellence::OE-LambdaTracing', reason: 'Nobody waits for it' });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  app.synth();

  const report = readFindings(folder).find(({ plugin }) => plugin === 'OperationalExcellence')!;
  expect(report.findings.find(({ id }) => id === 'OE-LambdaTracing')).toMatchObject({
    level: 'warning',
    description: expect.stringContaining('The tracing mode is not set'),
    fix: expect.stringContaining('lambda.Tracing.ACTIVE'),
    bestPractices: 'OPS04-BP05, OPS08-BP03',
    resources: ['Shop/Buy'],
  });
  expect(report.acknowledged).toEqual([expect.objectContaining({ id: 'OE-LambdaTracing', reason: 'Nobody waits for it', resources: ['Shop/Sell'] })]);
});
