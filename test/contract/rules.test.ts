import * as fs from 'fs';
import * as path from 'path';
import { Answer, Pillar, RuleLevel, type IRule, type RuleExample } from '../../src';
import { BEST_PRACTICES } from '../../src/core/private/best-practices';
import { judgeCode, judgeExample, rules } from '../support/rules';

const src = path.join(__dirname, '..', '..', 'src');
const FOLDERS = { [Pillar.OPERATIONAL_EXCELLENCE]: 'operational-excellence', [Pillar.PERFORMANCE_EFFICIENCY]: 'performance-efficiency' };

/** A clause that a sentence is made of. */
const CLAUSE = /^[A-Z`](?:(?!\s{2}|[\t\n]).)*[^\s.;,:]$/;

const byId = rules.map(rule => [rule.metadata.id, rule] as const);

function examplesOf(kind: 'compliant' | 'violating' | 'ignored'): [string, IRule, RuleExample][] {
  return rules.flatMap(rule => (rule.metadata[kind] ?? []).map((example): [string, IRule, RuleExample] => [`${rule.metadata.id}: ${example.title}`, rule, example]));
}

function codeOf(kind: 'compliant' | 'violating'): [string, IRule, RuleExample][] {
  return examplesOf(kind).filter(([, , { cdk }]) => cdk !== undefined);
}

test('every file is a rule under its own name, in the folder of its pillar', () => {
  for (const [pillar, folder] of Object.entries(FOLDERS)) {
    const files = fs.readdirSync(path.join(src, 'rules', folder)).map(file => path.basename(file, '.ts'));
    expect(rules.filter(({ metadata }) => metadata.pillar === pillar).map(({ metadata }) => metadata.id).sort()).toEqual(files.sort());
  }
});

describe.each(byId)('%s', (_, { metadata }) => {
  test('says in clauses what holds, why, and what to do', () => {
    for (const text of [metadata.title, metadata.why, metadata.remedy]) expect(text).toMatch(CLAUSE);
    expect(Object.values(RuleLevel)).toContain(metadata.level);
  });

  test('serves best practices of its pillar that exist', () => {
    expect(metadata.bestPractices).not.toEqual([]);
    const prefixes = metadata.pillar === Pillar.OPERATIONAL_EXCELLENCE ? 'OPS' : 'PERF';
    expect(metadata.bestPractices[0]).toMatch(new RegExp(`^${prefixes}`));
    for (const id of metadata.bestPractices) expect(BEST_PRACTICES.has(id)).toBe(true);
  });

  test('is about types, and has an example of both sorts, each with CDK code', () => {
    for (const type of metadata.resourceTypes) expect(type).toMatch(/^(\*|Stack|[A-Za-z0-9]+::\w+::\w+|Custom::[\w-]+)$/);
    for (const examples of [metadata.compliant, metadata.violating]) expect(examples.filter(({ cdk }) => cdk)).not.toEqual([]);
    const titles = [...metadata.compliant, ...metadata.violating, ...metadata.ignored ?? []].map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test.each(examplesOf('compliant'))('accepts: %s', (_, rule, example) => {
  expect(judgeExample(rule, example)).toEqual({ answer: Answer.COMPLIANT, violations: [] });
});

test.each(examplesOf('violating'))('reports: %s', (_, rule, example) => {
  const { answer, violations } = judgeExample(rule, example);
  expect(answer).toBe(Answer.VIOLATING);
  expect(violations.map(({ name }) => name)).toEqual(example.findings ?? [undefined]);
  for (const { message } of violations) expect(message).toMatch(CLAUSE);
});

test.each(examplesOf('ignored'))('does not report: %s', (_, rule, example) => {
  expect([Answer.NOT_APPLICABLE, Answer.UNKNOWN]).toContain(judgeExample(rule, example).answer);
});

test.each(codeOf('compliant'))('accepts what the CDK makes: %s', (_, rule, { cdk, assetBytes }) => {
  const answers = judgeCode(rule, cdk!, assetBytes).map(({ answer }) => answer);
  expect(answers).toContain(Answer.COMPLIANT);
  expect(answers).not.toContain(Answer.VIOLATING);
});

test.each(codeOf('violating'))('reports what the CDK makes: %s', (_, rule, { cdk, assetBytes, findings }) => {
  const names = judgeCode(rule, cdk!, assetBytes).flatMap(({ violations }) => violations.map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(findings ?? [undefined]));
});
