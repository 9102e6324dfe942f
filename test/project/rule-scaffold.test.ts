import * as ts from 'typescript';
import { ruleScaffold } from '../../projenrc/scaffolds/rule';
import { ruleFacts } from '../../projenrc/scaffolds/rule-facts';
import { Pillar } from '../../src';
import { BEST_PRACTICES } from '../../src/core/private/best-practices';
import { defineRule } from '../../src/rules/private/define-rule';
import { RuleLevel } from '../../src/rules/rule-level';
import { Verdict } from '../../src/rules/verdict';
import { judgeCode, judgeExample } from '../support/rules';
import { styleErrors } from '../support/style';

const MODULES: Readonly<Record<string, object>> = { '../private/define-rule': { defineRule }, '../rule-level': { RuleLevel }, '../verdict': { Verdict } };

const KEPT = Verdict.COMPLIANT;

const cases: [string, string[], string][] = [
  ['OE-TopicEncrypted', ['AWS::SNS::Topic'], 'KmsMasterKeyId'],
  ['OE-TopicTracing', ['AWS::SNS::Topic'], 'TracingConfig'],
  ['PE-StreamRetention', ['AWS::Kinesis::Stream'], 'RetentionPeriodHours'],
  ['OE-InstanceProtected', ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'], 'DeletionProtection'],
  ['PE-ShardMetrics', ['AWS::Kinesis::Stream'], 'DesiredShardLevelMetrics'],
  ['OE-ClusterConfiguration', ['AWS::ECS::Cluster'], 'Configuration'],
];

test.each(cases)('%s of %p asks for %s, in the house style, and judges its own examples', async (id, types, property) => {
  const { path: file, content } = ruleScaffold(id, await ruleFacts(id, types));

  expect(await styleErrors(content, file)).toEqual([]);
  const rule = load(content);
  const { metadata: { pillar, bestPractices, compliant, violating, ignored = [] } } = rule;
  expect(file).toBe(`src/rules/${pillar === Pillar.OPERATIONAL_EXCELLENCE ? 'operational-excellence' : 'performance-efficiency'}/${id}.ts`);
  expect(BEST_PRACTICES.has(bestPractices[0])).toBe(true);
  expect([compliant.length, violating.length, ignored.length]).toEqual([types.length, types.length, types.length]);
  expect(violating.map(example => judgeExample(rule, example).violations[0].property)).toEqual(types.map(() => property));
  expect(compliant.flatMap(example => [judgeExample(rule, example), ...judgeCode(rule, example.cdk!)])).toEqual(types.flatMap(() => [KEPT, KEPT]));
  for (const example of violating) expect(judgeCode(rule, example.cdk!)).toEqual([judgeExample(rule, example)]);
  for (const example of ignored) expect(judgeExample(rule, example)).toBe(Verdict.UNKNOWN);
});

test.each([
  ['PE-Handle', ['AWS::CloudFormation::WaitConditionHandle'], 'AWS::CloudFormation::WaitConditionHandle has no optional property'],
  ['PE-Both', ['AWS::SNS::Topic', 'AWS::ECS::Cluster'], 'AWS::SNS::Topic and AWS::ECS::Cluster have no optional property in common: begin with one of them'],
])('%s of %p is refused', async (id, types, message) => {
  await expect(ruleFacts(id, types)).rejects.toThrow(message);
});

/** The rule that the text of a file makes. */
function load(content: string): ReturnType<typeof defineRule> {
  const { outputText } = ts.transpileModule(content, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported: { default?: ReturnType<typeof defineRule> } = {};
  new Function('exports', 'require', outputText)(exported, (name: string) => MODULES[name]);
  return exported.default!;
}
