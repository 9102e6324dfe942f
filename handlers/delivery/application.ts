import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Enrichment } from './enrichment';
import type { Deployment, Incident } from './fold/episodes';
import { Ingestion } from './ingest/ingestion';
import { CachedRegistry } from './mapping/cached-registry';
import type { Clock, EmissionLog, Print, QueueBatch, QueueResponse, RegistrySource, SettleInput, Settings, SettleReport } from './ports';
import { Settlement } from './settle/settlement';
import { Store } from './store/store';

/** Everything that the handler needs of the world. */
export interface World {
  readonly dynamo: DynamoDBClient;
  readonly settings: Settings;
  readonly registry: RegistrySource;
  readonly enrichment: Enrichment;
  readonly emissionLog: EmissionLog;
  readonly clock: Clock;
  readonly print: Print;
}

/** Rollbacks are among the deployments, and marked. */
export interface Episodes {
  readonly deployments: readonly Deployment[];
  readonly incidents: readonly Incident[];
}

export interface Application {
  ingest(batch: QueueBatch): Promise<QueueResponse>;
  /** Rejects, once everything else is done, if something could not be settled. */
  settle(input?: SettleInput): Promise<SettleReport>;
  episodesOf(service: string, environment: string): Promise<Episodes>;
}

export function createApplication(world: World): Application {
  const store = new Store(world.dynamo, world.settings, world.clock);
  const registry = new CachedRegistry(world.registry, world.clock);
  const ingestion = new Ingestion(world, store, registry);
  const settlement = new Settlement(world, store, registry);
  return {
    ingest: async batch => ingestion.take(batch),
    settle: async input => settlement.run(input),
    episodesOf: async (service, environment) => store.episodes.allOf(`${service}#${environment}`),
  };
}
