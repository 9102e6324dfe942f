import { Pillar } from '../../core/pillar';
import { complaint } from '../../core/private/errors';
import type { IRule, RuleContext } from '../rule';
import type { RuleMetadata } from '../rule-metadata';
import type { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

/** A rule as its file writes it. */
export interface RuleDefinition extends Omit<RuleMetadata, 'pillar'> {
  readonly check: (resource: WorkloadResource, context: RuleContext) => Verdict;
}

const PILLARS: Readonly<Record<string, Pillar>> = { OE: Pillar.OPERATIONAL_EXCELLENCE, PE: Pillar.PERFORMANCE_EFFICIENCY };

/** Makes a rule from its definition; its id tells the pillar. */
export function defineRule({ check, ...metadata }: RuleDefinition): IRule {
  const pillar = PILLARS[metadata.id.split('-')[0]];
  if (!pillar) throw complaint(metadata.id, { what: 'the id of a rule starts with its pillar', received: metadata.id, valid: 'OE-…, PE-…' });
  return { metadata: { ...metadata, pillar }, evaluate: check };
}
