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

function newSignal(...args: string[]) {
  return scratch.run('tsx', 'projenrc/tasks/new-signal.ts', ...args);
}

/** Runs a program against the sources of the copy and returns what it prints. */
async function evaluate(...lines: string[]): Promise<any> {
  fs.writeFileSync(path.join(tree, 'program.ts'), lines.join('\n'));
  const { status, output } = await scratch.run('tsx', 'program.ts');
  expect([status, output]).toEqual([0, expect.anything()]);
  return JSON.parse(output);
}

test('a new kind is one file, and catalogue, alarms, dashboards, rules and docs follow from it', async () => {
  expect(await newSignal('iot-topic-rule', 'AWS::IoT::TopicRule')).toEqual({ status: 0, output: expect.stringContaining('Wrote src/signals/kinds/iot-topic-rule.ts. Next:') });

  const { source, findings, template } = await evaluate(
    'import { App, Stack } from \'aws-cdk-lib/core\';',
    'import { CfnTopicRule } from \'aws-cdk-lib/aws-iot\';',
    'import { OperationalExcellenceChecks } from \'./src/packs/operational-excellence-checks\';',
    'import { ObservedService } from \'./src/services/observed-service\';',
    'import { SignalCatalog } from \'./src/signals/signal-catalog\';',
    'const app = new App();',
    'const stack = new Stack(app, \'Stack\');',
    'new CfnTopicRule(stack, \'Rule\', { topicRulePayload: { actions: [], sql: \'SELECT 1\' } });',
    'new ObservedService(stack, \'Service\', { serviceName: \'orders\', owner: \'shop\', environment: \'prod\', routes: [] });',
    'const source = SignalCatalog.builtIn().sources.find(({ resourceType }) => resourceType === \'AWS::IoT::TopicRule\');',
    'const { findings } = alarmFindings();',
    'console.log(JSON.stringify({ source, findings, template: app.synth().getStackByName(\'Stack\').template }));',
    'function alarmFindings() {',
    '  const other = new Stack(new App(), \'Unobserved\');',
    '  new CfnTopicRule(other, \'Rule\', { topicRulePayload: { actions: [], sql: \'SELECT 1\' } });',
    '  const { violations } = new OperationalExcellenceChecks().validateScope(other);',
    '  return { findings: violations.filter(({ ruleName }) => ruleName.endsWith(\'Alarmed\')).map(({ ruleName, description }) => `${ruleName}: ${description}`) };',
    '}',
  );

  expect(source.kind).toBe('iot-topic-rule');
  expect(source.signals).toContainEqual(expect.objectContaining({
    id: 'topicMatch', title: 'Topic match', category: 'TRAFFIC', unit: 'Count', statistic: 'Sum',
  }));
  expect(JSON.stringify(resources(template, 'AWS::CloudWatch::Alarm'))).toContain('ParseError');
  expect(JSON.stringify(resources(template, 'AWS::CloudWatch::Dashboard'))).toContain('TopicMatch');

  expect(findings).toEqual([expect.stringMatching(/^OE-ResourceAlarmed: No alarm watches .*ParseError/)]);

  const reference = path.join(tree, 'docs/reference');
  expect(fs.readFileSync(path.join(reference, 'signals/iot-topic-rule.md'), 'utf-8')).toContain('`iot-topic-rule.parseError`');
  expect(fs.readFileSync(path.join(reference, 'README.md'), 'utf-8')).toContain('(signals/iot-topic-rule.md)');
});

function resources(template: { Resources: Record<string, { Type: string }> }, type: string): unknown[] {
  return Object.values(template.Resources).filter(({ Type }) => Type === type);
}

test('bad arguments get an error that says what to do, and write no file', async () => {
  const cases: [string[], string][] = [
    [[], 'Usage: npm run new:signal <kind> <AWS::Service::Type>'],
    [['VideoStream', 'AWS::KinesisVideo::Stream'], '\'VideoStream\' is no name of a kind: use kebab case'],
    [['../stream', 'AWS::KinesisVideo::Stream'], '\'../stream\' is no name of a kind'],
    [['stream', 'AWS::KinesisVideo::Streams'], 'no resource type \'AWS::KinesisVideo::Streams\'. Did you mean one of AWS::KinesisVideo::SignalingChannel,'],
    [['lambda-function', 'AWS::Lambda::Function'], 'src/signals/kinds/lambda-function.ts exists already'],
  ];
  const kinds = fs.readdirSync(path.join(tree, 'src/signals/kinds'));

  const results = await Promise.all(cases.map(([args]) => newSignal(...args)));

  expect(results).toEqual(cases.map(([, message]) => ({ status: 1, output: expect.stringContaining(message) })));
  expect(fs.readdirSync(path.join(tree, 'src/signals/kinds'))).toEqual(kinds);
});
