import type { Table } from './table';

/** Since when there are events of a deployment, so that a late one is folded with all of its own. */
export class Threads {
  constructor(private readonly table: Table, private readonly expiresAt: () => number) {}

  /** The earliest time that was ever told of this thread, this one included. */
  public async touch(home: string, thread: string, at: number): Promise<number> {
    const key = { pk: home, sk: `thread#${thread}` };
    const updated = await this.table.update(key, 'SET #firstAt = :at, #expiresAt = :expiresAt', { ':at': at, ':expiresAt': this.expiresAt() },
      { text: 'attribute_not_exists(#firstAt) OR #firstAt > :at' });
    return Number((updated ?? await this.table.get(key))?.firstAt ?? at);
  }
}
