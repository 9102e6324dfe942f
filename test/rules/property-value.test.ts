import { PropertyValue } from '../../src';
import type { Template } from '../../src/rules/private/template-unit';
import { workloadOf } from '../support/rules';

const RESOURCES = {
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
  Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
};

/** A value as a property of a resource of a template. */
function value(raw: unknown, template: Template = {}, about = {}): PropertyValue {
  const workload = workloadOf({ Stack: { ...template, Resources: { ...RESOURCES, Subject: { Type: 'Test::Test::Subject', Properties: { Value: raw } } } } }, about);
  return workload.ofType('Test::Test::Subject')[0].property('Value');
}

describe('what a template says', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a text', 'a', 'a'], ['a number', 7, '7'], ['a boolean', true, 'true'],
    ['a list', ['a'], undefined], ['an object', { a: 1 }, undefined], ['nothing', undefined, undefined], ['null', null, undefined],
    ['no value', { Ref: 'AWS::NoValue' }, undefined],
    ['a join of literals', { 'Fn::Join': ['-', ['a', 1, 'b']] }, 'a-1-b'],
    ['a join that leaves a value out', { 'Fn::Join': ['', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'ab'],
    ['a substitution of a variable', { 'Fn::Sub': ['${A}-${!B}', { A: 'x' }] }, 'x-${B}'],
    ['a member of a list', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['a part of a text', { 'Fn::Select': ['5', { 'Fn::Split': [':', 'arn:aws:sqs:eu-west-1:1:orders'] }] }, 'orders'],
    ['a part of an ARN with pseudo parameters', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:1:orders' }] }] }, 'orders'],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] }, '512'],
    ['an intrinsic in a mapping key', { 'Fn::FindInMap': ['Sizes', { 'Fn::Sub': 'prod' }, 'memory'] }, '512'],
  ])('%s', (_, raw, expected) => {
    const found = value(raw, { Mappings: { Sizes: { prod: { memory: 512 } } } });
    expect([found.text, found.isUnknown]).toEqual([expected, false]);
  });

  test.each<[string, unknown]>([
    ['a parameter', { Ref: 'Parameter' }], ['a resource', { Ref: 'Queue' }],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }], ['an attribute in a text', { 'Fn::Sub': '${Queue.Arn}' }],
    ['a condition', { 'Fn::If': ['IsProd', 'a', 'b'] }], ['a transform', { 'Fn::Transform': { Name: 'x' } }], ['an import of another app', { 'Fn::ImportValue': 'x' }],
    ['a dynamic reference', '{{resolve:ssm:/orders/mode}}'], ['one inside of a text', { 'Fn::Sub': 'a-{{resolve:secretsmanager:x}}' }],
    ['a mapping by Region', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] }], ['a function of the future', { 'Fn::Whatever': [] }],
  ])('only deployment tells %s', (_, raw) => {
    const found = value(raw, { Mappings: { Sizes: { prod: { memory: 512 } } } });
    const { isUnknown, isAbsent, text, number, flag, items, keys } = found;
    expect({ isUnknown, isAbsent, text, number, flag, items, keys }).toEqual({ isUnknown: true, isAbsent: false, items: [], keys: [] });
    expect(found.property('any.thing').isUnknown).toBe(true);
  });

  test('the Region and the account are known where the stack has them', () => {
    const arn = { 'Fn::Sub': '${AWS::Region}/${AWS::AccountId}/${AWS::StackName}' };
    expect(value(arn, {}, { region: 'eu-west-1', account: '123456789012', stackName: 'shop' }).text).toBe('eu-west-1/123456789012/shop');
    expect(value(arn).isUnknown).toBe(true);
  });

  test('numbers and booleans may be written as text', () => {
    expect([value('30').number, value(30).number, value(' ').number, value('30s').number, value(true).number]).toEqual([30, 30, undefined, undefined, undefined]);
    expect([value('true').flag, value(false).flag, value('yes').flag, value(1).flag]).toEqual([true, false, undefined, undefined]);
  });

  test('an object of one member is no intrinsic function because of a name that every object has', () => {
    expect(value({ constructor: 'x' }).keys).toEqual(['constructor']);
    expect(value({}).property('constructor').isAbsent).toBe(true);
  });
});

describe('members', () => {
  const targets = value([{ Arn: 'a' }, { Ref: 'AWS::NoValue' }, { 'Fn::If': ['C', { Arn: 'b' }, { Ref: 'AWS::NoValue' }] }, { Arn: { Ref: 'Queue' } }, 'odd']);

  test('of a list, those that are there', () => {
    expect(targets.items).toHaveLength(4);
    expect(targets.values('*.Arn').map(({ text, isUnknown, isAbsent }) => [text, isUnknown, isAbsent])).toEqual([
      ['a', false, false], [undefined, true, false], [undefined, true, false], [undefined, false, true],
    ]);
  });

  test('of a list that only deployment tells, one that is unknown', () => {
    expect(value({ Ref: 'Targets' }).values('*.Arn').map(({ isUnknown }) => isUnknown)).toEqual([true]);
  });

  test('of what is no object, none', () => {
    expect(value('text').property('Arn').isAbsent).toBe(true);
    expect(value(['a']).property('Arn').isAbsent).toBe(true);
    expect(value('text').values('*')).toEqual([]);
  });
});

describe('what a value names', () => {
  const named = (raw: unknown, ...types: string[]) => value(raw).targets(...types).map(({ logicalId }) => logicalId);

  test.each<[string, unknown]>([
    ['a reference', { Ref: 'Queue' }], ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }], ['an attribute in short', { 'Fn::GetAtt': 'Queue.Arn' }],
    ['a text around it', { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['Queue', 'QueueName'] }]] }], ['a substitution', { 'Fn::Sub': 'x${Queue.Arn}' }],
    ['a choice', { 'Fn::If': ['C', { Ref: 'Queue' }, { Ref: 'AWS::NoValue' }] }], ['a part of it', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }],
    ['something inside of it', { a: [{ b: { Ref: 'Queue' } }] }],
    ['its name', 'orders'], ['its ARN', 'arn:aws:sqs:eu-west-1:123456789012:orders'], ['its URL', 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders'],
    ['an ARN with parts that only deployment tells', { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders' }],
  ])('by %s', (_, raw) => {
    expect(named(raw, 'AWS::SQS::Queue')).toEqual(['Queue']);
    expect(named(raw, 'AWS::SNS::Topic')).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['the name of another', 'payments'], ['an ARN of another service', 'arn:aws:sns:eu-west-1:123456789012:orders'], ['a text with its name in it', 'orders-2'],
    ['a parameter', { Ref: 'QueueArn' }], ['half a name', { 'Fn::Join': ['', ['orders', { Ref: 'Suffix' }]] }], ['nothing', undefined], ['an empty text', ''],
  ])('not by %s', (_, raw) => {
    expect(named(raw, 'AWS::SQS::Queue')).toEqual([]);
  });

  test('references need no type', () => {
    expect(named({ a: { Ref: 'Queue' }, b: { Ref: 'Handler' }, c: { Ref: 'Queue' } })).toEqual(['Queue', 'Handler']);
  });
});

test('exports that refer to each other in a circle are unknown', () => {
  const exported = (name: string, imported: string): Template => ({ Outputs: { Out: { Value: { 'Fn::ImportValue': imported }, Export: { Name: name } } } });
  const workload = workloadOf({
    A: exported('a', 'b'), B: exported('b', 'a'), C: { Resources: { Subject: { Type: 'Test::Test::Subject', Properties: { Value: { 'Fn::ImportValue': 'a' } } } } },
  });

  expect(workload.resources[0].property('Value').isUnknown).toBe(true);
  expect(workload.resources[0].property('Value').targets()).toEqual([]);
});
