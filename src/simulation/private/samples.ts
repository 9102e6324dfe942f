/** A value and how often it was measured. A count need not be whole: half a request a minute is one every two minutes. */
export interface Sample {
  readonly value: number;
  readonly count: number;
}

/** What has data, minute by minute. Minute 0 is the first of the simulation; those before it are its history. */
export interface SampleSource {
  /** All that was measured from the start of one minute to the start of another. */
  samples(from: number, until: number): readonly Sample[];
}

export function countOf(samples: readonly Sample[]): number {
  return samples.reduce((total, { count }) => total + count, 0);
}

export function sumOf(samples: readonly Sample[]): number {
  return samples.reduce((total, { value, count }) => total + value * count, 0);
}

/** Twelve digits, so that the rounding of binary fractions does not decide whether a threshold is reached. */
export function withoutNoise(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
