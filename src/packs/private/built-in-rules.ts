import { Pillar } from '../../core/pillar';
import { RULES as OPERATIONAL_EXCELLENCE } from '../../rules/private/operational-excellence.generated';
import { RULES as PERFORMANCE_EFFICIENCY } from '../../rules/private/performance-efficiency.generated';
import type { RuleEntry } from '../../rules/private/rule-entry';

/** The rules that come with the library, by pillar. */
export const BUILT_IN: Readonly<Record<Pillar, readonly RuleEntry[]>> = {
  [Pillar.OPERATIONAL_EXCELLENCE]: OPERATIONAL_EXCELLENCE,
  [Pillar.PERFORMANCE_EFFICIENCY]: PERFORMANCE_EFFICIENCY,
};

/** What the pack of a pillar is called; findings are acknowledged with it. */
export function packName(pillar: Pillar): string {
  return pillar.replace(' ', '');
}

/** Ids of all of them. */
export function builtInIds(): string[] {
  return Object.values(BUILT_IN).flatMap(entries => entries.map(({ id }) => id));
}

/** The pack of a built-in rule. */
export function packOfId(id: string): string | undefined {
  const pillar = Object.values(Pillar).find(candidate => BUILT_IN[candidate].some(entry => entry.id === id));
  return pillar && packName(pillar);
}
