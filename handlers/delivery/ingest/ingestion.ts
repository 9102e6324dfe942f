import type { World } from '../application';
import { Emitter } from '../emit/emitter';
import { deploymentMarker, ofHandler } from '../emit/points';
import { NO_ENRICHMENT, type Enrichment } from '../enrichment';
import { Poison } from '../facts/reading';
import { logError, logWarning, problemOf } from '../log';
import type { CachedRegistry } from '../mapping/cached-registry';
import type { QueueBatch, QueueRecord, QueueResponse } from '../ports';
import type { KeptEvent } from '../store/events';
import type { Store } from '../store/store';
import { readEvent, type ReadEvent } from './reading';
import { changedSince } from './since';

/** After so many deliveries an event is taken without what AWS would add to it. */
const PATIENCE = 3;

/** A message whose event is kept. */
interface Taken {
  readonly record: QueueRecord;
  readonly event: KeptEvent;
  readonly since?: number;
  readonly isNew: boolean;
  readonly isUnmapped: boolean;
}

/** Takes events from the queue: each is kept first, and then work is marked, so that a retry after anything in between does the rest. */
export class Ingestion {
  private readonly emitter: Emitter;

  constructor(private readonly world: World, private readonly store: Store, private readonly registry: CachedRegistry) {
    this.emitter = new Emitter(world.settings, world.clock, world.print);
  }

  public async take(batch: QueueBatch): Promise<QueueResponse> {
    const failed = new Set<QueueRecord>();
    const taken = (await Promise.all(batch.Records.map(async record => this.takeOne(record, failed)))).filter(each => each !== undefined);
    await this.mark(taken, failed);
    this.tell(taken.filter(({ record }) => !failed.has(record)));
    return { batchItemFailures: [...failed].map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }

  private async takeOne(record: QueueRecord, failed: Set<QueueRecord>): Promise<Taken | undefined> {
    try {
      const { event, isUnmapped } = await this.read(record);
      const { kept, isNew } = await this.store.events.keep(event);
      const since = await changedSince(kept.home, kept.facts, this.store.threads);
      return { record, event: kept, isNew, isUnmapped, ...(since !== undefined && { since }) };
    } catch (error) {
      failed.add(record);
      const message = error instanceof Poison ? 'This event cannot be taken, now or later' : 'This event could not be taken this time';
      logError(this.world.print, message, { messageId: record.messageId, ...eventIdIn(record), problem: problemOf(error) });
      return undefined;
    }
  }

  private async read(record: QueueRecord): Promise<ReadEvent> {
    try {
      return await this.readWith(record, this.world.enrichment);
    } catch (error) {
      if (error instanceof Poison || receivedTimes(record) < PATIENCE) throw error;
      logWarning(this.world.print, 'This event is taken without what AWS would add', { ...eventIdIn(record), problem: problemOf(error) });
      return this.readWith(record, NO_ENRICHMENT);
    }
  }

  private async readWith(record: QueueRecord, enrichment: Enrichment): Promise<ReadEvent> {
    return readEvent(record.body, this.registry, enrichment);
  }

  /** Once for each service of a batch. */
  private async mark(taken: readonly Taken[], failed: Set<QueueRecord>): Promise<void> {
    const homes = new Map<string, Taken[]>();
    for (const each of taken) if (each.since !== undefined) homes.set(each.event.home, [...homes.get(each.event.home) ?? [], each]);
    await Promise.all([...homes].map(async ([home, events]) => {
      try {
        await this.store.work.mark(home, Math.min(...events.map(({ since }) => since!)));
      } catch (error) {
        for (const { record } of events) failed.add(record);
        logError(this.world.print, 'Events are kept and could not be marked this time', { subject: home, problem: problemOf(error) });
      }
    }));
  }

  /** A marker is drawn and counted nowhere: a retry draws it again, so that none is missing. */
  private tell(taken: readonly Taken[]): void {
    const now = this.world.clock.now();
    for (const { event, isNew, record } of taken) {
      for (const fact of event.facts) {
        const hasEnded = fact.kind === 'deployment' && (fact.phase === 'succeeded' || fact.phase === 'failed');
        if (hasEnded && (isNew || receivedTimes(record) > 1) && this.emitter.isTaken(fact.at)) this.emitter.emit(deploymentMarker(event.home, `marker-${event.id}`, fact.at));
      }
    }
    const duplicates = taken.filter(({ isNew }) => !isNew).length;
    const unmapped = taken.filter(({ isNew, isUnmapped }) => isNew && isUnmapped).length;
    if (duplicates > 0) this.emitter.emit(ofHandler(this.world.settings.table, 'duplicates', duplicates, now));
    if (unmapped > 0) this.emitter.emit(ofHandler(this.world.settings.table, 'unmapped', unmapped, now));
  }
}

function receivedTimes({ attributes }: QueueRecord): number {
  return Number(attributes?.ApproximateReceiveCount ?? 1);
}

function eventIdIn({ body }: QueueRecord): { eventId?: string } {
  try {
    const id: unknown = (JSON.parse(body) as { id?: unknown }).id;
    return typeof id === 'string' ? { eventId: id } : {};
  } catch {
    return {};
  }
}
