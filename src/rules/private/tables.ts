import type { RuleContext } from '../rule';
import type { RuleTable } from '../rule-table';

/** The rows of a table, or of the one that the pack was given in its place. */
export function rowsOf({ tables }: RuleContext, table: RuleTable): ReadonlyMap<string, string> {
  const inForce = tables[table.name] ?? table;
  let rows = ROWS.get(inForce);
  if (!rows) ROWS.set(inForce, rows = new Map(Object.entries(inForce.rows)));
  return rows;
}

const ROWS = new WeakMap<RuleTable, ReadonlyMap<string, string>>();
