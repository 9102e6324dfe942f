import { UNMAPPED } from '../../../src/core/schemas/private/delivery';
import type { World } from '../application';
import { Poison } from '../facts/reading';
import { readAgain } from '../ingest/reading';
import { changedSince } from '../ingest/since';
import { logError, problemOf } from '../log';
import type { CachedRegistry } from '../mapping/cached-registry';
import type { SettleInput } from '../ports';
import type { KeptEvent } from '../store/events';
import type { Recomputation } from '../store/jobs';
import { homeKey, ownerOf } from '../store/keys';
import type { Store } from '../store/store';

export interface Recomputed {
  readonly recomputed: number;
  readonly moved: number;
}

/** Reads events again with what is registered now and how they are read now. What was killed goes on in the next run, before anything is settled. Then all is folded again. */
export class Recomputing {
  constructor(private readonly world: World, private readonly store: Store, private readonly registry: CachedRegistry) {}

  public async run(asked?: SettleInput['recompute']): Promise<Recomputed> {
    if (asked) await this.store.jobs.save(asked);
    const job = await this.store.jobs.recomputation();
    if (!job) return { recomputed: 0, moved: 0 };
    let recomputed = 0;
    let moved = 0;
    for await (const { events, next } of this.pages(job)) {
      moved += await this.readPage(events);
      recomputed += events.length;
      if (next) await this.store.jobs.save({ ...job, after: next });
    }
    for (const { home } of await this.store.work.all()) await this.store.work.mark(home, 0);
    await this.store.jobs.done();
    return { recomputed, moved };
  }

  private async* pages(job: Recomputation): ReturnType<Store['events']['all']> {
    if (job.service === undefined) return yield* this.store.events.all(job.after);
    const { after } = job;
    for (const home of await this.homesOf(job)) {
      if (after && home < after.pk) continue;
      yield* this.store.events.of(home, after?.pk === home ? after : undefined);
    }
  }

  /** Of a service, and what nobody claimed: it may be the service's by now. */
  private async homesOf({ service, environment }: Recomputation): Promise<string[]> {
    const homes = (await this.store.work.all()).map(({ home }) => home).filter(home => {
      const owner = ownerOf(home);
      return owner.service === service && (environment === undefined || owner.environment === environment);
    });
    return [...new Set([...homes, homeKey(UNMAPPED, UNMAPPED)])].sort();
  }

  private async readPage(events: readonly KeptEvent[]): Promise<number> {
    let moved = 0;
    for (const event of events) {
      const now = await this.readAgain(event);
      const isMoved = now.home !== event.home || now.at !== event.at;
      if (!isMoved && JSON.stringify(now.facts) === JSON.stringify(event.facts)) continue;
      const since = await changedSince(now.home, now.facts, this.store.threads);
      if (since !== undefined) await this.store.work.mark(now.home, since);
      await this.store.events.move(event, now);
      moved += Number(isMoved);
    }
    return moved;
  }

  /** What is no longer taken for an event stays as it was. */
  private async readAgain(event: KeptEvent): Promise<KeptEvent> {
    try {
      return await readAgain(event, this.registry);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      logError(this.world.print, 'This event cannot be read again', { eventId: event.id, problem: problemOf(error) });
      return event;
    }
  }
}
