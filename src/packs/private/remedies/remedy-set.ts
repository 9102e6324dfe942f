import { Token } from 'aws-cdk-lib';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import { suggest } from '../../../core/private/suggest';
import type { PillarRemediesProps } from '../../pillar-remedies-props';
import { builtInIds } from '../built-in-rules';
import type { Remedy, RemedySettings } from './remedy';
import { REMEDIES } from './table';

const WHERE = 'PillarRemedies';

/** The remedies that apply, by the type of the resource. */
export class RemedySet {
  public readonly ids: readonly string[];

  private readonly byType = new Map<string, Remedy[]>();
  private readonly settings: Partial<RemedySettings>;

  constructor({ only, excluding = [], logRetentionDays }: PillarRemediesProps) {
    for (const id of only ?? []) {
      checkId('only', id);
      if (excluding.includes(id)) throw complaint(`${WHERE}.only`, { what: 'a rule is named and excluded', received: id, fix: 'Leave it out of only or of excluding' });
    }
    for (const id of excluding) checkId('excluding', id);
    checkRetention(logRetentionDays, only, excluding);
    this.settings = { logRetentionDays };
    const applies = ({ ruleId, onRequest }: Remedy) => !excluding.includes(ruleId) && (only ? only.includes(ruleId) : onRequest === undefined);
    const remedies = REMEDIES.filter(applies);
    for (const remedy of remedies) this.byType.set(remedy.resourceType, [...this.byType.get(remedy.resourceType) ?? [], remedy]);
    this.ids = [...new Set(remedies.map(({ ruleId }) => ruleId))];
  }

  /** The remedies for a type. */
  public about(resourceType: string): readonly Remedy[] {
    return this.byType.get(resourceType) ?? [];
  }

  /** What a remedy sets. */
  public valueOf({ value, setting }: Remedy): unknown {
    return (setting && this.settings[setting]) ?? value;
  }
}

function checkId(prop: string, id: string): void {
  const remedied = [...new Set(REMEDIES.map(({ ruleId }) => ruleId))];
  if (remedied.includes(id)) return;
  const isText = typeof id === 'string' && !Token.isUnresolved(id);
  const what = isText && builtInIds().includes(id) ? 'this rule has no mechanical remedy' : 'there is no remedy for a rule of this id';
  throw complaint(`${WHERE}.${prop}`, { what, received: id, fix: suggest(isText ? id : '', remedied) });
}

function checkRetention(days: number | undefined, only: readonly string[] | undefined, excluding: readonly string[]): void {
  if (days === undefined) return;
  const where = `${WHERE}.logRetentionDays`;
  const retentions: readonly number[] = LIMITS.logGroup.retentionInDays;
  if (!retentions.includes(days)) throw complaint(where, { what: 'CloudWatch Logs has no such retention', received: days, valid: retentions.join(', ') });
  if (excluding.includes('OE-LogRetention') || (only && !only.includes('OE-LogRetention'))) {
    throw complaint(where, { what: 'a retention is given, and OE-LogRetention is not remedied', received: days, fix: 'Leave it out, or have OE-LogRetention remedied' });
  }
}
