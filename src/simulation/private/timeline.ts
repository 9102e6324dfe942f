import type { Sample, SampleSource } from './samples';

/** The same data in every minute from one to the next; none where there are no samples. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly samples: readonly Sample[];
}

/**
 * Data by stretches of minutes that are alike. A window costs as much as it has stretches, however many minutes it spans, and its sums have no rounding
 * error but that of its few products.
 */
export class Timeline implements SampleSource {
  /** The data of each minute of an array, the first of which is minute `from`; minutes that are alike become one stretch. */
  public static ofValues(values: readonly (number | undefined)[], from: number): Timeline {
    const stretches: Stretch[] = [];
    for (let index = 0; index < values.length;) {
      const value = values[index];
      const start = index;
      while (index < values.length && values[index] === value) index++;
      stretches.push({ from: from + start, until: from + index, samples: value === undefined ? [] : [{ value, count: 1 }] });
    }
    return new Timeline(stretches);
  }

  /** @param stretches in order, without gaps or overlaps */
  constructor(private readonly stretches: readonly Stretch[]) {}

  public samples(from: number, until: number): readonly Sample[] {
    const samples: Sample[] = [];
    for (let index = this.indexAt(from); index < this.stretches.length && this.stretches[index].from < until; index++) {
      const stretch = this.stretches[index];
      const minutes = Math.min(until, stretch.until) - Math.max(from, stretch.from);
      if (minutes > 0) for (const { value, count } of stretch.samples) samples.push({ value, count: count * minutes });
    }
    return samples;
  }

  /** The sum of all values in a window. */
  public sum(from: number, until: number): number {
    let total = 0;
    for (let index = this.indexAt(from); index < this.stretches.length && this.stretches[index].from < until; index++) {
      const stretch = this.stretches[index];
      const minutes = Math.min(until, stretch.until) - Math.max(from, stretch.from);
      if (minutes > 0) for (const { value, count } of stretch.samples) total += value * count * minutes;
    }
    return total;
  }

  /** The first stretch that ends after a minute. */
  private indexAt(minute: number): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.stretches[middle].until <= minute) low = middle + 1; else high = middle;
    }
    return low;
  }
}
