import { INCIDENT_SEVERITIES, type IncidentSeverity, type RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import { type Entry, MINUTE } from '../log';
import { instant } from './instant';
import { isSymptom, targetOf } from './ownership';
import { type Stretch, stretchesOf, thingOf } from './stretches';

/** A time at which something that stands for a service failed. */
export interface Incident {
  readonly opened: number;
  /** Absent while it is open. */
  readonly closed?: number;
  /** Closed as all is well again, not as it was taken away. */
  readonly restored: boolean;
  readonly severity: IncidentSeverity;
  /** All in milliseconds. */
  readonly timeToRestore?: number;
  readonly timeToDetect?: number;
  readonly timeToAcknowledge?: number;
}

/** The incidents of a service, by when they opened. */
export function incidentsOf(service: RegisteredService, log: readonly Entry[]): Incident[] {
  const groups: Stretch[][] = [];
  for (const stretch of [...stretchesOf(service, log)].sort((a, b) => a.from - b.from)) {
    const group = groups.at(-1);
    if (group && stretch.from <= endOf(group) + 10 * MINUTE) group.push(stretch);
    else groups.push([stretch]);
  }
  return groups.map(group => incident(service, log, group));
}

function incident(service: RegisteredService, log: readonly Entry[], group: readonly Stretch[]): Incident {
  const opened = Math.min(...group.map(({ from }) => from));
  const end = endOf(group);
  const closed = Number.isFinite(end) ? end : undefined;
  const restored = closed !== undefined && group.some(({ to, well }) => to === end && well);
  const began = [...blamedTimes(service, log, opened), ...impacts(log, group, opened, end)];
  const acknowledged = log.filter(isAcknowledgement).map(({ event }) => instant(event)).filter(at => opened <= at && at <= end);
  return {
    opened,
    closed,
    restored,
    severity: INCIDENT_SEVERITIES.find(severity => group.some(stretch => stretch.severities.includes(severity)))!,
    timeToRestore: restored ? end - opened : undefined,
    timeToDetect: began.length > 0 ? Math.max(0, opened - Math.min(...began)) : undefined,
    timeToAcknowledge: acknowledged.length > 0 ? Math.min(...acknowledged) - opened : undefined,
  };
}

/** Since when users were hit, by any event of what failed while it lasted. */
function impacts(log: readonly Entry[], group: readonly Stretch[], opened: number, end: number): number[] {
  return log.map(({ event }) => event)
    .filter(event => group.some(({ of }) => of === thingOf(event)) && opened <= instant(event) && instant(event) <= end)
    .filter(({ detail }) => detail.impactBeganAt && detail.status !== 'ACKNOWLEDGED').map(({ detail }) => Date.parse(detail.impactBeganAt));
}

function endOf(group: readonly Stretch[]): number {
  return Math.max(...group.map(({ to }) => to));
}

/** Since when alarms of symptoms that fired around the opening say that something was wrong. */
function blamedTimes(service: RegisteredService, log: readonly Entry[], opened: number): number[] {
  return log.map(({ event }) => event)
    .filter(event => event['detail-type'] === 'CloudWatch Alarm State Change' && isSymptom(service, targetOf(event)) && event.detail.state.value === 'ALARM')
    .filter(event => opened - 15 * MINUTE <= instant(event) && instant(event) <= opened + 10 * MINUTE)
    .map(event => Date.parse(JSON.parse(event.detail.state.reasonData ?? '{}').startDate))
    .filter(Number.isFinite);
}

function isAcknowledgement({ event: { source, detail, 'detail-type': type }, opsItem }: Entry): boolean {
  if (source === 'aws.ssm') return detail.status === 'InProgress' && opsItem?.kind !== 'review';
  return source === 'cdk-pillars' && type === 'Incident' && detail.status === 'ACKNOWLEDGED';
}
