import { judge } from '../../src/packs/private/judge';
import type { Finding } from '../../src/rules/finding';
import type { TemplateUnit } from '../../src/rules/private/template-unit';
import { Workload } from '../../src/rules/workload';
import { contextOf, rules } from './rules';

/** What all rules, core and strict, find in some templates. */
export function findingsOf(units: TemplateUnit[]): Finding[] {
  const workload = Workload._of(units);
  return judge([...workload.stacks, ...workload.resources], ruleSet(), contextOf(workload));
}

/** Every rule, as a pack has them in force. */
function ruleSet() {
  const about = (type: string) => rules.filter(({ metadata: { resourceTypes } }) => resourceTypes.includes(type) || (type !== 'Stack' && resourceTypes.includes('*')))
    .map(rule => ({ rule, level: rule.metadata.level, isOwn: false, outdated: undefined }));
  return { about, ids: rules.map(({ metadata }) => metadata.id) } as any;
}
