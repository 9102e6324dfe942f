import type { Enrichment } from '../enrichment';
import { type Envelope, envelopeOf } from '../facts/envelope';
import { tell } from '../facts/tell';
import type { Telling } from '../facts/telling';
import { answersTo } from '../mapping/answering';
import type { CachedRegistry } from '../mapping/cached-registry';
import { type Answers, type Home, homeOf, NOBODYS } from '../mapping/home';
import type { KeptEvent } from '../store/events';
import { homeKey } from '../store/keys';

/** An event as it is to be kept. */
export interface ReadEvent {
  readonly event: KeptEvent;
  readonly isUnmapped: boolean;
}

/** Reads an event: what it tells, whose it is, and what AWS adds to it. */
export async function readEvent(raw: string, registry: CachedRegistry, enrichment: Enrichment): Promise<ReadEvent> {
  const envelope = envelopeOf(raw);
  const telling = tell(envelope);
  if (!telling) return kept(envelope, raw, NOBODYS, {});
  let answers: Answers = telling.question?.about === 'opsItem' ? await answersTo(telling.question, enrichment) : {};
  let home = await mapped(telling, answers, registry);
  if (telling.question && telling.question.about !== 'opsItem' && home.facts.length > 0) {
    answers = await answersTo(telling.question, enrichment);
    home = homeOf(telling, answers, await registry.index());
  }
  return kept(envelope, raw, home, answers);
}

/** As `readEvent`, with what AWS answered before. */
export async function readAgain({ raw, answers }: KeptEvent, registry: CachedRegistry): Promise<KeptEvent> {
  const envelope = envelopeOf(raw);
  const telling = tell(envelope);
  return kept(envelope, raw, telling ? homeOf(telling, answers, await registry.index()) : NOBODYS, answers).event;
}

async function mapped(telling: Telling, answers: Answers, registry: CachedRegistry): Promise<Home> {
  const home = homeOf(telling, answers, await registry.index());
  return home.isUnmapped ? homeOf(telling, answers, await registry.newerIndex()) : home;
}

function kept(envelope: Envelope, raw: string, { service, environment, facts, isUnmapped }: Home, answers: Answers): ReadEvent {
  const at = facts[0]?.at ?? envelope.time;
  return { event: { id: envelope.id, home: homeKey(service, environment), at, raw, facts, answers }, isUnmapped: isUnmapped && facts.length > 0 };
}
