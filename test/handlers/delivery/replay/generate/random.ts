/* eslint-disable no-bitwise */
/** Numbers that are the same for the same seed (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** From 0 to less than 1. */
  public fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  public between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  public chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  public oneOf<T>(values: readonly T[]): T {
    return values[this.between(0, values.length - 1)];
  }

  public hex(length: number): string {
    return Array.from({ length }, () => this.between(0, 15).toString(16)).join('');
  }

  public uuid(): string {
    return [8, 4, 4, 4, 12].map(length => this.hex(length)).join('-');
  }
}
