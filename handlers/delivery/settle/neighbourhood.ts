import { type Deployment, type Ending, keyOf } from '../fold/episodes';
import type { Windows } from '../fold/relations';
import { classified, takenBackBy } from '../fold/rollbacks';
import type { EpisodeStore, Row } from '../store/episodes';

/** What stands around a change. */
export interface Neighbourhood {
  /** Deployments of before the cut that may be judged otherwise now. */
  readonly open: readonly Row<Deployment>[];
  /** Neighbours of these and of the new ones, which hold. */
  readonly known: readonly Deployment[];
  /** Those of after the cut, which the new ones replace. */
  readonly replaced: readonly Row<Deployment>[];
  /** Incidents that matter opened no earlier. */
  readonly from: number;
}

/** Looks as far back as what changed reaches: the deployments that incidents can be blamed on, those that rollbacks take back, and the ones before them. */
export async function neighbourhoodOf(
  episodes: EpisodeStore, home: string, cut: number, endings: readonly Ending[], windows: Windows,
): Promise<Neighbourhood> {
  let openFrom = cut - windows.changeFailure;
  for (;;) {
    const reach = await reachOf(episodes, home, openFrom, windows);
    const before = reach.rows.filter(({ episode }) => episode.startedAt < cut);
    const replaced = reach.rows.filter(({ episode }) => episode.startedAt >= cut);
    const targets = await targetsOf(episodes, home, reach.from, before.map(({ episode }) => episode), endings);
    const furthest = Math.min(openFrom, ...targets, ...replaced.flatMap(({ episode }) => episode.takesBack?.endedAt ?? []));
    if (furthest >= openFrom) {
      const isOpen = ({ episode }: Row<Deployment>): boolean => episode.endedAt >= openFrom && !episode.isRollback;
      return { open: before.filter(isOpen), known: before.filter(row => !isOpen(row)).map(({ episode }) => episode), replaced, from: reach.from };
    }
    openFrom = furthest;
  }
}

/** Everything that ended late enough to matter to what ended from `openFrom` on. */
async function reachOf(episodes: EpisodeStore, home: string, openFrom: number, windows: Windows): Promise<{ rows: Row<Deployment>[]; from: number }> {
  const open = await episodes.endedFrom(home, openFrom);
  const from = Math.min(openFrom, ...open.map(({ episode }) => episode.startedAt)) - Math.max(windows.rework, windows.changeFailure);
  return { rows: await episodes.endedFrom(home, from), from };
}

/** Ends of the deployments that new rollbacks take back. */
async function targetsOf(
  episodes: EpisodeStore, home: string, from: number, before: readonly Deployment[], endings: readonly Ending[],
): Promise<number[]> {
  const all = classified([...before, ...endings]);
  const deployments = all.filter(({ isRollback }) => !isRollback);
  const fresh = new Set(endings.map(keyOf));
  const ends: number[] = [];
  for (const rollback of all.filter(each => each.isRollback && fresh.has(keyOf(each)))) {
    const target = takenBackBy(rollback, deployments) ?? await earlierTarget(episodes, home, from, rollback);
    if (target) ends.push(target.endedAt);
  }
  return ends;
}

async function earlierTarget(episodes: EpisodeStore, home: string, before: number, rollback: Ending): Promise<Deployment | undefined> {
  for await (const deployment of episodes.endedBefore(home, before)) {
    if (takenBackBy(rollback, [deployment])) return deployment;
  }
  return undefined;
}
