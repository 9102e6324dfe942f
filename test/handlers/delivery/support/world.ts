import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Application, createApplication, type World } from '../../../../handlers/delivery/application';
import { type Enrichment, NO_ENRICHMENT } from '../../../../handlers/delivery/enrichment';
import { DELIVERY_DEFAULTS, type RegisteredService } from '../../../../src/core/schemas/private/delivery';
import type { Database } from './database';

export const SETTINGS = {
  table: '',
  namespace: 'Test/Delivery',
  grace: DELIVERY_DEFAULTS.graceSeconds,
  changeFailureWindow: DELIVERY_DEFAULTS.changeFailureSeconds,
  reopenWithin: DELIVERY_DEFAULTS.reopenSeconds,
  changeGap: DELIVERY_DEFAULTS.changeGapSeconds,
  reworkWindow: DELIVERY_DEFAULTS.reworkSeconds,
  retention: DELIVERY_DEFAULTS.retentionSeconds,
};

export const NOON = Date.UTC(2026, 2, 2, 12);

/** Minutes after noon, of a day of March. */
export function at(minutes: number): number {
  return NOON + minutes * 60_000;
}

export function iso(minutes: number): string {
  return new Date(at(minutes)).toISOString();
}

export const SHOP: RegisteredService = {
  service: 'shop',
  environment: 'prod',
  counts: 'pipeline',
  pipelines: ['shop-pipeline'],
  stacks: ['Shop'],
  deploymentGroups: ['shop/prod'],
  ecsServices: ['arn:aws:ecs:us-east-1:111122223333:service/prod/shop'],
  aliases: ['shop:live'],
  alarms: { 'shop-health': 'PAGE' },
  symptomPrefixes: ['shop-'],
  canaries: ['shop-home'],
};

interface Printed extends Readonly<Record<string, unknown>> {
  readonly _aws: { readonly Timestamp: number };
}

/** A handler with a clock that stands still until it is told otherwise, a registry that can change, and a log that remembers. */
export class TestWorld {
  public now = at(0);
  public services: RegisteredService[] = [SHOP];
  public reads = 0;
  public enrichment: Enrichment = NO_ENRICHMENT;
  public readonly lines: string[] = [];
  public readonly application: Application;

  constructor(public readonly dynamo: DynamoDBClient, public readonly table: string, changes: Partial<World> = {}) {
    const enrichment: Enrichment = {
      commitTimesOf: async (pipeline, id) => this.enrichment.commitTimesOf(pipeline, id),
      commitTimeOfStack: async id => this.enrichment.commitTimeOfStack(id),
      opsItem: async id => this.enrichment.opsItem(id),
    };
    this.application = createApplication({
      dynamo,
      enrichment,
      settings: { ...SETTINGS, table },
      registry: { read: async () => { this.reads++; return this.services; } },
      emissionLog: { find: async id => this.lines.some(line => line.includes(`"id":"${id}"`)) },
      clock: { now: () => this.now },
      print: line => this.lines.push(line),
      ...changes,
    });
  }

  /** The service's events; resolves to the messages that failed. */
  public async take(...bodies: (object | string)[]): Promise<string[]> {
    const Records = bodies.map((body, index) => ({ messageId: String(index), body: typeof body === 'string' ? body : JSON.stringify(body) }));
    return (await this.application.ingest({ Records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  public async episodes(service = 'shop', environment = 'prod') {
    return this.application.episodesOf(service, environment);
  }

  /** Lines that went out with a metric, by the value of it. */
  public emitted(metric: string): Printed[] {
    return this.lines.map(line => JSON.parse(line) as Printed).filter(line => metric in line);
  }
}

let tables = 0;

export async function newWorld(database: Database, changes: Partial<World> = {}): Promise<TestWorld> {
  const table = `delivery-${++tables}`;
  await database.createTable(table);
  return new TestWorld(changes.dynamo ?? database.client(), table, changes);
}
