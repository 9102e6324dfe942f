import type { Clock, Print, Settings } from '../ports';
import { embedded, type Line } from './emf';

const DAY = 24 * 3_600_000;
/** CloudWatch takes points of the last 14 days, and of the next two hours. */
const OLDEST = 13 * DAY;
const NEWEST = 2 * 3_600_000;

export class Emitter {
  constructor(private readonly settings: Settings, private readonly clock: Clock, private readonly print: Print) {}

  public emit(line: Line): void {
    this.print(embedded(this.settings.namespace, line));
  }

  public isTooLate(at: number): boolean {
    return this.clock.now() - at > OLDEST;
  }

  public isTaken(at: number): boolean {
    return !this.isTooLate(at) && at - this.clock.now() < NEWEST;
  }
}
