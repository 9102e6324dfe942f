import { DELIVERY_METRICS, INCIDENT_METRICS, INCIDENT_SEVERITIES, type IncidentSeverity, type RegisteredService } from '../../core/schemas/private/delivery';

/** Of an incident that only a canary tells of. */
const CANARY_SEVERITY: IncidentSeverity = 'TICKET';

/**
 * The metrics that a service has at most, by name. Commits are told by custom events, pipelines and stacks only; a service without alarms and canaries has no incidents that are
 * known, and one without symptoms nothing to detect. Reviews are not counted here: who makes them, pays for that metric.
 */
export function deliveryMetrics({ counts, alarms = {}, canaries = [], symptomPrefixes = [] }: RegisteredService): string[] {
  const { deployments, failedDeployments, rollbacks, rework, leadTime, deploymentDuration, deploymentMarker } = DELIVERY_METRICS;
  const { timeToRestore, timeToDetect, timeToAcknowledge } = DELIVERY_METRICS;
  const told = [...Object.values(alarms), ...canaries.length > 0 ? [CANARY_SEVERITY] : []];
  const severities = INCIDENT_SEVERITIES.filter(severity => told.includes(severity));
  const tellsCommits = ['custom', 'pipeline', 'stack'].includes(counts);
  return [
    deployments, failedDeployments, rollbacks, rework, deploymentDuration, deploymentMarker,
    ...tellsCommits ? [leadTime] : [],
    ...severities.length > 0 ? [timeToRestore, timeToAcknowledge] : [],
    ...severities.length > 0 && symptomPrefixes.length > 0 ? [timeToDetect] : [],
    ...severities.flatMap(severity => Object.values(INCIDENT_METRICS).map(name => `${name} ${severity}`)),
  ];
}

/** What the sum of a bill says of them. */
export const DELIVERY_METRICS_NOTE = 'Metrics of deliveries are billed for the hours in which they get a point: the sum counts each as if it got one every hour.';
