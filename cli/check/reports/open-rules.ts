import type { FindingsOfPack } from '../../../src/packs/private/reports/reported-finding';
import type { RuleMetadata } from '../../../src/rules/rule-metadata';

/** The rules with findings that nobody accepted, by id. */
export function openRules(packs: readonly FindingsOfPack[]): RuleMetadata[] {
  const open = packs.flatMap(({ findings }) => findings).filter(({ acknowledged }) => acknowledged === undefined);
  const rules = new Map(open.map(({ finding: { rule } }) => [rule.id, rule]));
  return [...rules.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}
