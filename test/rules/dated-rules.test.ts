import { RuleLevel, type RuleContext, type Verdict } from '../../src';
import { contextOf, rules, workloadOf } from '../support/rules';

/** What a rule says of a resource on a day. */
function judge(id: string, type: string, properties: object, context: Partial<RuleContext>): Verdict {
  const rule = rules.find(({ metadata }) => metadata.id === id)!;
  const workload = workloadOf({ Stack: { Resources: { Subject: { Type: type, Properties: properties } } } });
  return rule.evaluate(workload.resources[0], contextOf(workload, context));
}

describe('a runtime', () => {
  const violations = (context: Partial<RuleContext>) => judge('OE-LambdaRuntimeSupported', 'AWS::Lambda::Function', { Runtime: 'nodejs22.x' }, context).violations;
  const property = 'Runtime';

  test('is announced half a year before it is deprecated, as a warning, and an error from that day', () => {
    const ahead = { message: 'The runtime nodejs22.x will be deprecated on 2027-04-30', name: 'ahead', level: RuleLevel.WARNING, property };

    expect(violations({ asOf: '2026-10-31' })).toEqual([]);
    expect(violations({ asOf: '2026-11-01' })).toEqual([ahead]);
    expect(violations({ asOf: '2027-04-29' })).toEqual([ahead]);
    expect(violations({ asOf: '2027-04-30' })).toEqual([{ message: 'The runtime nodejs22.x has been deprecated since 2027-04-30', property }]);
  });

  test('goes by the table that a pack is given, and by none of its rows that are no dates', () => {
    const table = { name: 'lambda-runtimes', asOf: '2026-12-01', source: 'https://example.com', about: 'days' };

    expect(violations({ tables: { 'lambda-runtimes': { ...table, rows: { 'nodejs22.x': '2026-11-30' } } } })).toHaveLength(1);
    expect(violations({ tables: { 'lambda-runtimes': { ...table, rows: { 'nodejs22.x': 'soon' } } } })).toEqual([]);
  });
});

test('a version of Kubernetes leaves standard support on the day of the table, then extended support', () => {
  const messages = (asOf: string) => judge('OE-EksVersion', 'AWS::EKS::Cluster', { Version: '1.34' }, { asOf }).violations.map(({ message }) => message);

  expect(messages('2026-12-01')).toEqual([]);
  expect(messages('2026-12-02')).toEqual(['The standard support of version 1.34 ended on 2026-12-02']);
  expect(messages('2027-12-02')).toEqual(['The support of version 1.34 ended on 2027-12-02']);
});
