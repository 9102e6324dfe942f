import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { NagRuleCompliance, rules as nagRules } from 'cdk-nag';
import { Answer, type RuleExample } from '../../src';
import { judgeExample, rules } from '../support/rules';

type NagVerdict = NagRuleCompliance | NagRuleCompliance[];

const withCounterpart = rules.filter(({ metadata }) => metadata.nagRule !== undefined).map(rule => [rule.metadata.id, rule] as const);

let folder: string;
beforeAll(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'counterparts-')); });
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function nagRule(name: string): (node: CfnResource) => NagVerdict {
  const [service, rule] = name.split('.');
  return (nagRules as any)[service][rule];
}

/** What the rule of cdk-nag says of all L1s of an example; `undefined` where the template is none that the CDK can include. */
function nagAnswer(name: string, example: RuleExample): Answer | undefined {
  const templateFile = path.join(folder, 'template.json');
  fs.writeFileSync(templateFile, JSON.stringify({ Resources: example.resources }));
  const stack = new Stack(new App(), 'Example');
  try {
    new CfnInclude(stack, 'Template', { templateFile });
  } catch {
    return undefined;
  }
  try {
    const verdicts = stack.node.findAll().filter(CfnResource.isCfnResource).map(node => nagRule(name)(node));
    const isViolating = verdicts.some(verdict => Array.isArray(verdict) ? verdict.length > 0 : verdict === NagRuleCompliance.NON_COMPLIANT);
    return isViolating ? Answer.VIOLATING : Answer.COMPLIANT;
  } catch {
    // It reports that it could not judge a value that only deployment tells.
    return undefined;
  }
}

test.each(withCounterpart)('%s judges as its counterpart of cdk-nag does, or says how it differs', (_, rule) => {
  const { compliant, violating, ignored = [], nagRule: name, nagDifference } = rule.metadata;
  const different = [...compliant, ...violating, ...ignored].filter(example => {
    const theirs = nagAnswer(name!, example);
    const ours = judgeExample(rule, example).answer === Answer.VIOLATING ? Answer.VIOLATING : Answer.COMPLIANT;
    return theirs !== undefined && theirs !== ours;
  });
  if (nagDifference === undefined) expect(different.map(({ title }) => title)).toEqual([]);
  else expect(different).not.toEqual([]);
});
