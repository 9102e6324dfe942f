import type { RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import { type Entry, HOUR, MINUTE } from '../log';
import type { Random } from './random';
import type { Shape } from './shapes';

/** One service while its year is written: everything that happens to it goes through here. */
export class Scene {
  public readonly entries: Entry[] = [];
  private readonly taken = new Set<number>();

  constructor(public readonly service: RegisteredService, public readonly random: Random) {}

  public add(shape: Shape, facts: Omit<Entry, 'event'> = {}): void {
    this.entries.push({ event: { id: this.random.uuid(), ...shape }, ...facts });
  }

  /** A whole second at or after the given time in which nothing else happens to the service, so that no order is left open. */
  public second(at: number): number {
    let second = Math.ceil(at / 1_000) * 1_000;
    while (this.taken.has(second)) second += 1_000;
    this.taken.add(second);
    return second;
  }

  /** When an event that tells its own time was sent: now and then by a clock that is off. */
  public sentAt(at: number): number {
    return at + (this.random.chance(0.05) ? this.random.between(-2 * HOUR, 2 * HOUR) : this.random.between(0, 2_000));
  }

  /** What a stack is tagged with, if it is. It stays the same here, since a stack tells only of the tag that it has. */
  public stackCommitTimes(name: string): string[] | undefined {
    const index = this.service.stacks!.indexOf(name);
    return index === 0 ? undefined : [new Date(Date.UTC(2026, 0, index)).toISOString()];
  }

  /** Times of commits before something is deployed: often none, now and then one from the future. */
  public commitTimes(end: number): string[] | undefined {
    if (this.random.chance(0.3)) return undefined;
    if (this.random.chance(0.04)) return [new Date(end + this.random.oneOf([MINUTE, 4 * MINUTE, 6 * MINUTE, HOUR])).toISOString()];
    return Array.from({ length: this.random.between(1, 3) }, () => new Date(end - this.random.between(20 * MINUTE, 72 * HOUR)).toISOString());
  }
}
