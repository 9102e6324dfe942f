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

type Examples = Pick<RuleMetadata, 'compliant' | 'violating' | 'ignored'>;

const EXAMPLES: readonly (keyof Examples)[] = ['compliant', 'violating', 'ignored'];

/**
 * Makes a rule from its definition; its id tells the pillar. The bundle of the library leaves out the examples, which are most of a rule, and says where they are
 * read when somebody asks for them.
 */
export function defineRule({ check, ...own }: RuleDefinition, examples?: () => Examples): IRule {
  const pillar = PILLARS[own.id.split('-')[0]];
  if (!pillar) throw complaint(own.id, { what: 'the id of a rule starts with its pillar', received: own.id, valid: 'OE-…, PE-…' });
  const metadata = { ...own, pillar };
  for (const name of examples ? EXAMPLES : []) {
    Object.defineProperty(metadata, name, { enumerable: true, configurable: true, get: () => examples!()[name] });
  }
  return { metadata, evaluate: check };
}
