import type { Emissions } from '../emit/emission';
import type { Deployment, Incident } from '../fold/episodes';
import type { Settings } from '../ports';
import type { Row } from '../store/episodes';
import type { Store } from '../store/store';
import type { Lease } from '../store/work';
import { type Due, dueOfDeployment, dueOfIncident } from './finality';

/** What went out, and what is left. */
export interface Told {
  readonly emitted: number;
  readonly late: number;
  readonly dueAt?: number;
  readonly pendingSince?: number;
}

interface Candidate {
  readonly row: Row<Deployment | Incident>;
  readonly since: number;
  readonly dues: readonly Due[];
}

/** Emits what is final among the episodes since a time. */
export async function tellFinal(
  store: Store, lease: Lease, pendingSince: number, settings: Settings, emissions: Emissions, now: number,
): Promise<Told> {
  let emitted = 0;
  let late = 0;
  let dueAt = Infinity;
  let leftSince = Infinity;
  for (const { row, since, dues } of await candidates(store, lease.home, pendingSince, settings, now)) {
    const done = new Set<string>();
    for (const { point, finalAt, emission } of dues) {
      await store.work.hold(lease);
      const outcome = finalAt <= now ? await emissions.emit(lease.home, emission) : { waitUntil: finalAt };
      if (typeof outcome === 'object') {
        dueAt = Math.min(dueAt, outcome.waitUntil);
        leftSince = Math.min(leftSince, since);
        continue;
      }
      done.add(point);
      emitted += Number(outcome === 'emitted');
      late += Number(outcome === 'late');
    }
    if (done.size > 0) await store.episodes.put(lease.home, { ...row, pending: row.pending.filter(point => !done.has(point)) });
  }
  return { emitted, late, ...(dueAt < Infinity && { dueAt }), ...(leftSince < Infinity && { pendingSince: leftSince }) };
}

async function candidates({ episodes }: Store, home: string, since: number, settings: Settings, now: number): Promise<Candidate[]> {
  const [deployments, incidents] = await Promise.all([episodes.endedFrom(home, since), episodes.openedFrom(home, since)]);
  return [
    ...deployments.map(row => ({ row, since: row.episode.endedAt, dues: dueOfDeployment(home, row, settings) })),
    ...incidents.map(row => ({ row, since: row.episode.openedAt, dues: dueOfIncident(home, row, settings, now) })),
  ].filter(({ dues }) => dues.length > 0);
}
