import * as fs from 'fs';
import type { Finding } from '../../src/rules/finding';
import { RuleLevel } from '../../src/rules/rule-level';

/** By rule, why its findings are right, and by template the resources that it finds something of, with the names of the violations. */
export interface ErrorFindings {
  [rule: string]: { reviewed: string; findings: { [template: string]: string[] } };
}

/** The findings of level error as the list of those reviewed has them. */
export function errorFindings(found: readonly Finding[], reviewed: ErrorFindings): ErrorFindings {
  const listed: ErrorFindings = {};
  for (const [id, ofRule] of sortedGroups(found.filter(({ level }) => level === RuleLevel.ERROR), ({ rule }) => rule.id)) {
    const findings: { [template: string]: string[] } = {};
    for (const [template, ofTemplate] of sortedGroups(ofRule, ({ stackPath }) => stackPath)) {
      findings[template] = sortedGroups(ofTemplate, ({ logicalId }) => logicalId).map(([logicalId, ofResource]) => logicalId + namesOf(ofResource));
    }
    listed[id] = { reviewed: reviewed[id]?.reviewed ?? '', findings };
  }
  return listed;
}

/** One template a line. */
export function writeErrorFindings(file: string, listed: ErrorFindings): void {
  const lines = Object.entries(listed).map(([rule, { reviewed, findings }]) => {
    const templates = Object.entries(findings).map(([template, ids]) => `      ${JSON.stringify(template)}: ${JSON.stringify(ids)}`);
    return `  ${JSON.stringify(rule)}: {\n    "reviewed": ${JSON.stringify(reviewed)},\n    "findings": {\n${templates.join(',\n')}\n    }\n  }`;
  });
  fs.writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

/** The names that violations add to the id of their rule. */
function namesOf(found: readonly Finding[]): string {
  const names = found.map(({ id, rule }) => id.slice(rule.id.length).replace(/^\[|\]$/g, '')).filter(name => name !== '');
  return names.length === 0 ? '' : `[${[...new Set(names)].sort().join(', ')}]`;
}

function sortedGroups<T>(items: readonly T[], keyOf: (item: T) => string): Array<[key: string, items: T[]]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]);
  return [...groups].sort(([a], [b]) => a < b ? -1 : 1);
}
