import type { IDecisionRegister } from '../../rules/decision-register';
import type { Finding } from '../../rules/finding';
import { isFrameworkHelper } from '../../rules/private/framework-helpers';
import { STACK_TYPE } from '../../rules/private/stack-type';
import type { IRule, RuleContext } from '../../rules/rule';
import { RuleLevel } from '../../rules/rule-level';
import { Answer, Verdict, type Violation } from '../../rules/verdict';
import type { WorkloadResource } from '../../rules/workload-resource';
import type { RuleInForce, RuleSet } from './rule-set';

/** What a rule of level error adds to its id where only deployment can tell. */
const UNRESOLVED = 'unresolved';
/** What a rule that throws, or gives no verdict, adds to its id. */
const BROKEN = 'broken';
/** What a rule adds to its id where the table that it goes by is out of date. */
const OUTDATED = 'outdated';
/** The CDK parses ids of findings, and brackets tell their parts. */
const VIOLATION_NAME = /^[^()[\]{}]+$/;

const UNRESOLVED_FINDINGS = new WeakSet<Finding>();

/** All findings about some resources, in their order. */
export function judge(resources: Iterable<WorkloadResource>, rules: RuleSet, context: RuleContext, decisions?: IDecisionRegister): Finding[] {
  const findings: Finding[] = [];
  const tables = new Set<string>();
  for (const resource of resources) {
    for (const inForce of rules.about(resource.resourceType)) {
      const { rule, level, isOwn, outdated } = inForce;
      if (outdated !== undefined && !tables.has(outdated)) {
        tables.add(outdated);
        findings.push(finding(rule, RuleLevel.WARNING, resource.workload.stacks[0], { name: OUTDATED, message: outdated }));
      }
      const verdict = verdictOf(rule, isOwn, resource, context);
      if (verdict.violations.length === 0 && verdict.answer !== Answer.UNKNOWN) continue;
      if (isFrameworkHelper(resource)) break;
      if (rule.metadata.tradeOff !== undefined && decisions?.decisionOn(rule.metadata.tradeOff, resource.path) !== undefined) continue;
      for (const violation of verdict.violations) findings.push(finding(rule, levelOf(violation, inForce), resource, violation));
      if (verdict.answer === Answer.UNKNOWN && level === RuleLevel.ERROR) findings.push(unresolvedFinding(rule, resource));
    }
  }
  return findings;
}

/** Whether a finding says that only deployment can tell. Such a one never fails synthesis. */
export function isUnresolved(candidate: Finding): boolean {
  return UNRESOLVED_FINDINGS.has(candidate);
}

/** A finding that says whether a baseline has it. */
export function markedInBaseline(found: Finding, inBaseline: boolean): Finding {
  const marked = { ...found, inBaseline };
  if (isUnresolved(found)) UNRESOLVED_FINDINGS.add(marked);
  return marked;
}

/** A violation may weigh less than its rule, unless the pack says what the rule weighs. */
function levelOf({ level: own }: Violation, { level, isLevelGiven }: RuleInForce): RuleLevel {
  return own === RuleLevel.WARNING && !isLevelGiven ? own : level;
}

function unresolvedFinding(rule: IRule, resource: WorkloadResource): Finding {
  const message = 'Only deployment can tell whether the rule is kept: a value that decides is no literal';
  const unresolved = finding(rule, RuleLevel.WARNING, resource, { name: UNRESOLVED, message });
  UNRESOLVED_FINDINGS.add(unresolved);
  return unresolved;
}

function verdictOf(rule: IRule, isOwn: boolean, resource: WorkloadResource, context: RuleContext): Verdict {
  try {
    const verdict = rule.evaluate(resource, context);
    return isOwn ? verdict : checked(verdict);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return broken(`it threw: ${reason.replace(/[.\s]+$/, '')}`);
  }
}

function broken(why: string): Verdict {
  return Verdict.violating({ name: BROKEN, message: `The rule could not judge the resource, ${why}` });
}

/** What a rule of a user answered, if it is an answer. */
function checked(verdict: Verdict | undefined): Verdict {
  if (!Object.values(Answer).includes(verdict?.answer as Answer) || !Array.isArray(verdict?.violations)) return broken(`it returned ${JSON.stringify(verdict)} and no Verdict`);
  for (const { name, message } of verdict.violations) {
    if (typeof message !== 'string' || message === '') return broken('a violation has no message');
    if (name === undefined) continue;
    if (typeof name !== 'string' || !VIOLATION_NAME.test(name)) return broken(`the name of a violation is a text without brackets, not ${JSON.stringify(name)}`);
    if ([UNRESOLVED, BROKEN, OUTDATED].includes(name)) return broken(`the name '${name}' has a meaning of its own`);
  }
  return verdict;
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
    location: locationOf(resource, property),
  };
}

function locationOf({ resourceType }: WorkloadResource, property: string | undefined): string {
  if (resourceType === STACK_TYPE) return property ?? 'Resources';
  return property === undefined ? 'Properties' : `Properties.${property}`;
}
