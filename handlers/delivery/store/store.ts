import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock, Settings } from '../ports';
import { EpisodeStore } from './episodes';
import { Events } from './events';
import { Jobs } from './jobs';
import { Markers } from './markers';
import { Table } from './table';
import { Threads } from './threads';
import { WorkList } from './work';

/** Everything that is kept, in one table. */
export class Store {
  public readonly events: Events;
  public readonly threads: Threads;
  public readonly work: WorkList;
  public readonly episodes: EpisodeStore;
  public readonly markers: Markers;
  public readonly jobs: Jobs;

  constructor(dynamo: DynamoDBClient, settings: Pick<Settings, 'table' | 'retention'>, clock: Clock) {
    const table = new Table(dynamo, settings.table);
    const expiresAt = () => Math.floor(clock.now() / 1000) + settings.retention;
    this.events = new Events(table, expiresAt);
    this.threads = new Threads(table, expiresAt);
    this.work = new WorkList(table, () => clock.now());
    this.episodes = new EpisodeStore(table, expiresAt);
    this.markers = new Markers(table, expiresAt);
    this.jobs = new Jobs(table);
  }
}
