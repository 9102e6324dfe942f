import { Failure } from '../../../cli/failure';
import { sourceOf } from '../../../cli/templates/text/read-source';
import { locate } from '../../../cli/templates/text/source';

function read(text: string): any {
  return sourceOf('a.yaml', text).value;
}

function messageOf(text: string, file = 'a.yaml'): string {
  try {
    sourceOf(file, text);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return (error as Error).message;
  }
  throw new Error('It was read.');
}

test.each<[string, unknown]>([
  ['!Ref Queue', { Ref: 'Queue' }],
  ['!Condition IsProd', { Condition: 'IsProd' }],
  ['!GetAtt Queue.Arn', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['!GetAtt Network.Outputs.VpcId', { 'Fn::GetAtt': ['Network', 'Outputs.VpcId'] }],
  ['!GetAtt [Queue, Arn]', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['!GetAtt [Network, Outputs, VpcId]', { 'Fn::GetAtt': ['Network', 'Outputs.VpcId'] }],
  ['!GetAtt [Queue, !Ref Attribute]', { 'Fn::GetAtt': ['Queue', { Ref: 'Attribute' }] }],
  ['!Sub "${A}-b"', { 'Fn::Sub': '${A}-b' }],
  ['!Sub ["${A}", { A: !Ref B }]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
  ['!Join ["-", [a, !Ref B]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
  ['!If [IsProd, 2, !Ref AWS::NoValue]', { 'Fn::If': ['IsProd', 2, { Ref: 'AWS::NoValue' }] }],
  ['!Equals [!Ref Stage, prod]', { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }],
  ['!And [!Condition A, !Condition B]', { 'Fn::And': [{ Condition: 'A' }, { Condition: 'B' }] }],
  ['!Or [!Condition A, !Condition B]', { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] }],
  ['!Not [!Condition A]', { 'Fn::Not': [{ Condition: 'A' }] }],
  ['!Base64 text', { 'Fn::Base64': 'text' }],
  ['!Cidr [!GetAtt Vpc.CidrBlock, 6, 8]', { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 6, 8] }],
  ['!FindInMap [Sizes, !Ref Stage, Small]', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Small'] }],
  ['!GetAZs ""', { 'Fn::GetAZs': '' }],
  ['!GetAZs', { 'Fn::GetAZs': '' }],
  ['!GetAZs { Ref: AWS::Region }', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }],
  ['!ImportValue network-vpc', { 'Fn::ImportValue': 'network-vpc' }],
  ['!ImportValue { Fn::Sub: "${N}-vpc" }', { 'Fn::ImportValue': { 'Fn::Sub': '${N}-vpc' } }],
  ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
  ['!Split [",", !Ref Ids]', { 'Fn::Split': [',', { Ref: 'Ids' }] }],
  ['!Transform { Name: AWS::Include }', { 'Fn::Transform': { Name: 'AWS::Include' } }],
  ['!ToJsonString { A: 1 }', { 'Fn::ToJsonString': { A: 1 } }],
  ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
  ['!Rain::Embed file.txt', { 'Fn::Rain::Embed': 'file.txt' }],
  ['!Whatever [a]', { 'Fn::Whatever': ['a'] }],
  ['!Ref 012', { Ref: '012' }],
])('reads %s', (text, value) => {
  expect(read(`A: ${text}`)).toEqual({ A: value });
});

test.each<[string, unknown]>([
  ['yes', true], ['No', false], ['on', true], ['OFF', false], ['true', true], ['y', 'y'], ['n', 'n'],
  ['012', 10], ['0755', 493], ['012345678901', '012345678901'], ['0x1F', 31], ['0b11', 3], ['-7', -7], ['1_000', 1000], ['0o14', '0o14'],
  ['123456789012', 123456789012], ['12345678901234567890', '12345678901234567890'],
  ['1.5', 1.5], ['8.0', '8.0'], ['1.30', '1.30'], ['1.2.3', '1.2.3'], ['.5', '.5'], ['1e3', '1e3'], ['1:30', 90],
  ['2012-10-17', '2012-10-17'], ['2010-09-09T00:00:00Z', '2010-09-09T00:00:00Z'],
  ['~', null], ['', null], ['Null', null], ['""', ''], ["'yes'", 'yes'], ['"012"', '012'], ['!!str 012', '012'], ['! yes', 'yes'], ['!!int 12', 12],
  ['10.0.0.0/16', '10.0.0.0/16'], ['cron(0 10 * * ? *)', 'cron(0 10 * * ? *)'], ['.inf', '.inf'],
])('takes %s for what CloudFormation takes it for', (text, value) => {
  expect(read(`A: ${text}`)).toEqual({ A: value });
});

test('keys are texts', () => {
  expect(read('012345678901: a\nyes: b\n"on": c\n? d\n: e\n')).toEqual({ '012345678901': 'a', 'yes': 'b', 'on': 'c', 'd': 'e' });
  expect(Object.keys(read('__proto__: { a: 1 }'))).toEqual(['__proto__']);
});

test('block texts, comments and texts over several lines', () => {
  expect(read('# first\nA: |\n  one # no comment\n  two\nB: >-\n  one\n  two\nC: one\n  two # comment\n')).toEqual({ A: 'one # no comment\ntwo\n', B: 'one two', C: 'one two' });
});

test('anchors, aliases and merges', () => {
  const text = `
Base: &base { Runtime: nodejs22.x, Timeout: 3 }
More: &more
  Timeout: 9
  Layers: [a]
A: *base
B:
  <<: *base
  Timeout: 5
C:
  <<: [*base, *more]
D: { "<<": text }
`;
  expect(read(text)).toMatchObject({
    A: { Runtime: 'nodejs22.x', Timeout: 3 },
    B: { Runtime: 'nodejs22.x', Timeout: 5 },
    C: { Runtime: 'nodejs22.x', Timeout: 3, Layers: ['a'] },
    D: { '<<': 'text' },
  });
});

test('line ends of Windows, marks of documents, and texts without one', () => {
  expect(read('A: 1\r\nB: two\r\n')).toEqual({ A: 1, B: 'two' });
  expect(read('')).toBeUndefined();
  expect(read('# nothing\n')).toBeUndefined();
  expect(read('---\nA: 1\n...\n')).toEqual({ A: 1 });
});

test.each<[string, string, RegExp]>([
  ['a key twice', 'A: 1\nB:\n  C: 1\n  C: 2\n', /^a\.yaml:4:3: the key 'C' stands twice in one mapping, first in line 3\. Keep one of them\.$/],
  ['a tab', 'A:\n\tB: 1\n', /^a\.yaml:2:1: the YAML cannot be read \(.*[Tt]abs.*\)\. Indent with spaces/],
  ['two documents', 'A: 1\n---\nB: 1\n', /^a\.yaml:3:1: a second document begins, and CloudFormation reads one\. /],
  ['an alias of nothing', 'A: *nowhere\n', /^a\.yaml:1:4: there is no anchor &nowhere before this alias\. /],
  ['an alias of itself', 'A: &a [*a]\n', /^a\.yaml:1:8: the alias \*a stands inside of what it repeats\. /],
  ['a merge of a text', 'A: &a text\nB:\n  <<: *a\n', /^a\.yaml:3:3: what is merged with << is no mapping\. /],
  ['a key that is a list', '? [a]\n: b\n', /^a\.yaml:1:3: a key is no text\. /],
  ['an open bracket', 'A: [1, 2\nB: 3\n', /^a\.yaml:\d:\d+: the YAML cannot be read \(/],
  ['an open quote', 'A: "text\n', /^a\.yaml:\d:\d+: the YAML cannot be read \(/],
  ['a colon in a text', 'A: b: c\n', /^a\.yaml:1:4: the YAML cannot be read \(.*\)\. Put /],
])('tells where and what to do: %s', (_, text, message) => {
  expect(messageOf(text)).toMatch(message);
});

test('refuses aliases that come to more than memory holds', () => {
  const levels = [...Array(12).keys()].map(level => `L${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);
  expect(messageOf(['L0: &l0 x', ...levels].join('\n'))).toMatch(/^a\.yaml: its aliases come to more than 2000000 values\. /);
});

test('knows where a value stands', () => {
  const source = sourceOf('a.yaml', 'A:\n  B:\n    - x\n    - C: !If [P, { D: 1 }, 2]\n');
  expect(locate(source, ['A', 'B'])).toEqual({ position: { line: 2, column: 3 }, depth: 2 });
  expect(locate(source, ['A', 'B', '1', 'C'])).toEqual({ position: { line: 4, column: 7 }, depth: 4 });
  expect(locate(source, ['A', 'B', '1', 'C', 'Fn::If', '1', 'D'])).toEqual({ position: { line: 4, column: 20 }, depth: 7 });
  expect(locate(source, ['A', 'X', 'Y'])).toEqual({ position: { line: 1, column: 1 }, depth: 1 });
});

describe('JSON', () => {
  test('is read, and values are found', () => {
    const source = sourceOf('a.json', '{\n  "A": { "B": [1, "x\\u0041", null, true, -1.5e3] },\n  "C": {}, "D": []\n}\n');
    expect(source.value).toEqual({ A: { B: [1, 'xA', null, true, -1500] }, C: {}, D: [] });
    expect(locate(source, ['A', 'B'])).toEqual({ position: { line: 2, column: 10 }, depth: 2 });
    expect(locate(source, ['A', 'B', '1']).position).toEqual({ line: 2, column: 19 });
  });

  test('with YAML in its name may be YAML', () => {
    expect(sourceOf('a.yaml', '{ A: !Ref B }').value).toEqual({ A: { Ref: 'B' } });
    expect(sourceOf('a.template', 'A: !Ref B').value).toEqual({ A: { Ref: 'B' } });
  });

  test.each([
    ['{ "A": 1, }', /^a\.json:1:11: a key in double quotes is expected, and there is '}'\. Remove the comma before it\.$/],
    ['{ "A": 1\n  "B": 2 }', /^a\.json:2:3: ',' or '}' is expected, and there is '"B": 2 }'\. /],
    ['{ // no\n}', /^a\.json:1:3: .*JSON has no comments/],
    ['{ \'A\': 1 }', /^a\.json:1:3: .*JSON has double quotes only/],
    ['{ "A": 01 }', /^a\.json:1:8: a value is expected/],
    ['{ "A": [1', /^a\.json:1:10: ',' or '\]' is expected, and there is the end of the text/],
    ['{} {}', /^a\.json:1:4: the end of the text is expected/],
    ['{ "A" 1 }', /^a\.json:1:7: ':' is expected/],
    ['{ "A": 1,\n "A": 2 }', /^a\.json:2:2: the key 'A' stands twice in one object, first in line 1\. Keep one of them\.$/],
  ])('tells where %s is wrong', (text, message) => {
    expect(messageOf(text, 'a.json')).toMatch(message);
  });
});
