import { endOf, stamp } from './keys';
import type { Item, Key, Table } from './table';

export type MarkerState = 'claimed' | 'confirmed' | 'late';

/** That a point went out, or is about to. */
export interface Marker {
  readonly key: string;
  readonly state: MarkerState;
  readonly claimedAt: number;
  /** Of what it tells. */
  readonly from: number;
  readonly to: number;
}

/** What a point is known by: its own id, or the span of what it tells. */
export interface Claim {
  readonly kind: string;
  readonly id?: string;
  readonly from: number;
  readonly to: number;
}

export class Markers {
  constructor(private readonly table: Table, private readonly expiresAt: () => number) {}

  /** Those that tell of the same already. */
  public async sameAs(home: string, claim: Claim): Promise<Marker[]> {
    if (claim.id !== undefined) {
      const item = await this.table.get({ pk: home, sk: keyOf(claim) });
      return item ? [markerOf({ ...item, pk: home, sk: keyOf(claim) })] : [];
    }
    const markers: Marker[] = [];
    for await (const item of this.table.query(home, { from: `${prefixOf(claim)}${stamp(claim.from)}`, to: endOf(prefixOf(claim)) })) {
      const marker = markerOf(item);
      if (marker.from <= claim.to && marker.to >= claim.from) markers.push(marker);
    }
    return markers;
  }

  /**
   * The marker, or nothing where another has it. It is written before others of the same are looked for: of two that claim at once at least one sees the other, and
   * steps back.
   */
  public async claim(home: string, claim: Claim, state: MarkerState, claimedAt: number): Promise<Marker | undefined> {
    const key = keyOf(claim);
    const { from, to } = claim;
    if (!await this.table.put({ pk: home, sk: key }, { state, claimedAt, from, to, expiresAt: this.expiresAt() }, { text: 'attribute_not_exists(#pk)' })) return undefined;
    if (claim.id === undefined && (await this.sameAs(home, claim)).some(marker => marker.key !== key)) {
      await this.table.delete({ pk: home, sk: key });
      return undefined;
    }
    return { key, state, claimedAt, from, to };
  }

  public async confirm(home: string, { key }: Marker): Promise<void> {
    await this.table.update({ pk: home, sk: key }, 'SET #state = :state', { ':state': 'confirmed' }, { text: 'attribute_exists(#pk)' });
  }
}

function prefixOf({ kind }: Claim): string {
  return `emitted#${kind}#`;
}

/** Spans in the order of their ends. */
function keyOf(claim: Claim): string {
  return `${prefixOf(claim)}${claim.id ?? stamp(claim.to)}`;
}

function markerOf({ sk, state, claimedAt, from, to }: Item & Key): Marker {
  return { key: sk, state: state as MarkerState, claimedAt: Number(claimedAt), from: Number(from), to: Number(to) };
}
