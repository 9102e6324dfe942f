import { DELIVERY_METRICS, HANDLER_DIMENSION, HANDLER_METRICS, INCIDENT_METRICS, type IncidentSeverity } from '../../../src/core/schemas/private/delivery';
import type { Deployment, Incident } from '../fold/episodes';
import { ownerOf } from '../store/keys';
import { count, type Line, type MetricGroup, seconds } from './emf';

/** What goes out of a deployment: zeros as well, so that a rate has something to divide. */
export function deploymentGroups(home: string, deployment: Deployment): MetricGroup[] {
  const { startedAt, endedAt, failed, rolledBack, rework, leadTimeSeconds } = deployment;
  return [{
    dimensions: dimensionsOf(home),
    metrics: {
      [DELIVERY_METRICS.deployments]: count(1),
      [DELIVERY_METRICS.failedDeployments]: count(Number(failed)),
      [DELIVERY_METRICS.rollbacks]: count(Number(rolledBack)),
      [DELIVERY_METRICS.rework]: count(Number(rework)),
      [DELIVERY_METRICS.deploymentDuration]: seconds((endedAt - startedAt) / 1000),
      ...(leadTimeSeconds !== undefined && { [DELIVERY_METRICS.leadTime]: seconds(leadTimeSeconds) }),
    },
  }];
}

export function openedGroups(home: string, { severity }: Incident): MetricGroup[] {
  return [{ dimensions: dimensionsOf(home, severity), metrics: { [INCIDENT_METRICS.opened]: count(1) } }];
}

export function closedGroups(home: string, incident: Incident): MetricGroup[] {
  const { openedAt, restoredAt, severity, timeToDetectSeconds, timeToAcknowledgeSeconds } = incident;
  return [
    { dimensions: dimensionsOf(home, severity), metrics: { [INCIDENT_METRICS.closed]: count(1) } },
    {
      dimensions: dimensionsOf(home),
      metrics: {
        ...(restoredAt !== undefined && { [DELIVERY_METRICS.timeToRestore]: seconds((restoredAt - openedAt) / 1000) }),
        ...(timeToDetectSeconds !== undefined && { [DELIVERY_METRICS.timeToDetect]: seconds(timeToDetectSeconds) }),
        ...(timeToAcknowledgeSeconds !== undefined && { [DELIVERY_METRICS.timeToAcknowledge]: seconds(timeToAcknowledgeSeconds) }),
      },
    },
  ];
}

export function openIncidents(home: string, severity: IncidentSeverity, value: number, at: number): Line {
  return { at, groups: [{ dimensions: dimensionsOf(home, severity), metrics: { [INCIDENT_METRICS.open]: count(value) } }] };
}

export function deploymentMarker(home: string, id: string, at: number): Line {
  return { id, at, groups: [{ dimensions: dimensionsOf(home), metrics: { [DELIVERY_METRICS.deploymentMarker]: count(1) } }] };
}

export function ofHandler(table: string, metric: keyof typeof HANDLER_METRICS, value: number, at: number): Line {
  return { at, groups: [{ dimensions: { [HANDLER_DIMENSION]: table }, metrics: { [HANDLER_METRICS[metric]]: count(value) } }] };
}

function dimensionsOf(home: string, severity?: IncidentSeverity): Record<string, string> {
  const { service, environment } = ownerOf(home);
  return { Service: service, Environment: environment, ...(severity && { Severity: severity }) };
}
