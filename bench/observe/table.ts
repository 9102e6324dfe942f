import { decimals, figureTable, median } from '../figure';
import { MANY } from './cases';
import { addedByRaw, figures, perResourceByRaw, perService, type Round, wholeByRaw } from './figures';
import type { Observer, Sample } from './measurement';

const TITLES: readonly (readonly [Observer, string])[] = [
  ['raw', 'L1s by hand'], ['rendered', 'L2 alarms, rendered bodies'], ['l2', 'L2s all through'], ['cdkPillars', 'cdk-pillars'], ['monitoringConstructs', 'cdk-monitoring-constructs'],
];

/** The figures beside their targets, and what each way to observe adds to the app, in Markdown. */
export function tables(rounds: readonly Round[]): string {
  const row = (what: string, of: (observer: Observer) => number, digits?: number) =>
    `| ${[what, ...TITLES.map(([observer]) => digits === undefined ? decimals(of(observer)) : of(observer).toFixed(digits))].join(' | ')} |`;
  const each = (of: (sample: Sample) => number) => (observer: Observer) => perService(rounds, observer, of);
  const whole = (of: (sample: Sample) => number) => (observer: Observer) => median(rounds.map(round => of(round[`${observer}${MANY}`])));
  return [
    ...figureTable(figures(rounds)),
    '',
    `| added by a service, of ${MANY} | ${TITLES.map(([, title]) => title).join(' | ')} |`,
    `|---|${TITLES.map(() => '---:').join('|')}|`,
    row('constructs and synthesis, ms', each(({ totalMs }) => totalMs)),
    row('resources', each(({ resources }) => resources)),
    row('time a resource by L1s by hand', observer => perResourceByRaw(rounds, observer)),
    row('memory, kB', each(({ heapMb }) => 1_024 * heapMb), 0),
    row('memory by L1s by hand', observer => addedByRaw(rounds, observer, ({ heapMb }) => heapMb)),
    row('whole app by that with L1s by hand', observer => wholeByRaw(rounds, observer)),
    row('bytes of templates', each(({ templateBytes }) => templateBytes), 0),
    row('alarms', each(({ alarms }) => alarms), 0),
    row('metrics in alarms', each(({ alarmMetrics }) => alarmMetrics), 0),
    row('first observed, ms', whole(({ firstObserveMs }) => firstObserveMs)),
    row('`require`, ms', whole(({ loadMs }) => loadMs)),
    row('modules of it', whole(({ modules }) => modules), 0),
  ].join('\n');
}
