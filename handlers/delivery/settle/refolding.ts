import { type Deployment, type Ending, type Incident, keyOf } from '../fold/episodes';
import { type FoldSettings, happened } from '../fold/fold';
import { DETECTED_BEFORE } from '../fold/incidents';
import { related } from '../fold/relations';
import { deploymentKey, incidentKey, type Point, type Row } from '../store/episodes';
import type { Store } from '../store/store';
import type { Lease } from '../store/work';
import { cutFor } from './cut';
import { neighbourhoodOf } from './neighbourhood';

type Episode = Deployment | Incident;

/** Folds again what facts since a time can change, and brings the store to it. What comes back is since when something may have to be emitted. */
export async function refold(store: Store, lease: Lease, since: number, settings: FoldSettings): Promise<number> {
  const { home } = lease;
  const { episodes } = store;
  const cut = await cutFor(episodes, home, since, settings);
  const facts = await store.events.factsFrom(home, cut - DETECTED_BEFORE);
  const { endings, incidents } = happened(facts.filter(fact => fact.at >= cut || fact.kind === 'detection'), settings);
  const { open, known, replaced, from } = await neighbourhoodOf(episodes, home, cut, endings, settings);
  const lasting = await episodes.lastOpenedBefore(home, from);
  const opened = await episodes.openedFrom(home, from);
  const before = [...lasting ? [lasting] : [], ...opened.filter(({ episode }) => episode.openedAt < cut)].map(({ episode }) => episode);

  const deployments = related([...open.map(({ episode }) => unjudged(episode)), ...endings], [...before, ...incidents], settings, known);
  const changes = [
    ...changesOf([...open, ...replaced], deployments, deploymentKey, keyOf, ({ isRollback }) => isRollback ? [] : ['ended']),
    ...changesOf(opened.filter(({ episode }) => episode.openedAt >= cut), incidents, incidentKey, incidentKey, () => ['opened', 'closed']),
  ];
  await write(store, lease, changes);
  // A run that was killed may have written rows that are pending, and not said so.
  const pending = [...open, ...replaced, ...opened, ...changes.flatMap(({ put }) => put ?? [])].filter(row => row.pending.length > 0);
  return Math.min(lease.pendingSince ?? Infinity, ...pending.map(({ episode }) => timeOf(episode)));
}

/** A row to be written, or a key to be deleted. */
type Change = { readonly put: Row<Episode>; readonly gone?: undefined } | { readonly put?: undefined; readonly gone: string };

/** What went out of an episode has gone out, whatever it looks like now. */
function changesOf<Kind extends Episode>(
  rows: readonly Row<Kind>[], now: readonly Kind[],
  keyIn: (episode: Kind) => string, identityOf: (episode: Kind) => string, pendingAtFirst: (episode: Kind) => readonly Point[],
): Change[] {
  // A rollback that turns out to be a deployment has told nothing yet.
  const byIdentity = new Map(rows.filter(({ episode }) => pendingAtFirst(episode).length > 0).map(row => [identityOf(row.episode), row]));
  const bodies = new Map(rows.map(row => [row.sk, JSON.stringify(row.episode)]));
  const kept = new Set(now.map(keyIn));
  const puts = now.flatMap((episode): Change[] => {
    const sk = keyIn(episode);
    if (bodies.get(sk) === JSON.stringify(episode)) return [];
    const first = pendingAtFirst(episode);
    return [{ put: { sk, episode, pending: first.filter(point => byIdentity.get(identityOf(episode))?.pending.includes(point) ?? true) } }];
  });
  return [...puts, ...rows.filter(({ sk }) => !kept.has(sk)).map(({ sk }) => ({ gone: sk }))];
}

async function write(store: Store, lease: Lease, changes: readonly Change[]): Promise<void> {
  for (const { put, gone } of changes) {
    await store.work.hold(lease);
    if (put) await store.episodes.put(lease.home, put); else await store.episodes.delete(lease.home, gone);
  }
}

/** As its own events say it, and what is known of it. */
function unjudged(deployment: Deployment): Ending & { readonly isRollback: boolean } {
  const { rolledBack, failed, rework, leadTimeSeconds, takesBack, ...ending } = deployment;
  return ending;
}

function timeOf(episode: Episode): number {
  return 'openedAt' in episode ? episode.openedAt : episode.endedAt;
}
