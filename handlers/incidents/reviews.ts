import { OPS_ITEM_DATA, OPS_ITEM_KINDS, type IncidentSeverity } from '../../src/core/schemas/private/delivery';
import { INCIDENT_DATA, OPS_ITEM_SEVERITIES, OPS_ITEM_SOURCE } from '../../src/core/schemas/private/incidents';
import { closingOf, incidentItem, isResolved, type Closing, type IncidentItem } from './incident-items';
import { isAtLeast } from './incident-record';
import { searchable, text, UNRESOLVED, valueOf, type OpsCenter } from './ops-center';
import type { Registry } from './registry';
import type { Settings } from './settings';
import { filledIn, nameOf } from './texts';

/** Opens the reviews of incidents that people resolved. */
export class Reviews {
  constructor(private readonly center: OpsCenter, private readonly registry: Registry, private readonly settings: Settings) {}

  /** Takes in that an OpsItem was resolved. Each later change of a resolved OpsItem says so again. */
  public async resolved(event: Readonly<Record<string, any>>): Promise<void> {
    const id = event.detail?.['ops-item-id'];
    if (typeof id !== 'string') throw new Error(`Event ${event.id} tells of no OpsItem: ${JSON.stringify(event).slice(0, 500)}`);
    const item = await this.center.get(id);
    const incident = item && incidentItem(item);
    if (!incident || !isResolved(item) || closingOf(item, incident.record)) return;
    const at = timeOf(event) ?? incident.resolvedAt!;
    const review = this.isWanted(incident.record.severity) ? await this.openOnce(incident, at) : undefined;
    const closing: Closing = { at: Math.max(at, incident.record.reopenedAt ?? 0), ...review === undefined ? {} : { review } };
    await this.center.update(id, { OperationalData: { [INCIDENT_DATA.closed]: text(JSON.stringify(closing)) } });
  }

  private isWanted(severity: IncidentSeverity): boolean {
    const { minimumReviewSeverity } = this.settings;
    return minimumReviewSeverity !== undefined && isAtLeast(severity, minimumReviewSeverity);
  }

  /** By the search, one that was resolved already is found too; by the duplicates' string, one that the search does not show yet. */
  private async openOnce(incident: IncidentItem, closedAt: number): Promise<string> {
    const [existing] = await this.center.search(INCIDENT_DATA.reviewOf, incident.id, [...UNRESOLVED, 'Resolved']);
    if (existing) return existing.OpsItemId!;
    const { item, record, id } = incident;
    const service = valueOf(item, OPS_ITEM_DATA.service)!;
    const environment = valueOf(item, OPS_ITEM_DATA.environment)!;
    const due = new Date(closedAt + this.settings.reviewDueMs).toISOString();
    const owner = (await this.registry.services()).find(each => each.service === service && each.environment === environment)?.owner ?? 'unknown';
    const openedAt = new Date(record.openedAt).toISOString();
    const restored = record.restoredAt === undefined ? 'not told by the alarms' : new Date(record.restoredAt).toISOString();
    const { notify } = this.settings;
    const { id: review } = await this.center.createOnce({
      Title: `Review by ${due.slice(0, 10)}: ${nameOf({ service, environment })}, incident of ${openedAt.slice(0, 16)}Z`,
      Description: filledIn(await this.registry.reviewTemplate(), {
        service, environment, owner, due: due.slice(0, 10), incident: id, severity: record.severity, opened: openedAt, restored,
      }),
      Source: OPS_ITEM_SOURCE,
      OpsItemType: '/aws/issue',
      Category: 'Availability',
      Severity: OPS_ITEM_SEVERITIES.TICKET,
      RelatedOpsItems: [{ OpsItemId: id }],
      ...notify === undefined ? {} : { Notifications: [{ Arn: notify }] },
      OperationalData: {
        [OPS_ITEM_DATA.service]: searchable(service),
        [OPS_ITEM_DATA.environment]: searchable(environment),
        [OPS_ITEM_DATA.kind]: searchable(OPS_ITEM_KINDS.review),
        [INCIDENT_DATA.reviewOf]: searchable(id),
        [INCIDENT_DATA.due]: searchable(due),
        [INCIDENT_DATA.timeline]: text(valueOf(item, INCIDENT_DATA.timeline) ?? ''),
      },
    }, `cdk-pillars/review/${id}`);
    return review;
  }
}

/** When the change was made that the event tells of. */
function timeOf({ detail, time }: Readonly<Record<string, any>>): number | undefined {
  const at = Date.parse(detail['modified-time'] ?? time);
  return Number.isNaN(at) ? undefined : at;
}
