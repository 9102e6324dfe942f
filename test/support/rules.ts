import * as cdk from 'aws-cdk-lib';
import { cdkExport } from '../../projenrc/generators/example-code';
import { freeNames } from '../../projenrc/generators/free-names';
import { RuleTest, SignalCatalog, type IRule, type RuleContext, type RuleExample, type Verdict } from '../../src';
import * as pillars from '../../src';
import { checkSettings } from '../../src/packs/private/settings';
import { RULES as OPERATIONAL_EXCELLENCE_RULES } from '../../src/rules/private/operational-excellence.generated';
import { RULES as PERFORMANCE_EFFICIENCY_RULES } from '../../src/rules/private/performance-efficiency.generated';
import type { Template, TemplateUnit } from '../../src/rules/private/template-unit';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import { Workload } from '../../src/rules/workload';

/** The day that examples are judged on. */
const AS_OF = '2026-12-01';

/** All built-in rules. */
export const rules: readonly IRule[] = [...OPERATIONAL_EXCELLENCE_RULES, ...PERFORMANCE_EFFICIENCY_RULES].map(({ load }) => load());

/** The workload of some templates by the path of their stack. */
export function workloadOf(templates: Record<string, Template>, about: Partial<TemplateUnit> = {}): Workload {
  return Workload._of(Object.entries(templates).map(([path, template]) => ({ path, stage: '', template, pathOf: () => undefined, ...about })));
}

export function contextOf(workload: Workload, overrides: Partial<RuleContext> = {}): RuleContext {
  return { ...checkSettings('test', { asOf: AS_OF }), catalog: SignalCatalog.builtIn(), ...overrides, workload };
}

/** What a rule says of the resource that an example is about. */
export function judgeExample(rule: IRule, example: RuleExample): Verdict {
  return new RuleTest(rule, { asOf: AS_OF }).judge(example);
}

/** What a rule says of every resource that it is about in what CDK code makes. */
export function judgeCode(rule: IRule, code: string, assetBytes?: number): Verdict[] {
  const stack = new cdk.Stack(new cdk.App(), 'Example');
  run(code, stack);
  const workload = resolvedWorkload(stack.node.root);
  for (const unit of workload._units) Object.assign(unit, { assetBytes });
  return rule.metadata.resourceTypes.flatMap(type => type === '*' ? workload.resources : workload.ofType(type))
    .map(resource => rule.evaluate(resource, contextOf(workload)));
}

/** Runs statements as the body of a stack, with the names that the reference imports for them. */
function run(code: string, stack: cdk.Stack): void {
  const names = freeNames(code).filter(name => cdkExport(name) !== undefined || Object.hasOwn(pillars, name));
  new Function(...names, code).apply(stack, names.map(name => (cdk as any)[cdkExport(name) ?? ''] ?? (pillars as any)[name]));
}
