import type { Finding } from '../../rules/finding';
import { isFrameworkHelper } from '../../rules/private/framework-helpers';
import type { IRule, RuleContext } from '../../rules/rule';
import { RuleLevel } from '../../rules/rule-level';
import { Answer, Verdict, type Violation } from '../../rules/verdict';
import type { WorkloadResource } from '../../rules/workload-resource';
import type { RuleSet } from './rule-set';

/** What a rule of level error adds to its id where only deployment can tell. */
const UNRESOLVED = 'unresolved';
/** What a rule that throws adds to its id. */
const BROKEN = 'broken';

/** All findings about some resources, in their order. */
export function judge(resources: Iterable<WorkloadResource>, rules: RuleSet, context: RuleContext): Finding[] {
  const findings: Finding[] = [];
  for (const resource of resources) {
    for (const rule of rules.about(resource.resourceType)) {
      const verdict = verdictOf(rule, resource, context);
      if (verdict.violations.length === 0 && verdict.answer !== Answer.UNKNOWN) continue;
      if (isFrameworkHelper(resource)) break;
      const level = rules.levelOf(rule);
      for (const violation of verdict.violations) findings.push(finding(rule, level, resource, violation));
      if (verdict.answer === Answer.UNKNOWN && level === RuleLevel.ERROR) {
        findings.push(finding(rule, RuleLevel.WARNING, resource, { name: UNRESOLVED, message: 'Only deployment can tell whether the rule is kept: a value that decides is no literal' }));
      }
    }
  }
  return findings;
}

/** Whether a finding says that only deployment can tell. Such a one never fails synthesis. */
export function isUnresolved({ id }: Finding): boolean {
  return id.endsWith(`[${UNRESOLVED}]`);
}

function verdictOf(rule: IRule, resource: WorkloadResource, context: RuleContext): Verdict {
  try {
    return rule.evaluate(resource, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return Verdict.violating({ name: BROKEN, message: `The rule could not judge the resource, it threw: ${reason.replace(/[.\s]+$/, '')}` });
  }
}

function finding(rule: IRule, level: RuleLevel, resource: WorkloadResource, { name, message, property }: Violation): Finding {
  const { metadata } = rule;
  return {
    id: name === undefined ? metadata.id : `${metadata.id}[${name}]`,
    rule: metadata,
    level,
    message,
    path: resource.path,
    stackPath: resource.stackPath,
    logicalId: resource.logicalId,
    resourceType: resource.resourceType,
    location: property === undefined ? 'Properties' : `Properties.${property}`,
  };
}
