import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Application, createApplication } from '../../../../handlers/delivery/application';
import type { Enrichment } from '../../../../handlers/delivery/enrichment';
import type { EmissionLog, Settings } from '../../../../handlers/delivery/ports';
import { DELIVERY_DEFAULTS, type RegisteredService } from '../../../../src/core/schemas/private/delivery';
import { idOf } from './printed';

export interface StageProps {
  readonly dynamo: DynamoDBClient;
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

  public application(overrides: { readonly dynamo?: DynamoDBClient; readonly print?: (line: string) => void; readonly emissionLog?: EmissionLog } = {}): Application {
    const { dynamo, registry, enrichment } = this.props;
    return createApplication({
      dynamo, enrichment, settings: this.settings(), registry: { read: async () => registry }, clock: { now: () => this.now },
      print: line => this.print(line), emissionLog: this.emissionLog, ...overrides,
    });
  }

  public readonly emissionLog: EmissionLog = {
    find: async (id, since) => this.printed.some(({ line, at }) => at >= since && idOf(line) === id),
  };

  public print(line: string): void {
    this.printed.push({ line, at: this.now });
  }

  private settings(): Settings {
    const { graceSeconds, changeFailureSeconds, reopenSeconds, changeGapSeconds, reworkSeconds, retentionSeconds } = DELIVERY_DEFAULTS;
    return {
      table: this.props.table, namespace: 'Test/Delivery', grace: graceSeconds, changeFailureWindow: changeFailureSeconds, reopenWithin: reopenSeconds,
      changeGap: changeGapSeconds, reworkWindow: reworkSeconds, retention: retentionSeconds,
    };
  }
}
