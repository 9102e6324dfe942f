import { rules } from '../support/rules';
import { cli } from './check/command';

const ids = (...args: string[]): string[] => JSON.parse(cli('rules', '--json', ...args).out).map(({ id }: { id: string }) => id);

test('all rules are listed, or those of a pillar or of a practice', () => {
  expect(ids().sort()).toEqual(rules.map(({ metadata }) => metadata.id).sort());
  expect(ids('--pillar', 'performance-efficiency').every(id => id.startsWith('PE-'))).toBe(true);
  expect(ids('--practice', 'OPS04-BP05')).toContain('OE-LambdaTracing');
  expect(ids('--practice', 'ops04-bp05', '--pillar', 'performance-efficiency')).not.toContain('OE-LambdaTracing');
});

test('the table has id, level, strictness, practices and title', () => {
  const { code, out } = cli('rules');
  expect(code).toBe(0);
  expect(out).toMatch(/^Operational Excellence {3}\d+ rules\n/);
  expect(out).toMatch(/^OE-LambdaTracing +warning {11}OPS04-BP05, OPS08-BP03\n {2}Functions are traced$/m);
  expect(out).toMatch(/^OE-AlarmNoOkAction +warning {2}strict +OPS10-BP01$/m);
  expect(out.split('\n').filter(line => line.startsWith('PE-'))).toHaveLength(ids('--pillar', 'performance-efficiency').length);
});

test('a practice that no rule stands for is said to have none, and one that is not there is refused', () => {
  expect(cli('rules', '--practice', 'OPS01-BP01')).toEqual({ code: 0, out: 'No rule stands for OPS01-BP01.\n', err: '' });
  expect(cli('rules', '--practice', 'OPS04-BP55')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^There is no best practice 'OPS04-BP55': did you mean 'OPS04-BP05'/) });
});

test('a rule is explained with facts and examples', () => {
  const { code, out } = cli('explain', 'OE-LambdaTracing');
  expect(code).toBe(0);
  expect(out).toMatch(/^OE-LambdaTracing {3}Functions are traced\n\nWhy {11}A request that is slow/);
  expect(out).toContain('Practices     OPS04-BP05 Implement distributed tracing (risk: high)\n              https://docs.aws.amazon.com/');
  expect(out).toContain('cdk-nag       lambda.LambdaTracing judges alike\n');
  expect(out).toContain('Accepted   active tracing\n    Resources:\n      Handler:\n        Type: AWS::Lambda::Function\n');
  expect(out).toContain('  The same with the CDK\n    new lambda.Function(this, \'Handler\', {\n');
});

test.each(['oe-lambdatracing', 'OperationalExcellence::OE-RequiredTags[owner]'])('the id of a finding is understood: %s', id => {
  expect(cli('explain', id)).toMatchObject({ code: 0, err: '' });
});

test('the table of a rule is named with its date', () => {
  expect(cli('explain', 'OE-LambdaRuntimeSupported').out).toMatch(/^Facts +.*\n?.*as of \d{4}-\d{2}-\d{2} \([\w-]+\)\n +https:/m);
});

test.each(rules.map(({ metadata }) => metadata))('$id is explained', ({ id, title, violating, compliant }) => {
  const { code, out } = cli('explain', id);
  expect(code).toBe(0);
  expect(out).toContain(`${id}   ${title}\n`);
  expect(out.match(/^Reported {3}/gm)).toHaveLength(violating.length);
  expect(out.match(/^Accepted {3}/gm)).toHaveLength(compliant.length);
});

test('a rule that is not there is refused, with what may be meant', () => {
  expect(cli('explain', 'OE-LambaTracing')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('did you mean \'OE-LambdaTracing\'') });
});
