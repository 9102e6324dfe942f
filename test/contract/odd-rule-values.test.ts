import * as fc from 'fast-check';
import { Verdict, type IRule, type RuleExample } from '../../src';
import { contextOf, exampleWorkload, rules, subjectOf } from '../support/rules';

const ODD_VALUES: readonly unknown[] = [
  null, 42, -1, 'text', '', true, [], {}, ['text'], [{}], [null], [[]], { Ref: 'Nothing' }, { Ref: 'AWS::NoValue' }, { Ref: 7 }, { 'Fn::GetAtt': 'A' }, { 'Fn::GetAtt': [] },
  { 'Fn::Join': 'x' }, { 'Fn::Sub': [1] }, { 'Fn::Sub': '${' }, { 'Fn::If': [] }, { 'Fn::ImportValue': {} }, { 'Fn::Select': [9, []] }, { 'Fn::Split': null }, { constructor: 1 },
];

type Path = readonly string[];

const examples = rules.flatMap(rule => ['compliant', 'violating', 'ignored'].flatMap(kind =>
  ((rule.metadata as any)[kind] ?? []).map((example: RuleExample): [string, IRule, RuleExample] => [`${rule.metadata.id}: ${example.title}`, rule, example])));

/** Every place in the resources of an example that a value can be put at. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

/** Below a resource and its Properties: types, and resources as such, are what they are. */
function properties(example: RuleExample): Path[] {
  return pathsIn(example.resources).filter(([, section]) => section === 'Properties');
}

function replaced(value: any, [key, ...rest]: Path, odd: unknown): any {
  if (key === undefined) return odd;
  if (value === null || typeof value !== 'object') return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key as any] = replaced(copy[key as any], rest, odd);
  return copy;
}

function judge(rule: IRule, example: RuleExample, resources: any): Verdict {
  const workload = exampleWorkload({ ...example, resources });
  return rule.evaluate(subjectOf(rule, example, workload), contextOf(workload));
}

test.each(examples)('judges whatever stands in a property: %s', (_, rule, example) => {
  for (const path of properties(example)) {
    for (const odd of ODD_VALUES) {
      expect(judge(rule, example, replaced(example.resources, path, odd))).toBeInstanceOf(Verdict);
    }
  }
});

test.each(examples)('judges any JSON in several properties: %s', (_, rule, example) => {
  const paths = properties(example);
  const change = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 })));
  fc.assert(fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), changes => {
    const resources = changes.reduce((current, [path, odd]) => replaced(current, path, odd), example.resources);
    expect(judge(rule, example, resources)).toBeInstanceOf(Verdict);
  }), { numRuns: 40 });
});
