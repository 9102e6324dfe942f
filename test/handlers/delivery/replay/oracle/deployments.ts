import type { RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import { DAY, type Entry, HOUR, MINUTE } from '../log';
import type { Incident } from './incidents';
import { type EndedRun, hasEnded, type Run, runsOf, withUnsaidRollbacks } from './runs';
import { told } from './told';

/** A deployment that counts. */
export interface Deployment {
  readonly began: number;
  readonly ended: number;
  readonly failed: boolean;
  readonly rollbacks: number;
  readonly rework: boolean;
  /** In milliseconds. */
  readonly leadTime?: number;
}

interface Candidate {
  readonly runs: readonly EndedRun[];
  readonly began: number;
  readonly ended: number;
  readonly rollbacks: number;
}

/** The deployments of a service, by when they began. */
export function deploymentsOf(service: RegisteredService, log: readonly Entry[], incidents: readonly Incident[]): Deployment[] {
  const runs = withUnsaidRollbacks(service, runsOf(log.map(entry => told(service, entry)).filter(event => event !== undefined)));
  const candidates = service.counts === 'stack' ? joined(runs) : alone(runs);
  const failed = candidates.filter(candidate => candidate.rollbacks > 0 || candidate.runs.some(({ ending }) => ending === 'FAILED')
    || incidents.some(incident => blamed(candidates, incident) === candidate));
  return candidates.map(candidate => ({
    began: candidate.began,
    ended: candidate.ended,
    failed: failed.includes(candidate),
    rollbacks: candidate.rollbacks,
    rework: candidate.runs.some(({ rework }) => rework) || isRework(candidate, candidates, failed, incidents),
    leadTime: leadTime(candidate),
  }));
}

/** Each run is a deployment but those that take one back. */
function alone(runs: readonly Run[]): Candidate[] {
  const deployed = runs.filter(run => !run.rollback).filter(hasEnded);
  const takenBack = runs.filter(({ rollback }) => rollback).map(rollback => rollback.rollbackOf !== undefined
    ? deployed.find(({ id }) => id === rollback.rollbackOf)
    : latest(deployed.filter(({ target, ended }) => target === rollback.target && ended <= rollback.began), ({ ended }) => ended));
  return deployed.map(run => ({ runs: [run], began: run.began, ended: run.ended, rollbacks: takenBack.filter(other => other === run).length }));
}

/** Operations that overlap or nearly so are one deployment. */
function joined(runs: readonly Run[]): Candidate[] {
  const groups: EndedRun[][] = [];
  for (const run of runs.filter(hasEnded)) {
    const group = groups.at(-1);
    if (group && run.began <= Math.max(...group.map(({ ended }) => ended)) + 10 * MINUTE) group.push(run);
    else groups.push([run]);
  }
  return groups.map(group => ({
    runs: group,
    began: Math.min(...group.map(({ began }) => began)),
    ended: Math.max(...group.map(({ ended }) => ended)),
    rollbacks: group.filter(({ rollback }) => rollback).length,
  }));
}

function blamed(candidates: readonly Candidate[], { opened }: Incident): Candidate | undefined {
  return latest(candidates.filter(({ began, ended }) => began <= opened && opened <= ended + HOUR), ({ began }) => began);
}

function isRework(candidate: Candidate, all: readonly Candidate[], failed: readonly Candidate[], incidents: readonly Incident[]): boolean {
  const { began } = candidate;
  if (incidents.some(({ opened, closed }) => opened <= began && (closed === undefined || began < closed))) return true;
  return failed.some(({ ended }) => {
    const after = all.filter(other => other.began >= ended);
    return began >= ended && began <= ended + DAY && after.every(other => other.began >= began);
  });
}

function leadTime({ runs, ended }: Candidate): number | undefined {
  const commits = runs.flatMap(run => run.commits);
  if (commits.length === 0 || runs.some(({ ending }) => ending === 'FAILED')) return undefined;
  const passed = ended - Math.min(...commits);
  return passed < -5 * MINUTE ? undefined : Math.max(0, passed);
}

function latest<T>(values: readonly T[], by: (value: T) => number): T | undefined {
  return values.reduce<T | undefined>((last, value) => last === undefined || by(value) > by(last) ? value : last, undefined);
}
