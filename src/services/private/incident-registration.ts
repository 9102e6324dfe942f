import { Severity } from '../../core/severity';
import type { IncidentResponse } from '../../delivery/incident-response';
import { dashboardLink } from '../../runbooks/private/runbook-link';
import type { ObservedService } from '../observed-service';

/** Has the incidents of a service written down. Its alarms are known by name, also those that are made later. */
export function respondToIncidents(
  service: ObservedService, response: IncidentResponse, namePrefix: string, healthSeverity: Severity, runbookBaseUrl: string | undefined,
): void {
  const { opsDashboard, perfDashboard } = service;
  const operations = dashboardLink(service, opsDashboard.dashboardName);
  response._addService(service, {
    service: service.serviceName, environment: service.environment, owner: service.owner, tier: service.tier,
    alarms: [{ name: `${namePrefix}health`, severity: healthSeverity }, { name: `${namePrefix}slo-page-`, isPrefix: true, severity: Severity.PAGE }],
    alarmPrefix: namePrefix,
    runbook: runbookBaseUrl ?? operations,
    dashboards: [{ title: 'Operations', url: operations }, { title: 'Performance', url: dashboardLink(service, perfDashboard.dashboardName) }],
  });
}
