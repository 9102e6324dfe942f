import * as path from 'path';
import { parse } from 'yaml';
import { withImports } from '../../projenrc/generators/example-code';
import { exampleTemplate } from '../../projenrc/generators/example-template';
import { freeNames } from '../../projenrc/generators/free-names';
import { ruleIndex } from '../../projenrc/generators/rule-index';
import { rulePage } from '../../projenrc/generators/rule-page';
import { Pillar, RuleLevel, type RuleExample, type RuleMetadata } from '../../src';
import { BEST_PRACTICES } from '../../src/core/private/best-practices';
import { rules } from '../support/rules';

const root = path.join(__dirname, '..', '..');

const rule: RuleMetadata = {
  id: 'OE-Tagged',
  pillar: Pillar.OPERATIONAL_EXCELLENCE,
  bestPractices: ['OPS02-BP01'],
  level: RuleLevel.ERROR,
  title: 'Topics | queues are tagged',
  why: 'Nobody knows whose they are',
  remedy: 'Tag them',
  resourceTypes: ['AWS::SNS::Topic', 'AWS::SQS::Queue'],
  compliant: [],
  violating: [{ title: 'no tag', findings: ['owner', 'service'], resources: { Other: { Type: 'A::B::C' }, Topic: { Type: 'AWS::SNS::Topic' } } }],
};

const examples = rules.flatMap(({ metadata }) => [...metadata.compliant, ...metadata.violating, ...metadata.ignored ?? []]
  .map((example): [string, RuleExample] => [`${metadata.id}: ${example.title}`, example]));

test.each(examples)('the YAML of an example is its JSON: %s', (_, example) => {
  expect(parse(exampleTemplate(example), { version: '1.1' })).toEqual(JSON.parse(JSON.stringify({ Description: example.description, Resources: example.resources })));
});

test('texts that YAML 1.1 reads as something else are quoted', () => {
  const Properties = { Version: '2012-10-17', Time: '02:30', Flag: 'yes', Account: '0123', Nothing: '~', Empty: {} };
  expect(parse(exampleTemplate({ resources: { Odd: { Properties } } }), { version: '1.1' })).toEqual({ Resources: { Odd: { Properties } } });
});

test('only names that the code does not declare and that are no members are free', () => {
  expect(freeNames(`const queue = new sqs.Queue(this, 'events', { visibilityTimeout: Duration.seconds(3), lambda: 1 });
    [queue].map(Stack => Stack.sns);
    const { cdk, x: y } = { queue };
    y(cdk);`)).toEqual(['sqs', 'Duration']);
});

test('code is preceded by the imports that it needs', () => {
  expect(withImports(root, 'new ObservedService(this, new sqs.Queue(this, Duration.days(1), lambda.Runtime, undefined));')).toBe([
    'import { aws_lambda as lambda, aws_sqs as sqs, Duration } from \'aws-cdk-lib\';',
    'import { ObservedService } from \'cdk-pillars\';',
    '',
    'new ObservedService(this, new sqs.Queue(this, Duration.days(1), lambda.Runtime, undefined));',
  ].join('\n'));
  expect(withImports(root, 'this.toString();')).toBe('this.toString();');
});

test('a page tells how to accept single findings, and which resource is judged', () => {
  const page = rulePage(root, rule);

  expect(page).toContain('acknowledge({ id: \'OperationalExcellence::OE-Tagged[owner]\', reason: \'…\' })');
  expect(page).toContain('Judged: `Topic`. Findings: `OE-Tagged[owner]`, `OE-Tagged[service]`.');
  expect(page).toContain('`ruleLevels: { \'OE-Tagged\': RuleLevel.WARNING }`');
  expect(page).toContain('`OE-Tagged[unresolved]`, a warning');
  expect(page).not.toContain('## Compliant');
});

test('the index has every best practice once, with the rules that serve it', () => {
  const index = ruleIndex([rule]);

  for (const id of BEST_PRACTICES.keys()) expect(index.split(`[${id}]`)).toHaveLength(2);
  expect(index).toMatch(/\[OPS02-BP01\]\(\S+\) Resources have identified owners \| high \| \[OE-Tagged\]\(OE-Tagged\.md\) \|/);
  expect(index).toContain('Topics \\| queues are tagged');
});
