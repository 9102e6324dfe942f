import * as cdk from 'aws-cdk-lib';
import { cdkExport } from '../../projenrc/generators/example-code';
import { freeNames } from '../../projenrc/generators/free-names';
import { SignalCatalog, type IRule, type RuleContext, type RuleExample, type Verdict } from '../../src';
import * as pillars from '../../src';
import { checkSettings } from '../../src/packs/private/settings';
import { RULES as OPERATIONAL_EXCELLENCE_RULES } from '../../src/rules/private/operational-excellence.generated';
import { RULES as PERFORMANCE_EFFICIENCY_RULES } from '../../src/rules/private/performance-efficiency.generated';
import type { Template, TemplateUnit } from '../../src/rules/private/template-unit';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import { Workload } from '../../src/rules/workload';
import type { WorkloadResource } from '../../src/rules/workload-resource';

/** All built-in rules. */
export const rules: readonly IRule[] = [...OPERATIONAL_EXCELLENCE_RULES, ...PERFORMANCE_EFFICIENCY_RULES].map(({ load }) => load());

/** The workload of some templates by the path of their stack. */
export function workloadOf(templates: Record<string, Template>, about: Partial<TemplateUnit> = {}): Workload {
  return Workload._of(Object.entries(templates).map(([path, template]) => ({ path, stage: '', template, pathOf: () => undefined, ...about })));
}

export function contextOf(workload: Workload, overrides: Partial<RuleContext> = {}): RuleContext {
  return { ...checkSettings('test', { asOf: '2026-12-01' }), catalog: SignalCatalog.builtIn(), ...overrides, workload };
}

/** What a rule says of the resource that an example is about. */
export function judgeExample(rule: IRule, example: RuleExample): Verdict {
  const workload = exampleWorkload(example);
  return rule.evaluate(subjectOf(rule, example, workload), contextOf(workload));
}

/** The stack of an example, and those beside it. */
export function exampleWorkload({ otherStacks, assetBytes, ...own }: Omit<RuleExample, 'title'>): Workload {
  const stacks = Object.entries({ Example: own, ...otherStacks });
  return Workload._of(stacks.map(([path, { resources, description, region }]) => ({
    path, region, assetBytes, stage: path.split('/').slice(0, -1).join('/'), template: { Description: description, Resources: resources }, pathOf: () => undefined,
  })));
}

export function subjectOf({ metadata }: IRule, { subject, title }: RuleExample, workload: Workload): WorkloadResource {
  if (subject === undefined && metadata.resourceTypes.includes('Stack')) return workload.stacks[0];
  const found = workload.resources.find(({ logicalId, resourceType }) =>
    subject === undefined ? metadata.resourceTypes.includes(resourceType) || metadata.resourceTypes.includes('*') : logicalId === subject);
  if (!found) throw new Error(`${metadata.id}: the example '${title}' has no resource that the rule is about.`);
  return found;
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
