import type { CountedSource } from '../../../../../src/core/schemas/private/delivery';
import { DAY, type Entry, HOUR, MINUTE } from '../log';
import type { Incident } from './incidents';
import { type Run, runsOf } from './runs';
import { told } from './told';

/** A deployment that counts. */
export interface Deployment {
  readonly began: number;
  readonly ended: number;
  readonly failed: boolean;
  readonly rolledBack: boolean;
  readonly rework: boolean;
  /** In milliseconds. */
  readonly leadTime?: number;
}

interface Candidate {
  readonly runs: readonly Run[];
  readonly began: number;
  readonly ended: number;
  readonly rolledBack: boolean;
}

/** The deployments that the sources tell of, by when they began. */
export function deploymentsOf(counted: readonly CountedSource[], log: readonly Entry[], incidents: readonly Incident[]): Deployment[] {
  const candidates = counted.flatMap(source => {
    const runs = runsOf(source, log.map(entry => told(source, entry)).filter(event => event !== undefined));
    return source === 'stack' ? joined(runs) : alone(runs);
  });
  const failed = candidates.filter(candidate => candidate.rolledBack || candidate.runs.some(({ ending }) => ending === 'FAILED')
    || incidents.some(incident => blamed(candidates, incident) === candidate));
  return candidates.map(candidate => ({
    began: candidate.began,
    ended: candidate.ended,
    failed: failed.includes(candidate),
    rolledBack: candidate.rolledBack,
    rework: candidate.runs.some(({ rework }) => rework) || isRework(candidate, candidates, failed, incidents),
    leadTime: leadTime(candidate),
  })).sort((a, b) => a.began - b.began || a.ended - b.ended);
}

/** Each run is a deployment but those that take one back. */
function alone(runs: readonly Run[]): Candidate[] {
  const deployed = runs.filter(run => !run.rollback);
  const takenBack = runs.filter(({ rollback }) => rollback).map(rollback => rollback.rollbackOf !== undefined
    ? deployed.find(({ id }) => id === rollback.rollbackOf)
    : last(deployed.filter(({ target, ended }) => target === rollback.target && ended <= rollback.began), ({ ended }) => ended));
  return deployed.map(run => ({ runs: [run], began: run.began, ended: run.ended, rolledBack: takenBack.includes(run) }));
}

/** Operations that overlap or nearly so are one deployment. */
function joined(runs: readonly Run[]): Candidate[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group && run.began <= Math.max(...group.map(({ ended }) => ended)) + 10 * MINUTE) group.push(run);
    else groups.push([run]);
  }
  return groups.map(group => ({
    runs: group,
    began: Math.min(...group.map(({ began }) => began)),
    ended: Math.max(...group.map(({ ended }) => ended)),
    rolledBack: group.some(({ rollback }) => rollback),
  }));
}

function blamed(candidates: readonly Candidate[], { opened }: Incident): Candidate | undefined {
  const possible = candidates.filter(({ began, ended }) => began <= opened && opened <= ended + HOUR);
  const newest = Math.max(...possible.map(({ began }) => began));
  return last(possible.filter(({ began }) => began === newest), ({ ended }) => ended);
}

function isRework(candidate: Candidate, all: readonly Candidate[], failed: readonly Candidate[], incidents: readonly Incident[]): boolean {
  const { began } = candidate;
  if (incidents.some(({ opened, closed }) => opened <= began && (closed === undefined || began <= closed))) return true;
  return failed.some(before => before !== candidate && before.ended <= began && began <= before.ended + DAY
    && all.every(other => other === before || other.began < before.ended || other.began >= began));
}

function leadTime({ runs, ended }: Candidate): number | undefined {
  const commits = runs.flatMap(run => run.commits);
  if (commits.length === 0 || runs.some(({ ending }) => ending === 'FAILED')) return undefined;
  const passed = ended - Math.min(...commits);
  return passed < -5 * MINUTE ? undefined : Math.max(0, passed);
}

function last<T>(values: readonly T[], by: (value: T) => number): T | undefined {
  return values.reduce<T | undefined>((latest, value) => latest === undefined || by(value) > by(latest) ? value : latest, undefined);
}
