import * as fc from 'fast-check';
import { Verdict, type IRule, type RuleExample } from '../../src';
import { exampleWorkload, subjectOf } from '../../src/testing/private/example-workload';
import { ODD_VALUES, propertyPaths, replaced } from '../../src/testing/private/odd-values';
import { contextOf, rules } from '../support/rules';

const examples = rules.flatMap(rule => ['compliant', 'violating', 'ignored'].flatMap(kind =>
  ((rule.metadata as any)[kind] ?? []).map((example: RuleExample): [string, IRule, RuleExample] => [`${rule.metadata.id}: ${example.title}`, rule, example])));

function judge(rule: IRule, example: RuleExample, resources: any): Verdict {
  const workload = exampleWorkload({ ...example, resources });
  return rule.evaluate(subjectOf(rule, example, workload), contextOf(workload));
}

test.each(examples)('judges whatever stands in a property: %s', (_, rule, example) => {
  for (const path of propertyPaths(example.resources)) {
    for (const odd of ODD_VALUES) {
      expect(judge(rule, example, replaced(example.resources, path, odd))).toBeInstanceOf(Verdict);
    }
  }
});

test.each(examples)('judges any JSON in several properties: %s', (_, rule, example) => {
  const paths = propertyPaths(example.resources);
  const change = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 })));
  fc.assert(fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), changes => {
    const resources = changes.reduce((current, [path, odd]) => replaced(current, path, odd), example.resources);
    expect(judge(rule, example, resources)).toBeInstanceOf(Verdict);
  }), { numRuns: 40 });
});
