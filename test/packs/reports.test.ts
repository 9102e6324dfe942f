import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { DOMParser } from '@xmldom/xmldom';
import Ajv from 'ajv';
import draft04 from 'ajv/lib/refs/json-schema-draft-04.json';
import { App, Stack, Stage, Validations, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { FailOn, OperationalExcellenceChecks, ReportFormat } from '../../src';
import { rules } from '../support/rules';
import { synthesized } from '../support/validation-report';
import schema from './fixtures/sarif-schema-2.1.0.json';

process.env.CDK_VALIDATION = 'false';
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

const KEPT = ['OE-LogRetention', 'OE-LambdaTracing'];
const disabledRules = rules.map(({ metadata }) => metadata.id).filter(id => !KEPT.includes(id));
const ALL = Object.values(ReportFormat);

let outdir: string;
beforeEach(() => { outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-')); });
afterEach(() => fs.rmSync(outdir, { recursive: true, force: true }));

/** A violation of level error, one of level warning, and one that is acknowledged. */
function weakApp(odd = ''): { app: App; stack: Stack } {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  new logs.CfnLogGroup(stack, `Log${odd}`);
  new lambda.CfnFunction(stack, 'Handler', { code: { zipFile: '0' }, role: 'arn:aws:iam::123456789012:role/r' });
  const accepted = new lambda.CfnFunction(stack, 'Accepted', { code: { zipFile: '0' }, role: 'arn:aws:iam::123456789012:role/r' });
  Validations.of(accepted).acknowledge({ id: 'OperationalExcellence::OE-LambdaTracing', reason: 'goes <away> & soon' });
  return { app, stack };
}

const read = (name: string) => fs.readFileSync(path.join(outdir, name), 'utf-8');

describe('SARIF', () => {
  const sarif = () => JSON.parse(read('operational-excellence.sarif'));

  test('keeps its schema', () => {
    const { app } = weakApp();
    OperationalExcellenceChecks.enforce(app, { disabledRules, reports: [ReportFormat.SARIF] });
    synthesized(app);

    const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
    ajv.addMetaSchema(draft04);
    const isValid = ajv.validate(schema, sarif());
    expect(ajv.errors).toBeNull();
    expect(isValid).toBe(true);
  });

  test('has every finding with level, construct path, template and rule', () => {
    const { app } = weakApp();
    OperationalExcellenceChecks.enforce(app, { disabledRules, reports: [ReportFormat.SARIF] });
    synthesized(app);

    const [run] = sarif().runs;
    expect(run.tool.driver.rules.map(({ id }: any) => id).sort()).toEqual([...KEPT].sort());
    expect(run.results.map(({ ruleId, ruleIndex, level, locations: [{ logicalLocations: [{ fullyQualifiedName }] }] }: any) =>
      [ruleId, run.tool.driver.rules[ruleIndex].id, level, fullyQualifiedName])).toEqual([
      ['OE-LogRetention', 'OE-LogRetention', 'error', 'Stack/Log'],
      ['OE-LambdaTracing', 'OE-LambdaTracing', 'warning', 'Stack/Handler'],
      ['OE-LambdaTracing', 'OE-LambdaTracing', 'warning', 'Stack/Accepted'],
    ]);
    expect(run.results.map(({ suppressions }: any) => suppressions?.[0].justification)).toEqual([undefined, undefined, 'goes <away> & soon']);
  });

  test.each([
    ['the line of the app that made the construct, where the CDK collected traces', [
      'new CfnLogGroup (/x/node_modules/aws-cdk-lib/aws-logs/lib/x.js:1:2)', `weakApp (${path.join(process.cwd(), 'lib', 'app.ts')}:12:5)`,
    ], { artifactLocation: { uri: 'lib/app.ts' }, region: { startLine: 12, startColumn: 5 } }],
    ['else the template', ['*** Stack traces are off'], { artifactLocation: { uri: expect.stringMatching(/Stack\.template\.json$/) }, region: { startLine: 1 } }],
  ])('points at %s', (_, creationStack, place) => {
    const { app, stack } = weakApp();
    Object.defineProperty(stack.node.findChild('Log'), 'creationStack', { value: creationStack });
    OperationalExcellenceChecks.enforce(app, { disabledRules, reports: [ReportFormat.SARIF] });
    synthesized(app);

    expect(sarif().runs[0].results[0].locations[0].physicalLocation).toEqual(place);
  });
});

describe('JUnit', () => {
  const parse = () => {
    const complaints: string[] = [];
    const document = new DOMParser({ onError: (level: string, message: string) => { complaints.push(`${level} ${message}`); } }).parseFromString(read('operational-excellence.junit.xml'), 'text/xml');
    expect(complaints).toEqual([]);
    return document;
  };

  test('errors fail, warnings and what is acknowledged are skipped, and rules that are kept pass', () => {
    const { app } = weakApp();
    OperationalExcellenceChecks.enforce(app, { disabledRules: disabledRules.filter(id => id !== 'OE-QueueHasDlq'), reports: [ReportFormat.JUNIT] });
    synthesized(app);

    const document = parse();
    const cases = Array.from(document.getElementsByTagName('testcase') as any) as any[];
    const outcome = (testCase: any) => (Array.from(testCase.childNodes) as any[]).find(({ nodeType }) => nodeType === 1)?.nodeName ?? 'passed';
    expect(cases.map(testCase => `${testCase.getAttribute('classname')} ${outcome(testCase)}`)).toEqual([
      'OperationalExcellence.OE-QueueHasDlq passed', 'OperationalExcellence.OE-LogRetention failure', 'OperationalExcellence.OE-LambdaTracing skipped', 'OperationalExcellence.OE-LambdaTracing skipped',
    ]);
    const [suite] = Array.from(document.getElementsByTagName('testsuite') as any) as any[];
    expect(['tests', 'failures', 'skipped'].map(name => suite.getAttribute(name))).toEqual(['4', '1', '2']);
  });
});

describe('Markdown', () => {
  test('errors come first, with what to do, and accepted findings are counted', () => {
    const { app } = weakApp();
    OperationalExcellenceChecks.enforce(app, { disabledRules, reports: [ReportFormat.MARKDOWN] });
    synthesized(app);

    const text = read('operational-excellence.md');
    expect(text).toContain('## Operational Excellence\n\n1 error, 1 warning, 1 acknowledged.');
    expect(text.indexOf('### Errors')).toBeLessThan(text.indexOf('### Warnings'));
    expect(text).toMatch(/\| `Stack\/Log`.* \| The retention is not set, so that events never expire \|/);
    expect(text).not.toContain('Stack/Accepted');
  });
});

test('two syntheses write the same reports', () => {
  const written = [1, 2].map(() => {
    const { app } = weakApp();
    OperationalExcellenceChecks.enforce(app, { disabledRules, reports: ALL });
    synthesized(app);
    return fs.readdirSync(outdir).filter(name => name.startsWith('operational-excellence')).sort().map(name => [name, read(name)]);
  });
  expect(written[0]).toHaveLength(3);
  expect(written[1]).toEqual(written[0]);
});

test('each enforced scope has files of its own, in the assembly of the app', () => {
  const app = new App({ outdir });
  const prod = new Stage(app, 'Prod');
  new logs.CfnLogGroup(new Stack(prod, 'Stack'), 'Log');
  OperationalExcellenceChecks.enforce(prod, { disabledRules, failOn: FailOn.NONE, reports: [ReportFormat.SARIF] });
  app.synth();

  expect(JSON.parse(read('operational-excellence-Prod.sarif')).runs[0].results.map(({ level }: any) => level)).toEqual(['warning']);
});

test('a format that does not exist is refused', () => {
  expect(() => new OperationalExcellenceChecks(undefined, { reports: ['pdf' as ReportFormat] })).toThrow(/no such format.*'?pdf'?.*sarif, junit, markdown/s);
});
