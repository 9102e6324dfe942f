import type { AlarmRoute } from '../../alarms/alarm-route';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import type { Severity } from '../../core/severity';
import type { AutomationShare } from '../../dashboards/private/service-view';
import type { RunbookAutomations } from '../../delivery/runbook-automations';

export interface AutomationInit {
  readonly alarms: ServiceAlarms;
  readonly routes: readonly AlarmRoute[];
  /** Whether the runbook of each signal is a document that can be run. */
  readonly hasDocuments: boolean;
  readonly automations: readonly RunbookAutomations[];
}

/** Routes that run something, and do not only tell somebody. */
const RUNS: readonly string[] = ['automation', 'function'];

/** How many alarms have a document or an action, directly or through the health alarm. */
export function automationShare({ alarms, routes, hasDocuments, automations }: AutomationInit): AutomationShare {
  const running = routes.filter(route => RUNS.includes(route._details.kind));
  const runsAt = (severity: Severity, feedsHealth: boolean) => running.some(route => route.accepts(feedsHealth ? alarms.healthSeverity : severity));
  const all = [
    ...alarms.alarms.map(alarm => ({
      hasDocument: hasDocuments,
      hasAction: runsAt(alarm.severity, alarm.feedsHealth) || automations.some(each => each._mends(alarm.signal.resource.construct)),
    })),
    ...alarms.ownAlarms.map(({ severity, feedsHealth }) => ({ hasDocument: false, hasAction: runsAt(severity, feedsHealth) })),
  ];
  const automated = all.filter(({ hasDocument, hasAction }) => hasDocument || hasAction).length;
  return {
    percentage: all.length === 0 ? 100 : Math.round(1000 * automated / all.length) / 10,
    alarms: all.length,
    withDocument: all.filter(({ hasDocument }) => hasDocument).length,
    withAction: all.filter(({ hasAction }) => hasAction).length,
  };
}
