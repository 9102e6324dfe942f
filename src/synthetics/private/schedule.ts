import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600 };
const VALID = 'rate(1 minute) to rate(60 minutes), rate(1 hour), or cron(minutes hours day-of-month month day-of-week *)';

/** What the schedule of a canary means. */
export interface RunsAt {
  readonly expression: string;
  /** Seconds between runs, where the schedule is a rate. */
  readonly seconds?: number;
  /** Runs in a month of 30 days. */
  readonly runsPerMonth: number;
}

/** Refuses schedules that Synthetics would refuse at deployment. */
export function runsAt(where: IConstruct, expression: string): RunsAt {
  const fail = () => complaint(where, { what: 'schedule is not valid', received: expression, valid: VALID });
  if (Token.isUnresolved(expression)) throw fail();
  const [, count, unit, plural] = /^rate\((\d+) (minute|hour)(s?)\)$/.exec(expression) ?? [];
  if (unit !== undefined) {
    const seconds = Number(count) * SECONDS[unit];
    if (seconds < 60 || seconds > 3_600 || (plural === 's') === (Number(count) === 1)) throw fail();
    return { expression, seconds, runsPerMonth: 30 * 86_400 / seconds };
  }
  const [, fields] = /^cron\((.*)\)$/.exec(expression) ?? [];
  if (fields === undefined) throw fail();
  const runs = monthlyRuns(fields.trim().split(/\s+/));
  if (runs === undefined) throw fail();
  return { expression, runsPerMonth: runs };
}

const RANGES: ReadonlyArray<readonly [minimum: number, maximum: number, names?: string]> = [
  [0, 59], [0, 23], [1, 31], [1, 12, 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'], [1, 7, 'SUN MON TUE WED THU FRI SAT'],
];

/** How often a cron expression fires in a month of 30 days; `undefined` when it is no expression. */
function monthlyRuns(fields: readonly string[]): number | undefined {
  if (fields.length !== 6 || fields[5] !== '*') return undefined;
  const counts = RANGES.map(([minimum, maximum, names], index) => matches(fields[index], minimum, maximum, names?.split(' ') ?? []));
  if (counts.includes(undefined)) return undefined;
  const [minutes, hours, days, months, weekdays] = counts as number[];
  return minutes * hours * 30 * Math.min(1, days / 31) * (months / 12) * (weekdays / 7);
}

/** How many values of its range a field matches. */
function matches(field: string, minimum: number, maximum: number, names: readonly string[]): number | undefined {
  if (field === '*' || field === '?') return maximum - minimum + 1;
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, from, to, step] = /^(\*|\d+|[A-Z]{3})(?:-(\d+|[A-Z]{3}))?(?:\/(\d+))?$/i.exec(part) ?? [];
    if (from === undefined) return undefined;
    const number = (text: string) => names.includes(text.toUpperCase()) ? names.indexOf(text.toUpperCase()) + minimum : Number(text);
    const first = from === '*' ? minimum : number(from);
    const last = to !== undefined ? number(to) : from === '*' || step !== undefined ? maximum : first;
    const stride = step === undefined ? 1 : Number(step);
    if (!(first >= minimum && last <= maximum && first <= last && stride > 0)) return undefined;
    for (let value = first; value <= last; value += stride) found.add(value);
  }
  return found.size;
}
