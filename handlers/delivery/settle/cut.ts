import type { FoldSettings } from '../fold/fold';
import { DETECTED_AFTER } from '../fold/incidents';
import type { EpisodeStore } from '../store/episodes';

/**
 * From where on everything has to be folded again after a fact of `since`: a time at which no incident lasted (or could still go on, or hear of its beginning) and no
 * deployment ran that later facts belong to.
 */
export async function cutFor(episodes: EpisodeStore, home: string, since: number, settings: FoldSettings): Promise<number> {
  const [deployment, incident] = await Promise.all([runningAt(episodes, home, since, settings), lastingAt(episodes, home, since, settings)]);
  const cut = Math.min(deployment, incident);
  return cut < since ? cutFor(episodes, home, cut, settings) : since;
}

async function runningAt(episodes: EpisodeStore, home: string, time: number, { changeGap }: FoldSettings): Promise<number> {
  const ended = await episodes.endedFrom(home, time - changeGap);
  return Math.min(time, ...ended.map(({ episode }) => episode)
    .filter(({ source, endedAt }) => endedAt + (source === 'stack' ? changeGap : 0) >= time).map(({ startedAt }) => startedAt));
}

async function lastingAt(episodes: EpisodeStore, home: string, time: number, { reopenWithin }: FoldSettings): Promise<number> {
  const last = (await episodes.lastOpenedBefore(home, time))?.episode;
  if (!last) return time;
  const canChangeUntil = (last.closedAt ?? Infinity) + Math.max(reopenWithin, DETECTED_AFTER);
  return canChangeUntil >= time ? last.openedAt : time;
}
