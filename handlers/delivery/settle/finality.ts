import type { Emission } from '../emit/emission';
import { closedGroups, deploymentGroups, openedGroups } from '../emit/points';
import { type Deployment, type Incident, keyOf } from '../fold/episodes';
import type { Settings } from '../ports';
import type { Point, Row } from '../store/episodes';

/** A point of an episode, and when it is final; absent as long as that is open. */
export interface Due {
  readonly point: Point;
  readonly finalAt: number;
  readonly emission: Emission;
}

export function dueOfDeployment(home: string, { episode, pending }: Row<Deployment>, settings: Settings): Due[] {
  if (!pending.includes('ended')) return [];
  const { startedAt: from, endedAt: to, source } = episode;
  // Several stacks together have no id that would stay: another one may turn out to belong to them.
  const claim = source === 'stack' ? { kind: 'stacks', from, to } : { kind: 'deployment', id: keyOf(episode), from, to };
  return [{
    point: 'ended', finalAt: to + (settings.changeFailureWindow + settings.grace) * 1000, emission: { claim, at: to, groups: deploymentGroups(home, episode) },
  }];
}

export function dueOfIncident(home: string, { episode, pending }: Row<Incident>, settings: Settings, now: number): Due[] {
  const { openedAt: from, closedAt } = episode;
  const dues: Due[] = [];
  if (pending.includes('opened')) {
    const to = Math.max(from, Math.min(closedAt ?? now, now));
    dues.push({ point: 'opened', finalAt: from + settings.grace * 1000, emission: { claim: { kind: 'opened', from, to }, at: from, groups: openedGroups(home, episode) } });
  }
  if (pending.includes('closed') && closedAt !== undefined) {
    dues.push({
      point: 'closed',
      finalAt: closedAt + (settings.reopenWithin + settings.grace) * 1000,
      emission: { claim: { kind: 'closed', from, to: closedAt }, at: closedAt, groups: closedGroups(home, episode) },
    });
  }
  return dues;
}
