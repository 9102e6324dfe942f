import type { IncidentEventDetail } from '../../core/schemas/private/delivery';

type Status = IncidentEventDetail['status'];

/** How an incident tool tells of incidents. All paths are of names, below that of the payload. */
export interface IncidentTool {
  /** Also the id of its constructs. */
  readonly title: string;
  readonly payloadPath: string;
  /** What tells what happened. */
  readonly action: { readonly path: readonly string[]; readonly of: Readonly<Record<Status, readonly string[]>> };
  /** What tells whose it is. */
  readonly owner: readonly string[];
  /** Where the fields of the event of an incident come from, beside those that are known before. */
  readonly fields: Readonly<Partial<Record<'id' | 'at' | 'url', readonly string[]>>>;
}

/** V3 webhooks. An incident that is opened again is the same incident. @see https://developer.pagerduty.com/docs/webhooks/v3-overview/ */
export const PAGER_DUTY: IncidentTool = {
  title: 'PagerDuty',
  payloadPath: '$.detail.event',
  action: {
    path: ['event_type'],
    of: { OPENED: ['incident.triggered', 'incident.reopened'], ACKNOWLEDGED: ['incident.acknowledged'], RESTORED: ['incident.resolved'] },
  },
  owner: ['data', 'service', 'id'],
  fields: { id: ['data', 'id'], at: ['occurred_at'], url: ['data', 'html_url'] },
};

/**
 * Data of alert actions. Their times are counts of milliseconds and of nanoseconds, so the event is taken to have happened when it came. Alerts have no service: tags tell.
 *
 * @see https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/
 */
export const OPSGENIE: IncidentTool = {
  title: 'Opsgenie',
  payloadPath: '$.detail',
  action: { path: ['action'], of: { OPENED: ['Create'], ACKNOWLEDGED: ['Acknowledge'], RESTORED: ['Close'] } },
  owner: ['alert', 'tags'],
  fields: { id: ['alert', 'alertId'] },
};
