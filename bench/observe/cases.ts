import type { Measurement, Observer } from './measurement';

const FEW = 50;
export const MANY = 150;

const OBSERVERS: readonly Observer[] = ['nobody', 'raw', 'rendered', 'l2', 'cdkPillars', 'monitoringConstructs'];

export type CaseName = `${Observer}${typeof FEW | typeof MANY}`;

/** What is measured, by name; all of it once a round. */
export const CASES = Object.fromEntries(
  OBSERVERS.flatMap(observer => [FEW, MANY].map((services): [string, Measurement] => [`${observer}${services}`, { observer, services }])),
) as Readonly<Record<CaseName, Measurement>>;
