import { Severity } from '../../core/severity';
import { dashboardLink } from '../../runbooks/private/runbook-link';
import type { ObservedService } from '../observed-service';
import type { ObservedServiceProps } from '../observed-service-props';

/** Has the incidents of a service written down, where it asks for that. Its alarms are known by name, also those that are made later. */
export function respondToIncidents(
  service: ObservedService, props: ObservedServiceProps, namePrefix: string, healthSeverity: Severity,
): void {
  const { incidentResponse: response, automations = [], runbookBaseUrl } = props;
  if (!response) return;
  const { opsDashboard, perfDashboard } = service;
  const operations = dashboardLink(service, opsDashboard.dashboardName);
  response._addService(service, {
    service: service.serviceName, environment: service.environment, owner: service.owner, tier: service.tier,
    alarms: [{ name: `${namePrefix}health`, severity: healthSeverity }, { name: `${namePrefix}slo-page-`, isPrefix: true, severity: Severity.PAGE }],
    alarmPrefix: namePrefix,
    runbook: runbookBaseUrl ?? operations,
    dashboards: [{ title: 'Operations', url: operations }, { title: 'Performance', url: dashboardLink(service, perfDashboard.dashboardName) }],
  });
  const documents = automations.flatMap(({ _documentNames: names }) => names);
  response._addAutomations(service.serviceName, service.environment, documents.map(documentName => ({ documentName })));
}
