import { type Figure, median } from '../figure';
import { type CaseName, MANY } from './cases';
import type { Observer, Sample } from './measurement';

export type Round = Readonly<Record<CaseName, Sample>>;

/** What observing adds to the app: the sample without what nobody's has. */
export function added(round: Round, observer: Observer, services: 50 | typeof MANY, of: (sample: Sample) => number): number {
  return of(round[`${observer}${services}`]) - of(round[`nobody${services}`]);
}

export function perService(rounds: readonly Round[], observer: Observer, of: (sample: Sample) => number): number {
  return median(rounds.map(round => added(round, observer, MANY, of) / MANY));
}

/** What one resource costs that is made for observing, by one that is written by hand. */
export function perResourceByRaw(rounds: readonly Round[], observer: Observer): number {
  const time = (round: Round, by: Observer) => added(round, by, MANY, ({ totalMs }) => totalMs);
  const cost = (round: Round, by: Observer) => time(round, by) / added(round, by, MANY, ({ resources }) => resources);
  return median(rounds.map(round => cost(round, observer) / cost(round, 'raw')));
}

export function addedByRaw(rounds: readonly Round[], observer: Observer, of: (sample: Sample) => number): number {
  return median(rounds.map(round => added(round, observer, MANY, of) / added(round, 'raw', MANY, of)));
}

export function wholeByRaw(rounds: readonly Round[], observer: Observer): number {
  return median(rounds.map(round => round[`${observer}${MANY}`].totalMs / round[`raw${MANY}`].totalMs));
}

export function figures(rounds: readonly Round[]): Figure[] {
  const own = (of: (sample: Sample) => number) => median(rounds.map(round => of(round[`cdkPillars${MANY}`])));
  const time = (round: Round, services: 50 | typeof MANY) => added(round, 'cdkPillars', services, ({ totalMs }) => totalMs);
  const growth = median(rounds.map(round => Math.log(time(round, MANY) / time(round, 50)) / Math.log(MANY / 50)));
  return [
    { what: 'time a resource by that of hand-written L1s', value: perResourceByRaw(rounds, 'cdkPillars'), target: 1.5 },
    { what: 'time of the whole app by that with hand-written L1s', value: wholeByRaw(rounds, 'cdkPillars'), target: 1.2 },
    { what: 'memory by that of hand-written L1s', value: addedByRaw(rounds, 'cdkPillars', ({ heapMb }) => heapMb), target: 1.8 },
    { what: 'bytes of templates by those of hand-written L1s', value: addedByRaw(rounds, 'cdkPillars', ({ templateBytes }) => templateBytes), target: 1.05 },
    { what: 'growth exponent of the time from 50 to 150 services', value: growth, target: 1.05 },
    { what: 'loading the library', value: own(({ loadMs }) => loadMs), unit: 'ms', target: 15 },
    { what: 'modules that loading it brings', value: own(({ modules }) => modules), target: 30 },
    { what: 'the first service observed', value: own(({ firstObserveMs }) => firstObserveMs), unit: 'ms', target: 25 },
    { what: 'metrics billed for an alarm', value: own(({ alarmMetrics, alarms }) => alarmMetrics / alarms), target: 1.2 },
  ];
}
