import type { RegisteredService } from '../../../../src/core/schemas/private/delivery';
import { type Delivery, deliver } from './generate/delivery';
import { Random } from './generate/random';
import { Scene } from './generate/scene';
import { services } from './generate/services';
import { alarm, incident, pipeline, stack } from './generate/shapes';
import { STORIES } from './generate/stories';
import { DAY, type Entry, HOUR, MINUTE } from './log';

export type { Delivery } from './generate/delivery';
export { inTime } from './generate/delivery';

export interface Year {
  readonly seed: number;
  /** About so many. */
  readonly events: number;
  readonly services: number;
  readonly days: number;
}

export interface Replay {
  readonly registry: readonly RegisteredService[];
  /** Every event that arrives, once. */
  readonly log: readonly Entry[];
  /** What arrives, in the order in which it does. */
  readonly deliveries: readonly Delivery[];
}

export const BEGINNING = Date.UTC(2026, 0, 5);

/** Writes what happens to services for a while, and how it is told. */
export function generate({ seed, events, services: count, days }: Year): Replay {
  const random = new Random(seed);
  const scenes = services(count).map(service => new Scene(service, random));
  const nobodys = new Scene({ service: 'nobody', environment: 'prod', counts: 'custom' }, random);
  let written = 0;
  for (let last = BEGINNING; written < events;) {
    const scene = random.oneOf(scenes);
    // Troubles seldom come alone: many stories begin around another one of the same service.
    const [near] = random.chance(0.4) ? scene.entries.slice(-1) : [];
    last = near ? Date.parse(near.event.time) + random.between(-2 * HOUR, 2 * HOUR) : BEGINNING + random.between(2 * HOUR, (days - 1) * DAY);
    random.oneOf(STORIES)(scene, last);
    if (random.chance(0.02)) strange(nobodys, last);
    written = [...scenes, nobodys].reduce((sum, { entries }) => sum + entries.length, 0);
  }
  const registry = scenes.map(({ service }) => service);
  return { registry, ...deliver([...scenes, nobodys].flatMap(({ entries }) => entries), random) };
}

/** What no registered service has. */
function strange(scene: Scene, at: number): void {
  const { random } = scene;
  const id = `Q${random.hex(6)}`;
  const tell = (status: 'OPENED' | 'RESTORED', when: number) => scene.add(incident(when, { service: 'nobody', environment: 'prod', id, status }));
  random.oneOf([
    () => scene.add(pipeline(scene.second(at), 'somebody-elses', random.uuid(), 'SUCCEEDED')),
    () => scene.add(stack(scene.second(at + MINUTE), 'somebody-elses', 'UPDATE_COMPLETE', random.uuid())),
    () => [tell('OPENED', scene.second(at)), tell('RESTORED', scene.second(at + 20 * MINUTE))],
    () => scene.add(alarm(at + 1, 'somebody-elses', { value: 'ALARM', previous: 'OK' })),
  ])();
}
