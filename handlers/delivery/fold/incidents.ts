import { INCIDENT_SEVERITIES, type IncidentSeverity } from '../../../src/core/schemas/private/delivery';
import type { AcknowledgementFact, DetectionFact, Fact, SignalFact } from '../facts/fact';
import type { Incident } from './episodes';
import { compareTexts, earliest, secondsBetween } from './order';

/** Alarms of symptoms that fired so long before an incident opened, or after, tell when it began. */
export const DETECTED_BEFORE = 15 * 60_000;
export const DETECTED_AFTER = 10 * 60_000;

/** While anything failed, without a break. */
interface Outage {
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly isRestored: boolean;
  readonly signals: readonly SignalFact[];
}

export function incidentsOf(facts: readonly Fact[], reopenWithin: number): Incident[] {
  const detections = facts.filter(fact => fact.kind === 'detection');
  const acknowledgements = facts.filter(fact => fact.kind === 'acknowledgement');
  return continued(outagesOf(facts.filter(fact => fact.kind === 'signal')), reopenWithin)
    .map(outage => incidentOf(outage, detections, acknowledgements));
}

const STATES = ['failing', 'gone', 'restored'] as const;

function outagesOf(signals: readonly SignalFact[]): Outage[] {
  const outages: Outage[] = [];
  const failing = new Set<string>();
  let told: SignalFact[] = [];
  for (const signal of statesOf(signals)) {
    const wasFailing = failing.size > 0;
    if (signal.state === 'failing') failing.add(signal.from); else if (!failing.delete(signal.from)) continue;
    if (wasFailing) told.push(signal); else told = [signal];
    if (failing.size === 0) outages.push({ openedAt: told[0].at, closedAt: signal.at, isRestored: signal.state === 'restored', signals: told });
  }
  return failing.size > 0 ? [...outages, { openedAt: told[0].at, isRestored: false, signals: told }] : outages;
}

/** In the order of time, of several states of the same thing at the same time the best. */
function statesOf(signals: readonly SignalFact[]): SignalFact[] {
  const sorted = [...signals].sort(byTime);
  const best = new Map(sorted.map(signal => [`${signal.at} ${signal.from}`, signal]));
  return sorted.filter(signal => best.get(`${signal.at} ${signal.from}`) === signal);
}

/** The rest of the order makes the result that of the facts, however they came. */
function byTime(a: SignalFact, b: SignalFact): number {
  return a.at - b.at || STATES.indexOf(a.state) - STATES.indexOf(b.state) || compareTexts(a.from, b.from)
    || INCIDENT_SEVERITIES.indexOf(b.severity) - INCIDENT_SEVERITIES.indexOf(a.severity) || (b.impactBeganAt ?? 0) - (a.impactBeganAt ?? 0);
}

/** What fails again soon after it ended continues. */
function continued(outages: readonly Outage[], within: number): Outage[] {
  const incidents: Outage[] = [];
  for (const outage of outages) {
    const last = incidents.at(-1);
    if (last?.closedAt !== undefined && outage.openedAt <= last.closedAt + within) {
      incidents[incidents.length - 1] = { ...outage, openedAt: last.openedAt, signals: [...last.signals, ...outage.signals] };
    } else {
      incidents.push(outage);
    }
  }
  return incidents;
}

function incidentOf(outage: Outage, detections: readonly DetectionFact[], acknowledgements: readonly AcknowledgementFact[]): Incident {
  const { openedAt, closedAt, isRestored, signals } = outage;
  const began = earliest([
    ...detections.filter(({ at }) => at >= openedAt - DETECTED_BEFORE && at <= openedAt + DETECTED_AFTER).map(fact => fact.faultBeganAt),
    ...signals.flatMap(signal => signal.impactBeganAt ?? []),
  ]);
  const acknowledgedAt = earliest(acknowledgements.map(({ at }) => at).filter(at => at >= openedAt && at <= (closedAt ?? Infinity)));
  return {
    openedAt,
    severity: gravestOf(signals),
    ...(closedAt !== undefined && { closedAt }),
    ...(isRestored && { restoredAt: closedAt }),
    ...(began !== undefined && { timeToDetectSeconds: secondsBetween(began, openedAt) }),
    ...(acknowledgedAt !== undefined && { timeToAcknowledgeSeconds: secondsBetween(openedAt, acknowledgedAt) }),
  };
}

function gravestOf(signals: readonly SignalFact[]): IncidentSeverity {
  return INCIDENT_SEVERITIES[Math.min(...signals.filter(({ state }) => state === 'failing').map(({ severity }) => INCIDENT_SEVERITIES.indexOf(severity)))];
}
