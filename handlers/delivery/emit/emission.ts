import { createHash } from 'crypto';
import type { Clock, EmissionLog } from '../ports';
import type { Claim, Marker, Markers } from '../store/markers';
import type { MetricGroup } from './emf';
import type { Emitter } from './emitter';

/** Whoever claimed a point and did not confirm it in this time was killed: functions run no longer, and by then the log can be searched. */
const CLAIM_HOLDS = 10 * 60_000;

/** One point, or several that go out in one line. */
export interface Emission {
  readonly claim: Claim;
  readonly at: number;
  readonly groups: readonly MetricGroup[];
}

export type Outcome = 'emitted' | 'already' | 'late' | { readonly waitUntil: number };

/** Prints each line once, as far as a log allows: claims it, prints it, confirms it. */
export class Emissions {
  constructor(
    private readonly markers: Markers, private readonly log: EmissionLog, private readonly emitter: Emitter, private readonly clock: Clock,
  ) {}

  public async emit(home: string, emission: Emission): Promise<Outcome> {
    const { claim, at } = emission;
    // What has an id can be claimed once, so that there is nothing to look for before.
    const other = claim.id === undefined ? await this.another(home, claim) : undefined;
    if (other) return this.goOn(home, emission, other);
    const isLate = this.emitter.isTooLate(at);
    const marker = await this.markers.claim(home, claim, isLate ? 'late' : 'claimed', this.clock.now());
    if (!marker) {
      const winner = await this.another(home, claim);
      return winner ? this.goOn(home, emission, winner) : { waitUntil: this.clock.now() };
    }
    if (isLate) return 'late';
    await this.printOnce(home, emission, marker);
    return 'emitted';
  }

  private async another(home: string, claim: Claim): Promise<Marker | undefined> {
    const others = await this.markers.sameAs(home, claim);
    return others.find(({ state }) => state !== 'claimed') ?? others.at(0);
  }

  /** Somebody was here before: either done, at it, or killed. */
  private async goOn(home: string, emission: Emission, marker: Marker): Promise<Outcome> {
    if (marker.state !== 'claimed') return 'already';
    const waitUntil = marker.claimedAt + CLAIM_HOLDS;
    if (this.clock.now() < waitUntil) return { waitUntil };
    if (!await this.log.find(lineId(home, marker), marker.claimedAt)) {
      await this.printOnce(home, emission, marker);
      return 'emitted';
    }
    await this.markers.confirm(home, marker);
    return 'already';
  }

  private async printOnce(home: string, { at, groups }: Emission, marker: Marker): Promise<void> {
    this.emitter.emit({ id: lineId(home, marker), at, groups });
    await this.markers.confirm(home, marker);
  }
}

/** Nothing in it has to be escaped in a search of the log. */
function lineId(home: string, { key }: Marker): string {
  return createHash('sha256').update(`${home} ${key}`).digest('hex').slice(0, 40);
}
