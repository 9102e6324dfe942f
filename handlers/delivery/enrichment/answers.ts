import type { Clock } from '../ports';

/** Answers remembered before the oldest are dropped: a function lives for hours. */
const CAPACITY = 1_000;

interface Answer<T> {
  readonly value: T;
  readonly until: number;
}

/** Remembers answers for a while, and asks once for what several want to know at the same time. What failed is asked again. */
export class Answers<T> {
  private readonly known = new Map<string, Answer<T>>();
  private readonly asked = new Map<string, Promise<T>>();

  /**
   * @param keepFor how long an answer holds, in milliseconds: 0 for one that may be another next time
   */
  constructor(private readonly clock: Clock, private readonly keepFor: (value: T) => number) {}

  public async get(key: string, ask: () => Promise<T>): Promise<T> {
    const answer = this.known.get(key);
    if (answer && answer.until > this.clock.now()) return answer.value;
    const asked = this.asked.get(key) ?? this.ask(key, ask);
    return asked;
  }

  private ask(key: string, ask: () => Promise<T>): Promise<T> {
    const asked = ask().then(value => this.keep(key, value)).finally(() => this.asked.delete(key));
    this.asked.set(key, asked);
    return asked;
  }

  private keep(key: string, value: T): T {
    this.known.delete(key);
    const keepFor = this.keepFor(value);
    if (keepFor > 0) this.known.set(key, { value, until: this.clock.now() + keepFor });
    if (this.known.size > CAPACITY) this.known.delete(this.known.keys().next().value!);
    return value;
  }
}
