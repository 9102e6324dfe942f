import type { Key, Table } from './table';

const RECOMPUTE: Key = { pk: 'job', sk: 'recompute' };

/** A recomputation that was asked for and is not done. */
export interface Recomputation {
  readonly service?: string;
  readonly environment?: string;
  /** How far it is. */
  readonly after?: Key;
}

/** What goes on in the next run where one was killed. */
export class Jobs {
  constructor(private readonly table: Table) {}

  public async recomputation(): Promise<Recomputation | undefined> {
    const item = await this.table.get(RECOMPUTE);
    if (!item) return undefined;
    return {
      ...(item.service !== undefined && { service: String(item.service) }),
      ...(item.environment !== undefined && { environment: String(item.environment) }),
      ...(item.afterPk !== undefined && { after: { pk: String(item.afterPk), sk: String(item.afterSk) } }),
    };
  }

  public async save({ service, environment, after }: Recomputation): Promise<void> {
    await this.table.put(RECOMPUTE, {
      ...(service !== undefined && { service }),
      ...(environment !== undefined && { environment }),
      ...(after && { afterPk: after.pk, afterSk: after.sk }),
    });
  }

  public async done(): Promise<void> {
    await this.table.delete(RECOMPUTE);
  }
}
