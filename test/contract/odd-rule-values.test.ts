/** @slow It tries thousands of values. */
import * as fc from 'fast-check';
import { Verdict, type IRule, type RuleExample } from '../../src';
import { exampleWorkload, subjectOf } from '../../src/testing/private/example-workload';
import { ODD_VALUES, propertyPaths, replaced } from '../../src/testing/private/odd-values';
import { contextOf, rules } from '../support/rules';

const examples = rules.flatMap(rule => ['compliant', 'violating', 'ignored'].flatMap(kind =>
  ((rule.metadata as any)[kind] ?? []).map((example: RuleExample): [string, IRule, RuleExample] => [`${rule.metadata.id}: ${example.title}`, rule, example])));

/** Without `expect`, which takes longer than the rules do. */
function judge(rule: IRule, example: RuleExample, resources: any): void {
  const workload = exampleWorkload({ ...example, resources });
  const verdict: unknown = rule.evaluate(subjectOf(rule, example, workload), contextOf(workload));
  if (!(verdict instanceof Verdict)) throw new Error(`${rule.metadata.id} answers ${JSON.stringify(verdict)} to ${JSON.stringify(resources)}`);
}

test.each(examples)('judges whatever stands in a property: %s', (_, rule, example) => {
  for (const path of propertyPaths(example.resources)) {
    for (const odd of ODD_VALUES) {
      judge(rule, example, replaced(example.resources, path, odd));
    }
  }
});

test.each(examples)('judges any JSON in several properties: %s', (_, rule, example) => {
  const paths = propertyPaths(example.resources);
  const change = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 })));
  fc.assert(fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), changes => {
    const resources = changes.reduce((current, [path, odd]) => replaced(current, path, odd), example.resources);
    judge(rule, example, resources);
  }), { numRuns: 20 });
});
