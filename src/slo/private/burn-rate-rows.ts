import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { Severity } from '../../core/severity';
import type { BurnRate } from '../burn-rate';
import { defaultBurnRates } from './burn-rate-table';

/** A burn rate of one objective. */
export interface BurnRateRow {
  readonly severity: Severity;
  readonly longMinutes: number;
  readonly shortMinutes: number;
  /** Error rate by the error rate that just keeps the objective. */
  readonly rate: number;
  /** `page-1h`: unique within the objective. */
  readonly id: string;
}

export interface BurnRateRows {
  readonly rows: readonly BurnRateRow[];
  /** What was left out of the table, and why. */
  readonly notes: readonly string[];
}

/** The rows that an objective can reach. Those of the table that it cannot are left out; one that the user asked for is an error. */
export function burnRateRows(where: IConstruct, goal: number, windowMinutes: number, asked: readonly BurnRate[] | undefined): BurnRateRows {
  const highest = highestRate(goal);
  const rows: BurnRateRow[] = [];
  const notes: string[] = [];
  for (const each of asked ?? defaultBurnRates(windowMinutes)) {
    const rate = each.rateOver(windowMinutes);
    const row: BurnRateRow = { severity: each.severity, longMinutes: each.longMinutes, shortMinutes: each.shortMinutes, rate, id: `${each.severity.toLowerCase()}-${windowLabel(each.longMinutes)}` };
    const obstacle = obstacleTo(row, highest, goal);
    if (obstacle === undefined) {rows.push(row);} else if (asked === undefined) {notes.push(`No ${row.severity} for a burn rate of ${shown(rate)} over ${windowLabel(row.longMinutes)}: ${obstacle}`);} else {
      throw complaint(where, {
        what: `burnRates: ${obstacle}`, received: `a burn rate of ${shown(rate)} over ${windowLabel(row.longMinutes)}`, valid: `1 to ${shown(highest)} with a goal of ${goal}%`,
        fix: 'Ask for another share of the budget or another window',
      });
    }
  }
  const twice = rows.find((row, index) => rows.findIndex(({ id }) => id === row.id) !== index);
  if (twice) throw complaint(where, { what: 'burnRates has two of one severity and long window', received: twice.id, fix: 'Keep the lower rate' });
  const windows = lookBacks(rows);
  if (windows.length > LIMITS.slo.burnRates) {
    throw complaint(where, { what: 'burnRates has too many different windows', received: windows.length, valid: `${LIMITS.slo.burnRates} at most, long and short ones together` });
  }
  return { rows, notes };
}

/** The burn rate when everything fails. */
export function highestRate(goal: number): number {
  return Number((100 / (100 - goal)).toPrecision(12));
}

/** The windows of all rows in minutes, each once. */
export function lookBacks(rows: readonly BurnRateRow[]): number[] {
  return [...new Set(rows.flatMap(({ longMinutes, shortMinutes }) => [shortMinutes, longMinutes]))].sort((a, b) => a - b);
}

/** `5m`, `6h`, `3d`. */
export function windowLabel(minutes: number): string {
  if (minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function obstacleTo({ rate }: BurnRateRow, highest: number, goal: number): string | undefined {
  if (rate > highest) return `with a goal of ${goal}% it is ${shown(highest)} when everything fails`;
  return rate < 1 ? 'burning slower than 1 keeps the objective' : undefined;
}

function shown(rate: number): number {
  return Number(rate.toPrecision(4));
}
