import { Pillar, RuleLevel, RuleTest, Verdict, type IRule, type RuleExample, type WorkloadResource } from '../../src';
import { rules } from '../support/rules';

const described: RuleExample = { title: 'described', resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Description: 'takes orders' } } } };
const bare: RuleExample = { title: 'bare', resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: {} } } };
const open: RuleExample = { title: 'a parameter', resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Description: { Ref: 'Words' } } } } };

function rule(evaluate: (fn: WorkloadResource) => Verdict, examples: Partial<IRule['metadata']> = {}): IRule {
  return {
    metadata: {
      id: 'Shop-Described', pillar: Pillar.OPERATIONAL_EXCELLENCE, bestPractices: ['OPS11-BP04'], level: RuleLevel.WARNING, title: 't', why: 'w', remedy: 'r',
      resourceTypes: ['AWS::Lambda::Function'], compliant: [described], violating: [bare], ignored: [open], ...examples,
    },
    evaluate,
  };
}

const sound = (fn: WorkloadResource) => {
  const description = fn.property('Description');
  if (description.isUnknown) return Verdict.UNKNOWN;
  return description.isAbsent ? Verdict.violating({ message: 'The function has no description' }) : Verdict.COMPLIANT;
};

test('a sound rule passes', () => {
  expect(new RuleTest(rule(sound)).complaints).toEqual([]);
  expect(() => new RuleTest(rule(sound)).check()).not.toThrow();
});

test.each<[string, IRule]>([
  ['The compliant example \'described\' is VIOLATING: No', rule(() => Verdict.violating({ message: 'No' }))],
  ['The violating example \'bare\' is COMPLIANT', rule(() => Verdict.COMPLIANT)],
  ['The ignored example \'a parameter\' is COMPLIANT', rule(fn => fn.property('Description').isAbsent ? Verdict.violating({ message: 'No' }) : Verdict.COMPLIANT)],
  ['has the findings [a-z ]+, not b', rule(sound, { violating: [{ ...bare, findings: ['b'] }] })],
  ['With 42 at Fn.Properties.Description of \'described\' the rule throws: .*', rule(fn => { if (fn.property('Description').json === 42) throw new Error('no'); return sound(fn); })],
  ['With the violating example \'bare\' the rule throws: no', rule(fn => { if (fn.property('Description').isAbsent) throw new Error('no'); return sound(fn); })],
  ['With the compliant example \'described\' the rule returns undefined', rule(() => undefined as unknown as Verdict)],
  ['There is no violating example', rule(sound, { violating: [] })],
  ['There is no compliant example', rule(sound, { compliant: [] })],
])('complains: %s', (complaint, faulty) => {
  expect(() => new RuleTest(faulty).check()).toThrow(new RegExp(complaint));
});

test('an example without a resource of the rule is refused', () => {
  const queue: RuleExample = { title: 'a queue', resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
  expect(() => new RuleTest(rule(sound)).judge(queue)).toThrow(/no resource that the rule is about.*Queue.*AWS::Lambda::Function/s);
});

test('built-in rules are judged by it too', () => {
  const builtIn = rules.find(({ metadata }) => metadata.id === 'OE-LogRetention')!;
  expect(new RuleTest(builtIn).complaints).toEqual([]);
});
