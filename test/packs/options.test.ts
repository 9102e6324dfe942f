import { App, Aspects, Stack, Validations, aws_logs as logs } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { OperationalExcellenceChecks, Pillar, RuleLevel, Verdict, type IRule, type PillarChecksProps, type RuleMetadata } from '../../src';
import { rules } from '../support/rules';
import { reportOf } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

const disabledRules = rules.map(({ metadata }) => metadata.id).filter(id => id !== 'OE-LogRetention');

function findings(props: PillarChecksProps, ...groups: string[]): string[] {
  const app = new App();
  for (const path of groups) {
    const [stackId, id] = path.split('/');
    new logs.CfnLogGroup((app.node.tryFindChild(stackId) ?? new Stack(app, stackId)) as Stack, id);
  }
  const checks = new OperationalExcellenceChecks(undefined, { disabledRules, ...props });
  checks.validateScope(app);
  return checks.findings.map(({ id, path }) => `${id} ${path}`);
}

describe('exempt paths', () => {
  test.each([
    [['Legacy'], ['New/Log']],
    [['Legacy/Log'], ['Legacy/Logs', 'New/Log']],
    [['*/Log'], ['Legacy/Logs']],
    [['Leg*'], ['New/Log']],
    [['**'], []],
    [['legacy', 'N.w'], ['Legacy/Log', 'Legacy/Logs', 'New/Log']],
  ])('%s leave %s', (exemptPaths, left) => {
    expect(findings({ exemptPaths }, 'Legacy/Log', 'Legacy/Logs', 'New/Log')).toEqual(left.map(path => `OE-LogRetention ${path}`));
  });

  test.each(['', '/Legacy', 'Legacy/', 'A//B'])('%p is refused', path => {
    expect(() => new OperationalExcellenceChecks(undefined, { exemptPaths: [path] })).toThrow('this is no construct path');
  });
});

function ruleOf(metadata: Partial<RuleMetadata>, answer: Verdict): IRule {
  return {
    metadata: {
      id: 'Own', pillar: Pillar.OPERATIONAL_EXCELLENCE, bestPractices: ['OPS02-BP01'], level: RuleLevel.WARNING, title: 't', why: 'w', remedy: 'r',
      resourceTypes: ['AWS::Logs::LogGroup'], compliant: [], violating: [], ...metadata,
    },
    evaluate: () => answer,
  };
}

const violating = Verdict.violating({ message: 'It is so' });
const all = { disabledRules: rules.map(({ metadata }) => metadata.id) };

describe('dated tables', () => {
  const table = { name: 'own', asOf: '2025-06-01', source: 'https://example.com/', about: 'what is so', rows: {} };
  const judged = (props: PillarChecksProps) => findings({ ...all, additionalRules: [ruleOf({ table }, Verdict.COMPLIANT)], ...props }, 'Stack/Log', 'Stack/Other');

  test('one that is more than a year old is reported once, about the first stack', () => {
    expect(judged({ asOf: '2026-06-02' })).toEqual(['Own[outdated] Stack']);
    expect(judged({ asOf: '2026-06-01' })).toEqual([]);
  });

  test('a newer one takes its place', () => {
    expect(judged({ asOf: '2026-06-02', tables: [{ ...table, asOf: '2026-01-01' }] })).toEqual([]);
  });

  test.each<[string, PillarChecksProps]>([
    ['this is no day', { asOf: 'today' }],
    ['this is no day', { asOf: '2026-02-30' }],
    ['this is no day', { tables: [{ ...table, asOf: '2026' }] }],
    ['is a literal text', { tables: [{ ...table, rows: { a: 7 as any } }] }],
  ])('%s', (message, props) => {
    expect(() => judged(props)).toThrow(message);
  });
});

test('a decision about a trade-off silences its rules, where it was taken', () => {
  const decisions = { decisionOn: (tradeOff: string, path: string) => tradeOff === 'caching' && path === 'Stack/Log' ? 'at most 60 s old' : undefined };
  const judged = (tradeOff?: string) => findings({ ...all, decisions, additionalRules: [ruleOf({ tradeOff }, violating)] }, 'Stack/Log', 'Stack/Other');
  expect(judged('caching')).toEqual(['Own Stack/Other']);
  expect(judged('price')).toEqual(['Own Stack/Log', 'Own Stack/Other']);
  expect(judged()).toEqual(['Own Stack/Log', 'Own Stack/Other']);
});

test('what an account has once is asked for on request', () => {
  const judged = (props: PillarChecksProps) => findings({ ...all, additionalRules: [ruleOf({ strict: true, accountBaseline: true }, violating)], ...props }, 'Stack/Log');
  expect(judged({})).toEqual([]);
  expect(judged({ strictRules: true })).toEqual([]);
  expect(judged({ accountBaseline: true })).toEqual(['Own Stack/Log']);
  expect(judged({ enabledRules: ['Own'] })).toEqual(['Own Stack/Log']);
});

test('a rule about stacks judges each stack but nested ones, and can be accepted on it', () => {
  const judged = findings({ ...all, additionalRules: [ruleOf({ resourceTypes: ['Stack'] }, violating)] }, 'One/Log', 'Two/Log');
  expect(judged).toEqual(['Own One', 'Own Two']);
});

describe('a finding about a stack', () => {
  const described = (): { app: App; stack: Stack } => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new logs.CfnLogGroup(stack, 'Log');
    return { app, stack };
  };
  const props: PillarChecksProps = { ...all, additionalRules: [ruleOf({ resourceTypes: ['Stack'] }, violating)] };

  test('is reported with the path of the stack, and accepted there', () => {
    const { app, stack } = described();
    OperationalExcellenceChecks.enforce(app, props);
    Validations.of(stack).acknowledge({ id: 'OperationalExcellence::Own', reason: 'small' });
    app.synth();
    expect(reportOf(app)).toMatchObject([{ rule: 'Own', path: 'Stack', reason: 'small' }]);
  });

  test('is annotated on the stack where the pack is an Aspect', () => {
    const { app, stack } = described();
    Aspects.of(app).add(new OperationalExcellenceChecks(undefined, props));
    Annotations.fromStack(stack).hasWarning('/Stack', Match.stringLikeRegexp('OperationalExcellence::Own: It is so'));
  });
});
