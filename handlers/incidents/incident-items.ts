import type { OpsItem } from '@aws-sdk/client-ssm';
import { OPS_ITEM_DATA, OPS_ITEM_KINDS } from '../../src/core/schemas/private/delivery';
import { INCIDENT_DATA, type RespondingService } from '../../src/core/schemas/private/incidents';
import type { Incident, IncidentRecord } from './incident-record';
import { UNRESOLVED, valueOf, type OpsCenter } from './ops-center';

/** For how long a resolved incident may still be told of: longer than the queue keeps events. */
const LOOK_BACK_MS = 5 * 86_400_000;
/** Of the incidents of a service that nobody resolved, so many are looked at. */
const LOOKED_AT = 20;

/** When an incident was resolved, and which review it has. */
export interface Closing {
  readonly at: number;
  readonly review?: string;
}

/** An incident with its OpsItem. */
export interface IncidentItem extends Incident {
  readonly item: OpsItem;
}

/** The incidents of a service that are open, or that were resolved lately. */
export async function incidentItems(center: OpsCenter, { service, environment }: RespondingService, now: number): Promise<IncidentItem[]> {
  const found = [
    ...await center.search(OPS_ITEM_DATA.service, service, UNRESOLVED),
    ...await center.search(OPS_ITEM_DATA.service, service, ['Resolved'], now - LOOK_BACK_MS),
  ];
  const mine = found
    .filter(summary => valueOf(summary, OPS_ITEM_DATA.environment) === environment)
    .filter(summary => valueOf(summary, OPS_ITEM_DATA.kind) === OPS_ITEM_KINDS.incident)
    .sort((a, b) => (b.CreatedTime?.getTime() ?? 0) - (a.CreatedTime?.getTime() ?? 0))
    .slice(0, LOOKED_AT);
  const items: IncidentItem[] = [];
  for (const { OpsItemId } of mine) {
    const item = await center.get(OpsItemId!);
    const incident = item && incidentItem(item);
    if (incident) items.push(incident);
  }
  return items;
}

/** An OpsItem as an incident; `undefined` for one of another kind, or whose data somebody took away. */
export function incidentItem(item: OpsItem): IncidentItem | undefined {
  const record = parsed<IncidentRecord>(valueOf(item, INCIDENT_DATA.record));
  if (valueOf(item, OPS_ITEM_DATA.kind) !== OPS_ITEM_KINDS.incident || record?.openedAt === undefined) return undefined;
  const known = { id: item.OpsItemId!, createdAt: item.CreatedTime?.getTime() ?? 0, record, item };
  return isResolved(item) ? { ...known, resolvedAt: resolvedAt(item, record) } : known;
}

export function isResolved({ Status }: OpsItem): boolean {
  return Status === 'Resolved' || Status === 'Closed';
}

/** What is kept of its latest end; `undefined` if it was opened again since. */
export function closingOf(item: OpsItem, { reopenedAt = 0 }: IncidentRecord): Closing | undefined {
  const closing = parsed<Closing>(valueOf(item, INCIDENT_DATA.closed));
  return closing && closing.at >= reopenedAt ? closing : undefined;
}

function resolvedAt(item: OpsItem, record: IncidentRecord): number {
  return closingOf(item, record)?.at ?? item.LastModifiedTime?.getTime() ?? 0;
}

export function parsed<T>(json: string | undefined): T | undefined {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
