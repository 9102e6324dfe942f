import type { OpsItem, OpsItemDataValue, UpdateOpsItemCommandInput } from '@aws-sdk/client-ssm';
import { OPS_ITEM_DATA, OPS_ITEM_KINDS } from '../../src/core/schemas/private/delivery';
import { INCIDENT_DATA, OPS_ITEM_LIMITS, OPS_ITEM_SEVERITIES, OPS_ITEM_SOURCE, type RespondingService } from '../../src/core/schemas/private/incidents';
import type { AlarmReader } from './alarm-reader';
import { incidentItem, incidentItems, type IncidentItem } from './incident-items';
import { covers, incidentOf, isKnown, opened, withObservation, type IncidentRecord } from './incident-record';
import type { AlarmChange, Observation } from './observation';
import { searchable, text, valueOf, type OpsCenter } from './ops-center';
import { severityOf } from './registry';
import type { Settings } from './settings';
import { incidentDescription, incidentTitle } from './texts';
import { changeEntry, withEntries, type TimelineEntry } from './timeline';

/** The timeline begins so long before the incident. */
const BEFORE_MS = 15 * 60_000;
/** Incidents that follow one another while searches do not show them yet. */
const UNSEEN = 5;

interface Seen {
  readonly changes: readonly AlarmChange[];
  readonly resources: readonly string[];
}

/** Opens and updates the OpsItems of incidents. Calls for one service come one after the other, as its events are one group of the queue. */
export class Incidents {
  constructor(
    private readonly center: OpsCenter, private readonly alarms: AlarmReader, private readonly settings: Settings, private readonly now: () => number,
  ) {}

  /** Takes in what an alarm of a service did. `isLook` is for what was found by looking, beside the events: it leaves the record of a known incident alone. */
  public async observe(service: RespondingService, observation: Observation, isLook = false): Promise<void> {
    const incidents = await incidentItems(this.center, service, this.now());
    const known = incidentOf(incidents, observation, this.settings.reopenMs) as IncidentItem | undefined;
    if (known === undefined && observation.value === 'OK') return;
    const incident = known ?? await this.open(service, observation, incidents);
    await this.update(service, incident, observation, isLook && isKnown(incident.record, observation));
  }

  /** A string that only the incident after the last one has: whoever opens it at the same time, or again, gets the same OpsItem. */
  private async open(service: RespondingService, observation: Observation, incidents: readonly IncidentItem[]): Promise<IncidentItem> {
    let last = [...incidents].sort((a, b) => b.createdAt - a.createdAt)[0]?.id ?? 'none';
    const input = this.newItem(service, observation);
    for (let attempt = 0; attempt < UNSEEN; attempt++) {
      const { id, isNew } = await this.center.createOnce(input, `cdk-pillars/incident/${service.service}/${service.environment}/after/${last}`);
      const item: OpsItem | undefined = isNew ? { ...input, OpsItemId: id, Status: 'Open' } : await this.center.get(id);
      if (!item) throw new Error(`OpsItem ${id} exists, and cannot be read yet`);
      const incident = incidentItem(item);
      if (incident && (isKnown(incident.record, observation) || covers(incident, observation.at, this.settings.reopenMs))) return incident;
      last = id;
    }
    throw new Error(`${service.service} (${service.environment}): ${UNSEEN} open OpsItems follow each other, and none is of ${new Date(observation.at).toISOString()}`);
  }

  /** Without the resources, which differ by alarm: OpsCenter does not say whether they make duplicates another. */
  private newItem(service: RespondingService, observation: Observation) {
    const { alarm, at, reason, severity, value } = observation;
    const automations = service.automations ?? [];
    return {
      Title: incidentTitle(service, observation),
      Description: incidentDescription(service, observation),
      Source: OPS_ITEM_SOURCE,
      OpsItemType: '/aws/issue',
      Category: 'Availability',
      Severity: OPS_ITEM_SEVERITIES[severity],
      OperationalData: {
        [OPS_ITEM_DATA.service]: searchable(service.service),
        [OPS_ITEM_DATA.environment]: searchable(service.environment),
        [OPS_ITEM_DATA.kind]: searchable(OPS_ITEM_KINDS.incident),
        [INCIDENT_DATA.record]: text(JSON.stringify(opened(observation))),
        [INCIDENT_DATA.timeline]: text(withEntries('', [changeEntry(alarm, value, at, reason)])),
        ...automations.length > 0 ? { '/aws/automations': associated(automations.map(({ documentName }) => documentName)) } : {},
      },
    };
  }

  private async update(service: RespondingService, incident: IncidentItem, observation: Observation, isTimelineOnly: boolean): Promise<void> {
    const { id, item, record: before, resolvedAt } = incident;
    const seen = await this.look(service, before.openedAt);
    const isNews = !isKnown(before, observation);
    const observed = recovered(withObservation(before, observation), seen, service, this.settings.reopenMs);
    const isBack = isNews && resolvedAt !== undefined && observation.value === 'ALARM' && observed.restoredAt === undefined;
    const record = isTimelineOnly ? before : isBack ? { ...observed, reopenedAt: Math.max(observation.at, resolvedAt) } : observed;
    const isRestored = record.restoredAt !== undefined && record.restoredAt !== before.restoredAt;

    const timeline = withEntries(valueOf(item, INCIDENT_DATA.timeline) ?? '', this.entries(observation, seen, record));
    const arns = [observation.arn, ...seen.resources];
    const data = changed(item, {
      ...isTimelineOnly ? {} : { [INCIDENT_DATA.record]: text(JSON.stringify(record)) },
      [INCIDENT_DATA.timeline]: text(timeline),
      '/aws/resources': resources([...relatedTo(item), ...arns]),
    });
    const severity = OPS_ITEM_SEVERITIES[record.severity];
    const changes: Omit<UpdateOpsItemCommandInput, 'OpsItemId'> = {
      ...Object.keys(data).length > 0 ? { OperationalData: data } : {},
      ...severity === OPS_ITEM_SEVERITIES[before.severity] ? {} : { Severity: severity },
      ...isBack ? { Status: 'Open' } : {},
      ...isRestored && this.settings.resolveOnRecovery && resolvedAt === undefined ? { Status: 'Resolved' } : {},
    };
    if (Object.keys(changes).length > 0) await this.center.update(id, changes);
  }

  /** What CloudWatch knows of the alarms of the service. An incident does not wait for it: without an answer, the timeline has the events alone. */
  private async look({ alarmPrefix }: RespondingService, openedAt: number): Promise<Seen> {
    try {
      const alarms = await this.alarms.beginning(alarmPrefix);
      const changes = await this.alarms.changesOf(alarms, openedAt - BEFORE_MS, this.now());
      const on = alarms.filter(({ value, at }) => value === 'ALARM' && at >= openedAt - BEFORE_MS);
      return { changes, resources: on.flatMap(({ arn, resources: named }) => [arn, ...named]) };
    } catch (error) {
      console.warn(`The alarms of ${alarmPrefix} could not be read: ${error}`);
      return { changes: [], resources: [] };
    }
  }

  private entries({ alarm, value, at, reason }: Observation, { changes }: Seen, { restoredAt }: IncidentRecord): TimelineEntry[] {
    const until = restoredAt === undefined ? Infinity : restoredAt + this.settings.reopenMs;
    return [
      changeEntry(alarm, value, at, reason),
      ...changes.filter(change => change.at <= until).map(change => changeEntry(change.alarm, change.value, change.at, change.reason)),
      ...restoredAt === undefined ? [] : [{ at: restoredAt, text: 'Restored: every alarm that was on is OK again' }],
    ];
  }
}

/** The record with the ends that CloudWatch tells of, in case their events came first, or never come. */
function recovered(record: IncidentRecord, { changes }: Seen, service: RespondingService, reopenMs: number): IncidentRecord {
  return changes.reduce((known, { alarm, arn, value, at }) => {
    const severity = severityOf(service, alarm);
    const state = known.alarms[alarm];
    if (severity === undefined || value !== 'OK' || state?.value !== 'ALARM' || state.at >= at) return known;
    return covers({ id: '', createdAt: 0, record: known }, at, reopenMs) ? withObservation(known, { alarm, arn, value, at, severity }) : known;
  }, record);
}

function resources(arns: readonly string[]): OpsItemDataValue {
  return searchable(JSON.stringify([...new Set(arns)].slice(0, OPS_ITEM_LIMITS.resources).map(arn => ({ arn }))));
}

function relatedTo(item: OpsItem): string[] {
  const related: Array<{ arn: string }> = JSON.parse(valueOf(item, '/aws/resources') ?? '[]');
  return related.map(({ arn }) => arn);
}

function associated(documents: readonly string[]): OpsItemDataValue {
  return searchable(JSON.stringify(documents.map(automationId => ({ automationId, automationType: 'AWS::SSM::Automation' }))));
}

/** Operational data that is not there yet, or is another. */
function changed(item: OpsItem, data: Readonly<Record<string, OpsItemDataValue>>): Record<string, OpsItemDataValue> {
  return Object.fromEntries(Object.entries(data).filter(([key, { Value }]) => valueOf(item, key) !== Value));
}
