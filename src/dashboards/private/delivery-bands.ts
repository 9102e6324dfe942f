import type { DeliveryBands, DeliveryLevel } from '../../core/private/dora-bands';
import type { AutomationShare, ServiceView } from './service-view';

type Measured = Exclude<keyof DeliveryLevel, 'name'>;

const COLORS = ['#2ca02c', '#1f77b4', '#ff7f0e', '#d62728'];
const HOURS_PER_DAY = 24;

/** The levels as lines of a graph, with their year. Those that fall on one another are one line. */
export function levelLines({ levels, year }: DeliveryBands, measure: Measured): object[] {
  const lines = new Map<number, { readonly names: string[]; readonly color: string }>();
  for (const [index, level] of levels.entries()) {
    const value = level[measure];
    if (value === undefined) continue;
    const line = lines.get(value) ?? { names: [], color: COLORS[Math.min(index, COLORS.length - 1)] };
    line.names.push(level.name);
    lines.set(value, line);
  }
  return [...lines].map(([value, { names, color }]) => ({ value: Number(value.toPrecision(4)), label: `${names.join(', ')} (${year})`, color }));
}

/** The same without the last level, that of whatever is beyond the others: a line there would press all others to the bottom. */
export function boundaries(bands: DeliveryBands, measure: Measured): object[] {
  return levelLines({ ...bands, levels: bands.levels.slice(0, -1) }, measure);
}

/** What the lines mean, who says so, and what is known before anything is deployed. */
export function deliveryMarkdown({ automation, delivery }: ServiceView): string {
  const { bands: { levels, year, source, notes = [] } } = delivery!;
  const cell = (value: number | undefined, words: (known: number) => string) => value === undefined ? '–' : words(value);
  return [
    `**Automation** ${automationInWords(automation())}`,
    '| Level | Deployments, at least | Lead time, at most | Change failure rate | Time to restore, at most |\n|---|---|---|---|---|\n'
    + levels.map(({ name, deploymentsPerWeek, leadTimeHours, changeFailurePercent, restoreHours }) => `| ${[
      name, cell(deploymentsPerWeek, frequencyInWords), cell(leadTimeHours, timeInWords), cell(changeFailurePercent, percent => `${percent}%`), cell(restoreHours, timeInWords),
    ].join(' | ')} |`).join('\n'),
    [`Levels of ${year}, by ${/^https?:/.test(source) ? `[${source}](${source})` : source}.`, ...notes].join(' '),
    'A number comes when it is final: that of a deployment over an hour after its end, when no incident can be blamed on it any more.',
  ].join('\n\n');
}

export function automationInWords({ percentage, alarms, withDocument, withAction }: AutomationShare): string {
  return `${percentage}% of ${alarms} alarms: ${withAction} run something when they fire, ${withDocument} have a runbook document`;
}

function frequencyInWords(perWeek: number): string {
  const spans: readonly [number, string][] = [[1 / 7, 'day'], [1, 'week'], [52 / 12, 'month'], [52, 'year']];
  const [weeks, span] = spans.find(([each]) => Math.round(perWeek * each * 10) / 10 >= 1) ?? spans[spans.length - 1];
  return `${Number((perWeek * weeks).toPrecision(2))} a ${span}`;
}

function timeInWords(hours: number): string {
  const spans: readonly [number, string][] = [[365 / 12 * HOURS_PER_DAY, 'month'], [7 * HOURS_PER_DAY, 'week'], [HOURS_PER_DAY, 'day'], [1, 'hour'], [1 / 60, 'minute']];
  const [each, span] = spans.find(([length]) => hours >= length * 0.999) ?? spans[spans.length - 1];
  const count = Number((hours / each).toPrecision(2));
  return `${count} ${span}${count === 1 ? '' : 's'}`;
}
