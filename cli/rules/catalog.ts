import { suggest } from '../../src/core/private/suggest';
import { BUILT_IN, builtInIds } from '../../src/packs/private/built-in-rules';
import type { RuleMetadata } from '../../src/rules/rule-metadata';
import { ruleOf } from '../check/acknowledgements/known-ids';
import { PILLARS, pillarsOf } from '../check/options';
import { UsageFailure } from '../failure';

export { PILLARS };

/** What is known of the built-in rules, of one pillar or of both. */
export function catalog(pillar?: string): RuleMetadata[] {
  return pillarsOf({ pillar }).flatMap(each => BUILT_IN[each].map(({ load }) => load().metadata));
}

/** The rule of an id, or of that of a finding; its file alone is loaded. */
export function ruleNamed(id: string): RuleMetadata {
  const name = ruleOf(id).toLowerCase();
  const entry = Object.values(BUILT_IN).flat().find(candidate => candidate.id.toLowerCase() === name);
  if (!entry) throw new UsageFailure(`There is no rule '${id}': ${suggest(ruleOf(id), builtInIds())} \`cdk-pillars rules\` lists all.`);
  return entry.load().metadata;
}
