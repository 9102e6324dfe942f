import { cli, findings, TEMPLATE, TWO_RULES, Workspace } from './command';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('a.yaml', TEMPLATE);
});
afterEach(() => workspace.remove());

const baseline = () => JSON.parse(workspace.read('ci/known.json')).findings;
const check = (...options: string[]) => cli('check', '.', ...TWO_RULES, '--baseline', 'ci/known.json', ...options);

test('what was there is reported and does not fail; what is new does', () => {
  expect(check('--update-baseline', 'all').code).toBe(0);
  expect(baseline()).toEqual([
    { id: 'OperationalExcellence::OE-LambdaTracing', path: 'a.yaml/Handler' },
    { id: 'OperationalExcellence::OE-LogRetention', path: 'a.yaml/Log' },
  ]);

  expect(check('--fail-on', 'warning')).toMatchObject({ code: 0, out: expect.stringContaining('Findings      2 in the baseline; none fails') });
  expect(check().out).toContain('  baseline    OE-LogRetention: ');

  workspace.write('b.yaml', TEMPLATE);
  expect(check().code).toBe(1);
  expect(findings('.', ...TWO_RULES, '--baseline', 'ci/known.json').filter(({ fails }) => fails).map(({ path }) => path)).toEqual(['b.yaml/Log']);
});

test('what is mended leaves the baseline, and nothing new joins it', () => {
  check('--update-baseline', 'all');
  workspace.write('a.yaml', TEMPLATE.replace('PassThrough', 'Active'));
  workspace.write('b.yaml', TEMPLATE);

  expect(check('--update-baseline', 'fixed').code).toBe(1);
  expect(baseline()).toEqual([{ id: 'OperationalExcellence::OE-LogRetention', path: 'a.yaml/Log' }]);
});

test('templates that are not checked keep their part of the baseline', () => {
  workspace.write('b.yaml', TEMPLATE);
  check('--update-baseline', 'all');
  expect(baseline()).toHaveLength(4);

  cli('check', 'a.yaml', ...TWO_RULES, '--baseline', 'ci/known.json', '--update-baseline', 'fixed');
  expect(baseline()).toHaveLength(4);
});
