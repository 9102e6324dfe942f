import { isUnresolved } from '../../../src/packs/private/judge';
import { acknowledgementId } from '../../../src/packs/private/reports/reported-finding';
import type { CheckResult } from '../check';
import { fails } from '../reported';
import { openRules } from './open-rules';

const VERSION = 1;

/** What was found, for scripts. */
export function json({ packs, failing, templates, resources }: CheckResult): string {
  const findings = packs.flatMap(({ pack, findings: found }) => found.map(reported => {
    const { finding, place, acknowledged } = reported;
    const { id, rule, level, message, path, stackPath, logicalId, resourceType, location, inBaseline } = finding;
    return {
      pack, id, rule: rule.id, level, fails: fails(reported), message,
      path, stack: stackPath, logicalId, resourceType, property: location, ...place,
      isUnresolved: isUnresolved(finding), inBaseline, acknowledged, acknowledgeWith: acknowledgementId(pack, finding),
    };
  }));
  const rules = Object.fromEntries(openRules(packs).map(({ id, title, why, remedy, bestPractices, pillar }) =>
    [id, { title, why, remedy, pillar, bestPractices }]));
  return `${JSON.stringify({ version: VERSION, templates, resources, failing, findings, rules }, undefined, 2)}\n`;
}
