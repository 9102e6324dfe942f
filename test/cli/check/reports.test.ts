import { DOMParser } from '@xmldom/xmldom';
import Ajv from 'ajv';
import draft04 from 'ajv/lib/refs/json-schema-draft-04.json';
import schema from '../../packs/fixtures/sarif-schema-2.1.0.json';
import { cli, TEMPLATE, TWO_RULES, Workspace } from './command';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('templates/a.yaml', TEMPLATE);
});
afterEach(() => workspace.remove());

function report(format: string): string {
  const { code, out, err } = cli('check', 'templates', ...TWO_RULES, '--format', format);
  expect([code, err]).toEqual([1, '']);
  return out;
}

test('SARIF keeps its schema, and points at lines', () => {
  const log = JSON.parse(report('sarif'));

  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
  ajv.addMetaSchema(draft04);
  ajv.validate(schema, log);
  expect(ajv.errors).toBeNull();
  expect(log.runs.map((run: any) => run.results.map(({ ruleId, level, locations: [{ physicalLocation: { artifactLocation, region } }] }: any) =>
    [ruleId, level, artifactLocation.uri, region.startLine]))).toEqual([
    [['OE-LogRetention', 'error', 'templates/a.yaml', 5], ['OE-LambdaTracing', 'warning', 'templates/a.yaml', 9]],
    [],
  ]);
});

test('JUnit has failures with file and line', () => {
  const complaints: string[] = [];
  const document = new DOMParser({ onError: (level: string, message: string) => { complaints.push(`${level} ${message}`); } }).parseFromString(report('junit'), 'text/xml');
  expect(complaints).toEqual([]);
  const cases = Array.from(document.getElementsByTagName('testcase') as any) as any[];
  const failed = cases.filter(testCase => testCase.getElementsByTagName('failure').length > 0);
  expect(failed.map(testCase => ['classname', 'name', 'file', 'line'].map(name => testCase.getAttribute(name)))).toEqual([
    ['OperationalExcellence.OE-LogRetention', 'templates/a.yaml/Log', 'templates/a.yaml', '5'],
  ]);
});

test('Markdown has both packs', () => {
  expect(report('markdown')).toMatch(/^## Operational Excellence and Performance Efficiency\n\n1 error, 1 warning\.\n\n### Errors\n[^]*templates\/a\.yaml:5/);
});

test('JSON tells scripts all that is known', () => {
  expect(JSON.parse(report('json'))).toEqual({
    version: 1,
    templates: 1,
    resources: 3,
    failing: 1,
    findings: [
      {
        pack: 'OperationalExcellence', id: 'OE-LogRetention', rule: 'OE-LogRetention', level: 'error', fails: true, message: 'The retention is not set, so that events never expire',
        path: 'templates/a.yaml/Log', stack: 'templates/a.yaml', logicalId: 'Log', resourceType: 'AWS::Logs::LogGroup', property: 'Properties.RetentionInDays',
        file: 'templates/a.yaml', line: 5, column: 3, isUnresolved: false, acknowledgeWith: 'OperationalExcellence::OE-LogRetention',
      },
      expect.objectContaining({ id: 'OE-LambdaTracing', fails: false, line: 9, column: 36 }),
    ],
    rules: { 'OE-LambdaTracing': expect.objectContaining({ remedy: expect.any(String) }), 'OE-LogRetention': expect.objectContaining({ bestPractices: expect.any(Array) }) },
  });
});

test('several reports are written at once, beside what is printed', () => {
  const { code, out } = cli('check', 'templates', ...TWO_RULES, '--report', 'sarif=out/r.sarif', '--report', 'junit=out/r.xml');

  expect(code).toBe(1);
  expect(out).toContain('Findings      1 error, 1 warning; 1 fails');
  expect(JSON.parse(workspace.read('out/r.sarif')).version).toBe('2.1.0');
  expect(workspace.read('out/r.xml')).toMatch(/^<\?xml/);
});

test('what would be printed is written into a file', () => {
  expect(cli('check', 'templates', ...TWO_RULES, '--format', 'json', '--output', 'out/r.json')).toEqual({ code: 1, out: '', err: '' });
  expect(JSON.parse(workspace.read('out/r.json')).failing).toBe(1);
});
