import { type Application, createApplication } from '../../../../handlers/delivery/application';
import type { Enrichment } from '../../../../handlers/delivery/enrichment';
import type { Settings } from '../../../../handlers/delivery/ports';
import { DELIVERY_DEFAULTS, type RegisteredService } from '../../../../src/core/schemas/private/delivery';
import type { Database } from './database';
import { idOf } from './printed';
import { Wire } from './wire';

export interface StageProps {
  readonly database: Database;
  readonly table: string;
  readonly registry: readonly RegisteredService[];
  readonly enrichment: Enrichment;
}

/** A line that went out, and when. */
export interface Printed {
  readonly line: string;
  readonly at: number;
}

/** Where the handler runs: on a clock of ours, with a log that can be read. Applications come and go on it. */
export class Stage {
  public now = 0;
  public readonly printed: Printed[] = [];

  constructor(private readonly props: StageProps) {}

  /** A new one each time, as after a cold start. */
  public application(wire = new Wire()): Application {
    const { database, registry, enrichment } = this.props;
    return createApplication({
      dynamo: wire.through(database.client()), enrichment, settings: this.settings(),
      registry: { read: async () => registry }, clock: { now: () => this.now },
      print: line => wire.print(() => this.printed.push({ line, at: this.now })),
      emissionLog: { find: async (id, since) => wire.pass('search', async () => this.printed.some(({ line, at }) => at >= since && idOf(line) === id)) },
    });
  }

  private settings(): Settings {
    const { graceSeconds, changeFailureSeconds, reopenSeconds, changeGapSeconds, reworkSeconds, retentionSeconds } = DELIVERY_DEFAULTS;
    return {
      table: this.props.table, namespace: 'Test/Delivery', grace: graceSeconds, changeFailureWindow: changeFailureSeconds, reopenWithin: reopenSeconds,
      changeGap: changeGapSeconds, reworkWindow: reworkSeconds, retention: retentionSeconds,
    };
  }
}
