import { DAY, type Entry, HOUR, MINUTE } from '../log';
import { instant } from '../oracle/instant';
import type { Random } from './random';
import { pipeline } from './shapes';

/** One message as it arrives. */
export interface Delivery {
  readonly at: number;
  readonly body: string;
  /** Of the clean log; none for what is no event. */
  readonly entry?: Entry;
}

/** How late events arrive that are expected to: less than the grace, with some time for them to be batched. */
const IN_TIME = 10 * MINUTE;

/** What is delivered of a log: late, twice, in another order, and among things that are no events. What is never delivered is not in the log that comes back. */
export function deliver(log: readonly Entry[], random: Random): { readonly log: Entry[]; readonly deliveries: Delivery[] } {
  const kept = log.filter(() => !random.chance(0.01));
  const deliveries = kept.flatMap(entry => deliveriesOf(entry, random));
  const poisoned = Array.from({ length: Math.ceil(kept.length * 0.004) }, () => poison(random.oneOf(deliveries), random));
  return { log: kept, deliveries: [...deliveries, ...poisoned].sort((a, b) => a.at - b.at) };
}

function deliveriesOf(entry: Entry, random: Random): Delivery[] {
  const body = JSON.stringify(entry.event);
  const at = instant(entry.event) + delay(random);
  const deliveries: Delivery[] = [{ at, body, entry }];
  if (random.chance(0.06)) deliveries.push({ at: at + random.oneOf([0, 100, MINUTE, 6 * HOUR]), body, entry });
  // Somebody else's retry: the same again, as another event.
  const retry = { at: at + random.between(1_000, 5 * MINUTE), body: JSON.stringify({ ...entry.event, id: random.uuid() }), entry };
  return random.chance(0.03) ? [...deliveries, retry] : deliveries;
}

function delay(random: Random): number {
  const fraction = random.fraction();
  if (fraction < 0.75) return random.between(200, 20_000);
  if (fraction < 0.97) return random.between(20_000, IN_TIME);
  if (fraction < 0.99) return random.between(20 * MINUTE, 8 * HOUR);
  return random.between(8 * HOUR, 4 * DAY);
}

/** Whether all deliveries of an event but the first may be forgotten, and the first came within the grace. */
export function inTime({ at, entry }: Delivery): boolean {
  return entry !== undefined && at - instant(entry.event) <= IN_TIME;
}

function poison({ at, entry }: Delivery, random: Random): Delivery {
  const event = { ...entry!.event, id: random.uuid() };
  const bodies: readonly (() => string)[] = [
    () => JSON.stringify(event).slice(0, 120),
    () => 'null',
    () => '[]',
    () => JSON.stringify({ ...event, detail: undefined }),
    () => JSON.stringify({ ...event, id: undefined }),
    () => JSON.stringify({ ...pipeline(at, 'shop-001-prod-pipeline', 'x', 'STARTED'), id: event.id, time: 'yesterday' }),
    () => JSON.stringify({ ...event, 'source': 'cdk-pillars', 'detail-type': 'Deployment', 'detail': { service: 'shop-000', environment: 'prod', id: 'x', status: 'DONE' } }),
    () => JSON.stringify({ ...event, 'source': 'cdk-pillars', 'detail-type': 'Incident', 'detail': { service: 'shop-000', environment: 'prod', status: 'OPENED' } }),
  ];
  return { at: at + 1_000, body: random.oneOf(bodies)() };
}
