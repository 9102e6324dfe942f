/** @slow It builds in a copy of the sources. */
import * as fs from 'fs';
import * as path from 'path';
import { ScratchTree } from '../support/scratch-tree';

let scratch: ScratchTree;
let tree: string;

beforeAll(() => {
  scratch = new ScratchTree();
  tree = scratch.path;
});

afterAll(() => scratch.remove());

function newRule(...args: string[]) {
  return scratch.run('tsx', 'projenrc/tasks/new-rule.ts', ...args);
}

function rulesOnDisk(): string[] {
  return ['operational-excellence', 'performance-efficiency'].flatMap(folder => fs.readdirSync(path.join(tree, 'src/rules', folder)));
}

test('a new rule is one file, and pack, docs and contract tests follow from it', async () => {
  const file = 'src/rules/operational-excellence/OE-ExampleTracing.ts';
  expect(await newRule('OE-ExampleTracing', 'AWS::SNS::Topic')).toEqual({ status: 0, output: expect.stringContaining(`Wrote ${file}. Next:`) });

  fs.writeFileSync(path.join(tree, 'program.ts'), [
    'import { App, Stack } from \'aws-cdk-lib/core\';',
    'import { Topic } from \'aws-cdk-lib/aws-sns\';',
    'import { OperationalExcellenceChecks } from \'./src/packs/operational-excellence-checks\';',
    'const stack = new Stack(new App(), \'Stack\');',
    'new Topic(stack, \'Topic\');',
    'const checks = new OperationalExcellenceChecks();',
    'checks.validateScope(stack);',
    'console.log(JSON.stringify(checks.findings.map(({ id, path }) => [id, path])));',
  ].join('\n'));
  const program = await scratch.run('tsx', 'program.ts');
  expect(program.status).toBe(0);
  expect(JSON.parse(program.output)).toContainEqual(['OE-ExampleTracing', 'Stack/Topic/Resource']);

  const reference = path.join(tree, 'docs/reference/rules');
  expect(fs.readFileSync(path.join(reference, 'OE-ExampleTracing.md'), 'utf-8')).toContain('`OE-ExampleTracing` · Operational Excellence');
  expect(fs.readFileSync(path.join(reference, 'README.md'), 'utf-8')).toContain('[OE-ExampleTracing](OE-ExampleTracing.md)');

  const contract = await scratch.run('jest', 'test/contract/rules.test.ts', '-t', 'OE-ExampleTracing|every file is a rule', '--verbose');
  expect(contract).toEqual({ status: 0, output: expect.stringContaining('✓ reports what the CDK makes: OE-ExampleTracing') });
});

test('bad arguments get an error that says what to do, and write no file', async () => {
  const cases: [string[], string][] = [
    [[], 'Usage: npm run new:rule <id> <AWS::Service::Type>'],
    [['OE-VideoStream'], 'Usage: npm run new:rule'],
    [['VideoStream', 'AWS::KinesisVideo::Stream'], '\'VideoStream\' is no id of a rule: begin with OE- (Operational Excellence) or PE-'],
    [['OE-../stream', 'AWS::KinesisVideo::Stream'], '\'OE-../stream\' is no id of a rule'],
    [['OE-VideoStream', 'AWS::SNS::Topic', 'AWS::KinesisVideo::Streams'], 'no resource type \'AWS::KinesisVideo::Streams\'. Did you mean one of AWS::KinesisVideo::'],
    [['OE-LambdaTracing', 'AWS::Lambda::Function'], 'src/rules/operational-excellence/OE-LambdaTracing.ts exists already: edit it'],
    [['PE-LambdaTracing', 'AWS::Lambda::Function'], 'src/rules/operational-excellence/OE-LambdaTracing.ts exists already: edit it'],
    [['PE-ConditionHandle', 'AWS::CloudFormation::WaitConditionHandle'], 'has no optional property that a rule could ask for'],
  ];
  const before = rulesOnDisk();

  const results = await Promise.all(cases.map(([args]) => newRule(...args)));

  expect(results).toEqual(cases.map(([, message]) => ({ status: 1, output: expect.stringContaining(message) })));
  expect(rulesOnDisk()).toEqual(before);
});
