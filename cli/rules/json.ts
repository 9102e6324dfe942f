import type { RuleMetadata } from '../../src/rules/rule-metadata';

/** Rules without their examples, which `explain` has. */
export function rulesJson(rules: readonly RuleMetadata[]): string {
  const described = rules.map(rule => {
    const { id, pillar, level, strict = false, accountBaseline = false, bestPractices, title, why, remedy, resourceTypes, table } = rule;
    return {
      id, pillar, level, strict, accountBaseline, bestPractices, title, why, remedy, resourceTypes,
      tradeOff: rule.tradeOff, nagRule: rule.nagRule,
      table: table && { name: table.name, asOf: table.asOf, source: table.source },
    };
  });
  return `${JSON.stringify(described, undefined, 2)}\n`;
}
