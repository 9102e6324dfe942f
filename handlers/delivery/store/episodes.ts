import { DELIVERY_TABLE } from '../../../src/core/schemas/private/delivery';
import { type Deployment, type Incident, keyOf } from '../fold/episodes';
import { endOf, stamp } from './keys';
import type { Item, Key, Range, Table } from './table';

const DEPLOYMENT = 'deployment#';
const INCIDENT = 'incident#';

/** Points of an episode that are still to go out. */
export type Point = 'ended' | 'opened' | 'closed';

export interface Row<Episode> {
  readonly sk: string;
  readonly episode: Episode;
  readonly pending: readonly Point[];
}

/** What events came to: deployments (and rollbacks) in the order of their ends, incidents in that of their openings. */
export class EpisodeStore {
  constructor(private readonly table: Table, private readonly expiresAt: () => number) {}

  public async endedFrom(home: string, from: number): Promise<Row<Deployment>[]> {
    return this.rows(home, { from: `${DEPLOYMENT}${stamp(from)}`, to: endOf(DEPLOYMENT) });
  }

  public async openedFrom(home: string, from: number): Promise<Row<Incident>[]> {
    return this.rows(home, { from: `${INCIDENT}${stamp(from)}`, to: endOf(INCIDENT) });
  }

  public async lastOpenedBefore(home: string, before: number): Promise<Row<Incident> | undefined> {
    const rows = await this.rows<Incident>(home, { from: INCIDENT, to: `${INCIDENT}${stamp(before - 1)}`, backwards: true, limit: 1 });
    return rows[0];
  }

  /** Deployments that ended before, the last first. */
  public async* endedBefore(home: string, before: number): AsyncGenerator<Deployment> {
    for await (const item of this.table.query(home, { from: DEPLOYMENT, to: `${DEPLOYMENT}${stamp(before)}`, backwards: true })) yield rowOf<Deployment>(item).episode;
  }

  public async allOf(home: string): Promise<{ deployments: Deployment[]; incidents: Incident[] }> {
    const deployments = await this.rows<Deployment>(home, { from: DEPLOYMENT, to: endOf(DEPLOYMENT) });
    const incidents = await this.rows<Incident>(home, { from: INCIDENT, to: endOf(INCIDENT) });
    return { deployments: deployments.map(({ episode }) => episode), incidents: incidents.map(({ episode }) => episode) };
  }

  public async put(home: string, { sk, episode, pending }: Row<Deployment | Incident>): Promise<void> {
    await this.table.put({ pk: home, sk }, { body: JSON.stringify(episode), pending: pending.join(','), [DELIVERY_TABLE.timeToLive]: this.expiresAt() });
  }

  public async delete(home: string, sk: string): Promise<void> {
    await this.table.delete({ pk: home, sk });
  }

  private async rows<Episode>(home: string, range: Range): Promise<Row<Episode>[]> {
    const rows: Row<Episode>[] = [];
    for await (const item of this.table.query(home, range)) rows.push(rowOf(item));
    return rows;
  }
}

export function deploymentKey(deployment: Deployment): string {
  return `${DEPLOYMENT}${stamp(deployment.endedAt)}#${keyOf(deployment)}`;
}

export function incidentKey({ openedAt }: Incident): string {
  return `${INCIDENT}${stamp(openedAt)}`;
}

function rowOf<Episode>(item: Item & Key): Row<Episode> {
  return { sk: item.sk, episode: JSON.parse(String(item.body)) as Episode, pending: String(item.pending).split(',').filter(point => point !== '') as Point[] };
}
