import { DELIVERY_TABLE } from '../../../src/core/schemas/private/delivery';
import type { Fact } from '../facts/fact';
import type { Answers } from '../mapping/home';
import { endOf, stamp } from './keys';
import type { Item, Key, Table } from './table';

const PREFIX = 'event#';
/** Events that are read again at a time. */
const PAGE = 100;

/** An event as it is kept. */
export interface KeptEvent {
  readonly id: string;
  /** `<service>#<environment>`. */
  readonly home: string;
  /** Of its facts, else its own. */
  readonly at: number;
  readonly raw: string;
  readonly facts: readonly Fact[];
  readonly answers: Answers;
}

/** Every event once, where it belongs. */
export class Events {
  constructor(private readonly table: Table, private readonly expiresAt: () => number) {}

  /**
   * The first telling decides where an event goes: what was registered between two deliveries of it makes no second event of it. What comes back is what is kept
   * and whether it was there before.
   */
  public async keep(event: KeptEvent): Promise<{ readonly kept: KeptEvent; readonly isNew: boolean }> {
    const expiresAt = this.expiresAt();
    const isFirst = await this.table.put(whereabouts(event.id), { home: event.home, event: keyIn(event), expiresAt }, { text: 'attribute_not_exists(#pk)' });
    const kept = isFirst ? event : await this.whereItIs(event);
    const isNew = await this.table.put({ pk: kept.home, sk: keyIn(kept) }, { ...itemOf(kept), [DELIVERY_TABLE.timeToLive]: expiresAt }, { text: 'attribute_not_exists(#pk)' });
    return { kept, isNew };
  }

  public async factsFrom(home: string, from: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    for await (const item of this.table.query(home, { from: `${PREFIX}${stamp(from)}`, to: endOf(PREFIX), only: ['facts'] })) {
      facts.push(...JSON.parse(String(item.facts)) as Fact[]);
    }
    return facts;
  }

  public async* all(after?: Key): AsyncGenerator<{ readonly events: readonly KeptEvent[]; readonly next?: Key }> {
    for await (const { items, next } of this.table.scan(PREFIX, after)) yield { events: items.map(eventOf), ...(next && { next }) };
  }

  public async* of(home: string, after?: Key): AsyncGenerator<{ readonly events: readonly KeptEvent[]; readonly next?: Key }> {
    let events: KeptEvent[] = [];
    for await (const item of this.table.query(home, { from: after ? `${after.sk} ` : PREFIX, to: endOf(PREFIX) })) {
      events.push(eventOf(item));
      if (events.length < PAGE) continue;
      yield { events, next: { pk: item.pk, sk: item.sk } };
      events = [];
    }
    yield { events };
  }

  /** Puts an event where it belongs by now. Killed in between, it is done by the next reading of all events: it never is nowhere. */
  public async move(from: KeptEvent, to: KeptEvent): Promise<void> {
    const expiresAt = this.expiresAt();
    await this.table.put({ pk: to.home, sk: keyIn(to) }, { ...itemOf(to), [DELIVERY_TABLE.timeToLive]: expiresAt });
    await this.table.put(whereabouts(to.id), { home: to.home, event: keyIn(to), expiresAt });
    if (from.home !== to.home || keyIn(from) !== keyIn(to)) await this.table.delete({ pk: from.home, sk: keyIn(from) });
  }

  private async whereItIs(event: KeptEvent): Promise<KeptEvent> {
    const found = await this.table.get(whereabouts(event.id));
    if (!found) return event;
    const at = Date.parse(String(found.event).split('#')[1]);
    return { ...event, home: String(found.home), at };
  }
}

function whereabouts(id: string): Key {
  return { pk: `id#${id}`, sk: 'event' };
}

function keyIn({ at, id }: KeptEvent): string {
  return `${PREFIX}${stamp(at)}#${id}`;
}

function itemOf({ raw, facts, answers, id, at }: KeptEvent): Item {
  return { id, at, raw, facts: JSON.stringify(facts), answers: JSON.stringify(answers) };
}

function eventOf(item: Item & Key): KeptEvent {
  return {
    id: String(item.id),
    home: item.pk,
    at: Number(item.at),
    raw: String(item.raw),
    facts: JSON.parse(String(item.facts)),
    answers: JSON.parse(String(item.answers)),
  };
}
