import type { IncidentSeverity } from '../../../src/core/schemas/private/delivery';
import { endOf } from './keys';
import type { Item, Table } from './table';

const PARTITION = 'work';
/** Settling a service takes seconds. Whoever was killed meanwhile is replaced after this. */
const LEASE = 60_000;

/** What is to be done for a service. */
export interface Work {
  readonly home: string;
  /** Since when facts were told that are not settled. */
  readonly since?: number;
  /** One more with each event. */
  readonly revision: number;
  /** When something will be final. */
  readonly dueAt?: number;
  /** Episodes of before are emitted. */
  readonly pendingSince?: number;
  /** Of the incident that is open. */
  readonly open?: IncidentSeverity;
}

/** The right to settle a service; it is renewed while that goes on. */
export interface Lease extends Work { until: number }
export type Remaining = Pick<Work, 'dueAt' | 'pendingSince' | 'open'>;

export class WorkList {
  constructor(private readonly table: Table, private readonly now: () => number) {}

  public async all(): Promise<Work[]> {
    const works: Work[] = [];
    for await (const item of this.table.query(PARTITION, { from: ' ', to: endOf('') })) works.push(workOf(item.sk, item));
    return works;
  }

  /** Facts from `since` on are new, or were told again. */
  public async mark(home: string, since: number): Promise<void> {
    const key = { pk: PARTITION, sk: home };
    const values = { ':one': 1, ':since': since };
    for (;;) {
      const earlier = await this.table.update(key, 'SET #since = :since ADD #revision :one', values, { text: 'attribute_not_exists(#since) OR #since > :since' });
      // Somebody may settle in between, and take the mark away.
      const marked = earlier ?? await this.table.update(key, 'ADD #revision :one', { ':one': 1 }, { text: '#since <= :since', values: { ':since': since } });
      if (marked) return;
    }
  }

  /** One settles a service at a time: nothing where another does. */
  public async lease(home: string): Promise<Lease | undefined> {
    const now = this.now();
    const until = now + LEASE;
    const item = await this.table.update({ pk: PARTITION, sk: home }, 'SET #leaseUntil = :until', { ':until': until },
      { text: 'attribute_exists(#pk) AND (attribute_not_exists(#leaseUntil) OR #leaseUntil <= :now)', values: { ':now': now } });
    return item && { ...workOf(home, item), until };
  }

  /** Before each write: whoever was thought dead and lost the lease to another writes nothing more. */
  public async hold(lease: Lease): Promise<void> {
    const now = this.now();
    if (now < lease.until - LEASE / 2) return;
    const until = Math.max(now, lease.until) + LEASE;
    const held = await this.table.update(keyOf(lease), 'SET #leaseUntil = :renewed', { ':renewed': until }, heldBy(lease));
    if (!held) throw new Error(`Another run settles ${lease.home} by now`);
    lease.until = until;
  }

  /** What is left of the work; all of it where more was told meanwhile. */
  public async finish(lease: Lease, remaining: Remaining): Promise<void> {
    const isDone = await this.leave(lease, remaining, 'since', { text: '#revision = :revision', values: { ':revision': lease.revision } });
    if (!isDone) await this.leave(lease, remaining);
  }

  public async release(lease: Lease): Promise<void> {
    await this.table.update(keyOf(lease), 'REMOVE #leaseUntil', {}, heldBy(lease));
  }

  private async leave(lease: Lease, remaining: Remaining, done?: 'since', unless?: { text: string; values: Item }): Promise<boolean> {
    const { dueAt, pendingSince, open } = remaining;
    const given: [string, string | number | undefined][] = Object.entries({ dueAt, pendingSince, open });
    const set = given.filter((entry): entry is [string, string | number] => entry[1] !== undefined);
    const removed = ['leaseUntil', ...given.filter(([, value]) => value === undefined).map(([name]) => name), ...(done ? [done] : [])];
    const expression = [
      ...(set.length > 0 ? [`SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`] : []),
      `REMOVE ${removed.map(name => `#${name}`).join(', ')}`,
    ].join(' ');
    const condition = heldBy(lease);
    const updated = await this.table.update(keyOf(lease), expression, Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])), {
      text: [condition.text, ...(unless ? [unless.text] : [])].join(' AND '), values: { ...condition.values, ...unless?.values },
    });
    return updated !== undefined;
  }
}

function keyOf({ home }: Lease): { pk: string; sk: string } {
  return { pk: PARTITION, sk: home };
}

function heldBy({ until }: Lease): { text: string; values: Item } {
  return { text: '#leaseUntil = :until', values: { ':until': until } };
}

function workOf(home: string, { since, revision, dueAt, pendingSince, open }: Item): Work {
  return {
    home,
    revision: Number(revision ?? 0),
    ...(since !== undefined && { since: Number(since) }),
    ...(dueAt !== undefined && { dueAt: Number(dueAt) }),
    ...(pendingSince !== undefined && { pendingSince: Number(pendingSince) }),
    ...(open !== undefined && { open: open as IncidentSeverity }),
  };
}
