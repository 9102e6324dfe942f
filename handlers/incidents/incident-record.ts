import { INCIDENT_SEVERITIES, type IncidentSeverity } from '../../src/core/schemas/private/delivery';
import { OPS_ITEM_LIMITS } from '../../src/core/schemas/private/incidents';
import { SAME_MS, type Observation } from './observation';

/** What is known of an incident. Times are in milliseconds. */
export interface IncidentRecord {
  readonly openedAt: number;
  readonly severity: IncidentSeverity;
  /** The latest state of each alarm that was on in it. */
  readonly alarms: Readonly<Record<string, AlarmState>>;
  /** When the last alarm was well again; absent while one is on. */
  readonly restoredAt?: number;
  /** When it came back after people resolved it. */
  readonly reopenedAt?: number;
}

export interface AlarmState {
  readonly value: 'ALARM' | 'OK';
  readonly at: number;
}

/** An incident as its OpsItem tells it. */
export interface Incident {
  readonly id: string;
  readonly createdAt: number;
  /** When people resolved it; absent while it is open. */
  readonly resolvedAt?: number;
  readonly record: IncidentRecord;
}

/** Whether the incident has it already, or something later of the same alarm. */
export function isKnown(record: IncidentRecord, { alarm, value, at }: Observation): boolean {
  const state = record.alarms[alarm];
  return state !== undefined && state.at + (state.value === value ? SAME_MS : 0) >= at;
}

/** Whether what happens at a time is part of the incident: while it lasts, and so soon after that it is the same. */
export function covers({ record, resolvedAt }: Incident, at: number, reopenMs: number): boolean {
  const ended = Math.min(record.restoredAt ?? Infinity, resolvedAt ?? Infinity);
  return at >= record.openedAt - SAME_MS && at <= ended + reopenMs;
}

/** The incident that an observation belongs to, if there is one; the latest first. */
export function incidentOf(incidents: readonly Incident[], observation: Observation, reopenMs: number): Incident | undefined {
  const latestFirst = [...incidents].sort((a, b) => b.record.openedAt - a.record.openedAt);
  if (observation.value === 'OK') return latestFirst.find(({ record }) => isOn(record, observation));
  return latestFirst.find(incident => isKnown(incident.record, observation) && covers(incident, observation.at, reopenMs))
    ?? latestFirst.find(incident => covers(incident, observation.at, reopenMs))
    // An alarm of the same trouble whose event was overtaken.
    ?? latestFirst.find(({ record: { openedAt } }) => observation.at < openedAt && observation.at >= openedAt - reopenMs);
}

export function opened({ alarm, at, severity }: Observation): IncidentRecord {
  return { openedAt: at, severity, alarms: { [alarm]: { value: 'ALARM', at } } };
}

/** The record with what was observed: an older observation of an alarm changes nothing. */
export function withObservation(record: IncidentRecord, observation: Observation): IncidentRecord {
  const { alarm, value, at, severity } = observation;
  if (isKnown(record, observation) || (value === 'OK' && record.alarms[alarm] === undefined)) return record;
  const alarms = withinSize({ ...record.alarms, [alarm]: { value, at } });
  const states = Object.values(alarms);
  const { restoredAt: _, ...rest } = record;
  return {
    ...rest,
    openedAt: Math.min(record.openedAt, value === 'ALARM' ? at : Infinity),
    severity: value === 'ALARM' ? graver(record.severity, severity) : record.severity,
    alarms,
    ...states.every(state => state.value === 'OK') ? { restoredAt: Math.max(...states.map(state => state.at)) } : {},
  };
}

/** Whether a severity matters at least as much as another. */
export function isAtLeast(severity: IncidentSeverity, minimum: IncidentSeverity): boolean {
  return INCIDENT_SEVERITIES.indexOf(severity) <= INCIDENT_SEVERITIES.indexOf(minimum);
}

function graver(one: IncidentSeverity, other: IncidentSeverity): IncidentSeverity {
  return isAtLeast(one, other) ? one : other;
}

function isOn({ alarms }: IncidentRecord, { alarm, at }: Observation): boolean {
  return alarms[alarm]?.value === 'ALARM' && alarms[alarm].at < at;
}

/** Leaves out what was well again first, where there is no room for all. */
function withinSize(alarms: Readonly<Record<string, AlarmState>>): Readonly<Record<string, AlarmState>> {
  if (Buffer.byteLength(JSON.stringify(alarms)) <= OPS_ITEM_LIMITS.dataValueBytes - 1_024) return alarms;
  const [oldest] = Object.entries(alarms).sort(([, a], [, b]) => Number(a.value === 'ALARM') - Number(b.value === 'ALARM') || a.at - b.at);
  const { [oldest[0]]: _, ...rest } = alarms;
  return withinSize(rest);
}
