import type { OpsItemSummary } from '@aws-sdk/client-ssm';
import { DELIVERY_METRICS, OPS_ITEM_DATA, OPS_ITEM_KINDS } from '../../src/core/schemas/private/delivery';
import { INCIDENT_DATA } from '../../src/core/schemas/private/incidents';
import { searchable, UNRESOLVED, valueOf, type OpsCenter } from './ops-center';
import type { Registry } from './registry';
import type { Settings } from './settings';

/** Counts reviews that are overdue, and reminds of those that are or will be soon. */
export class OverdueReviews {
  constructor(
    private readonly center: OpsCenter, private readonly registry: Registry, private readonly settings: Settings,
    private readonly now: () => number, private readonly emit: (line: string) => void,
  ) {}

  public async count(): Promise<void> {
    const open = await this.center.search(OPS_ITEM_DATA.kind, OPS_ITEM_KINDS.review, UNRESOLVED);
    const overdue = open.filter(review => dueOf(review) < this.now());
    for (const { service, environment } of await this.registry.services()) {
      const isOfService = (review: OpsItemSummary) =>
        valueOf(review, OPS_ITEM_DATA.service) === service && valueOf(review, OPS_ITEM_DATA.environment) === environment;
      this.emit(this.gauge(service, environment, overdue.filter(isOfService).length));
    }
    for (const review of open) await this.remind(review);
  }

  /** Once a day: OpsCenter tells the topic of the OpsItem of each change. */
  private async remind(review: OpsItemSummary): Promise<void> {
    if (dueOf(review) - this.settings.reviewReminderMs > this.now()) return;
    const today = new Date(this.now()).toISOString().slice(0, 10);
    if (valueOf(review, INCIDENT_DATA.reminded) === today) return;
    await this.center.update(review.OpsItemId!, { OperationalData: { [INCIDENT_DATA.reminded]: searchable(today) } });
  }

  /** As the embedded metric format has it. */
  private gauge(Service: string, Environment: string, count: number): string {
    const { overdueReviews } = DELIVERY_METRICS;
    const CloudWatchMetrics = [{
      Namespace: this.settings.namespace, Dimensions: [['Service', 'Environment']], Metrics: [{ Name: overdueReviews, Unit: 'Count' }],
    }];
    return JSON.stringify({ _aws: { Timestamp: this.now(), CloudWatchMetrics }, Service, Environment, [overdueReviews]: count });
  }
}

/** A review whose date somebody took away is never due. */
function dueOf(review: OpsItemSummary): number {
  const due = Date.parse(valueOf(review, INCIDENT_DATA.due) ?? '');
  return Number.isNaN(due) ? Infinity : due;
}
