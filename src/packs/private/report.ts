import type { PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { BEST_PRACTICES, pageOf, type PracticeRisk } from '../../core/private/best-practices';
import type { Finding } from '../../rules/finding';
import { RuleLevel } from '../../rules/rule-level';
import type { RuleMetadata } from '../../rules/rule-metadata';
import { FailOn } from '../fail-on';
import { isUnresolved } from './judge';

const RISKS: readonly PracticeRisk[] = ['High', 'Medium', 'Low'];

/** Findings in the form in which the CDK reports those of a plugin. */
export function report(findings: readonly Finding[], failOn: FailOn, pluginVersion: string): PolicyValidationPluginReport {
  const violations = new Map<string, PolicyViolation & { violatingResources: PolicyViolatingResource[] }>();
  for (const finding of findings) {
    const { id, rule, path, location } = finding;
    const severity = severityOf(finding, failOn);
    const key = `${severity}\n${id}\n${finding.message}${finding.inBaseline ? '\n' : ''}`;
    let violation = violations.get(key);
    if (!violation) {
      violation = {
        ruleName: id, severity, description: `${finding.message}. ${rule.why}.${finding.inBaseline ? ' The baseline has it.' : ''}`, fix: `${rule.remedy}.`, ruleMetadata: describe(rule, finding.level), violatingResources: [],
      };
      violations.set(key, violation);
    }
    violation.violatingResources.push({ constructPath: path, locations: [location] });
  }
  const reported = [...violations.values()];
  return { success: reported.every(({ severity }) => severity !== RuleLevel.ERROR), violations: reported, pluginVersion };
}

/**
 * After it has taken out what is acknowledged, the CDK fails synthesis by the severities that are left. So the severity says what the
 * finding does here, and the metadata keeps the level.
 */
export function severityOf(finding: Finding, failOn: FailOn): RuleLevel {
  if (failOn === FailOn.NONE || finding.inBaseline || isUnresolved(finding)) return RuleLevel.WARNING;
  return failOn === FailOn.WARNING ? RuleLevel.ERROR : finding.level;
}

function describe({ pillar, bestPractices, title }: RuleMetadata, level: RuleLevel): { [key: string]: string } {
  const practices = bestPractices.flatMap(id => BEST_PRACTICES.get(id) ?? []);
  const risk = RISKS.find(candidate => practices.some(practice => practice.risk === candidate));
  return {
    title, pillar, bestPractices: bestPractices.join(', '), level,
    ...risk === undefined ? {} : { risk },
    ...practices.length === 0 ? {} : { docs: practices.map(pageOf).join(' ') },
  };
}
