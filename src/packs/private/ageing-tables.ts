import type { RuleContext } from '../../rules/rule';
import type { RuleMetadata } from '../../rules/rule-metadata';

/** A table this old is out of date. */
const YEARS = 1;

/** What to say of the table of a rule where it is out of date. */
export function ageOf({ table }: RuleMetadata, { asOf, tables }: Pick<RuleContext, 'asOf' | 'tables'>): string | undefined {
  const inForce = table && (tables[table.name] ?? table);
  if (!inForce || asOf <= laterBy(YEARS, inForce.asOf)) return undefined;
  return `The table '${inForce.name}' is of ${inForce.asOf}, more than a year before ${asOf}: update cdk-pillars, or give the pack a newer one with tables, from ${inForce.source}`;
}

function laterBy(years: number, day: string): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
