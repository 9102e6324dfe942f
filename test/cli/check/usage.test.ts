import { cli, TEMPLATE, Workspace } from './command';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('a.yaml', TEMPLATE);
});
afterEach(() => workspace.remove());

test.each([
  [[], /missing required argument 'targets'/],
  [['assembly'], /assembly\/validation-report\.json' cannot be read .* synthesize again/],
  [['gone.yaml'], /gone\.yaml: there is no such file or folder\. Name a template/],
  [['broken.yaml'], /^broken\.yaml:3:3: the key 'A' stands twice/],
  [['a.yaml', '--pilar', 'x'], /unknown option '--pilar'/],
  [['a.yaml', '--pillar', 'security'], /Allowed choices are operational-excellence, performance-efficiency/],
  [['a.yaml', '--fail-on', 'info'], /Allowed choices are none, error, warning/],
  [['a.yaml', '--format', 'html'], /Allowed choices are text, json, sarif, junit, markdown/],
  [['a.yaml', '--disable', 'OE-LambaTracing'], /^--disable: there is no rule of this id; received 'OE-LambaTracing'\. did you mean 'OE-LambdaTracing'/],
  [['a.yaml', '--enable', 'Nothing'], /^--enable: there is no rule of this id/],
  [['a.yaml', '--enable', 'OE-LambdaTracing', '--disable', 'OE-LambdaTracing'], /Leave it out of --enable or of --disable/],
  [['a.yaml', '--level', 'OE-LambdaTracing'], /^--level 'OE-LambdaTracing' is not understood/],
  [['a.yaml', '--level', 'OE-LambdaTracing=info'], /^--level OE-LambdaTracing: there is no such level; received 'info'; valid: error, warning/],
  [['a.yaml', '--required-tags', 'a,b?'], /^--required-tags: the key of a tag is a literal text; received 'b\?'/],
  [['a.yaml', '--runbook-pattern', '('], /^--runbook-pattern: this is no regular expression/],
  [['a.yaml', '--as-of', 'today'], /^--as-of: this is no day; received 'today'; valid: YYYY-MM-DD/],
  [['a.yaml', '--exempt', '/a/'], /^--exempt: this is no construct path/],
  [['a.yaml', '--baseline', 'gone.json'], /^--baseline: there is no such file; received 'gone\.json'\. Write it once with --update-baseline all/],
  [['a.yaml', '--baseline', 'a.yaml'], /^--baseline: the file is no JSON .*Write it anew with --update-baseline all/],
  [['a.yaml', '--baseline', 'a.yaml/x', '--update-baseline', 'all'], /a\.yaml' cannot be read or written/],
  [['a.yaml', '--update-baseline', 'all'], /^--update-baseline needs the file to update/],
  [['a.yaml', '--report', 'html=x'], /^--report 'html=x' is not understood\. Write a format \(text, json, sarif, junit, markdown\) and a file/],
  [['a.yaml', '--report', 'sarif'], /^--report 'sarif' is not understood/],
  [['a.yaml', '--output', 'a.yaml/x'], /^'a\.yaml\/x' cannot be written/],
  [['a.yaml', '--rules', 'gone.js'], /^--rules gone\.js: it cannot be loaded/],
  [['a.yaml', '--rules', 'none.js'], /^--rules none\.js: it exports no list of rules/],
  [['a.yaml', '--rules', 'half.js'], /^--rules half\.js: a rule has `metadata` with an id, and a method `evaluate`/],
])('%j is refused with what to do', (args, message) => {
  workspace.write('broken.yaml', 'Resources:\n  A: 1\n  A: 2\n');
  workspace.write('assembly/manifest.json', { version: '54.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.json' } } } });
  workspace.write('assembly/Shop.json', { Resources: {} });
  workspace.write('assembly/validation-report.json', '{');
  workspace.write('none.js', 'module.exports = { rule: 1 };\n');
  workspace.write('half.js', 'module.exports = [{ metadata: {} }];\n');

  const { code, out, err } = cli('check', ...args);

  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

test('a mistake is found before anything is written', () => {
  expect(cli('check', 'a.yaml', '--baseline', 'known.json', '--update-baseline', 'all', '--report', 'html=x').code).toBe(2);
  expect(() => workspace.read('known.json')).toThrow();
});

test.each(['check', 'rules', 'explain'])('%s explains itself within 80 columns', name => {
  const { code, out, err } = cli(name, '--help');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Exit codes:');
  expect(out).toContain('Examples:');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
